package io.tickwire.mqtt;

import io.tickwire.config.MqttAclConfig;
import io.tickwire.config.MqttAclConfig.Access;
import io.tickwire.config.MqttConfig;
import io.tickwire.domain.Scope;
import io.tickwire.protocol.mqtt.Topics;
import java.util.List;
import java.util.function.Predicate;

/**
 * The rules of the configuration, and those that always hold on the platform's own topics: nobody else publishes there,
 * and of accounts one sees one's own. Any thread.
 */
public final class RuleAcl implements Acl {
    private final List<MqttAclConfig> rules;
    private final PlatformTree tree;

    /** @param tree the platform's own topics; {@link PlatformTree#NONE} where there are none */
    public RuleAcl(MqttConfig config, PlatformTree tree) {
        this.rules = config.acl();
        this.tree = tree;
    }

    @Override
    public boolean mayWrite(Who who, String topic) {
        if (tree.isOwn(topic)) {
            String account = tree.signalsOf(topic);
            return account != null
                    && who.identity().may(Scope.TRADE)
                    && who.identity().mayUse(account);
        }
        return rules.isEmpty()
                ? who.identity().may(Scope.FEED)
                : allows(who, Access.WRITE, rule -> Topics.matches(rule, topic));
    }

    @Override
    public boolean mayRead(Who who, String filter) {
        if (!tree.mayRead(who.identity(), filter)) {
            return false;
        }
        if (rules.isEmpty()) {
            return who.identity().may(Scope.READ);
        }
        return allows(who, Access.READ, rule -> TopicSets.covers(rule, filter));
    }

    @Override
    public List<String> withheld(Who who, String filter) {
        return rules.stream()
                .filter(rule -> rule.access() == Access.DENY && isFor(rule, who))
                .map(rule -> filled(rule.topic(), who))
                // Of whom it cannot be said what is denied, all is.
                .map(denied -> denied == null ? filter : denied)
                .filter(denied -> TopicSets.overlap(denied, filter))
                .toList();
    }

    private boolean allows(Who who, Access wanted, Predicate<String> isMeant) {
        boolean allowed = false;
        for (MqttAclConfig rule : rules) {
            if (isFor(rule, who)) {
                String filter = filled(rule.topic(), who);
                boolean meant = filter != null && isMeant.test(filter);
                if (rule.access() == Access.DENY && (filter == null || meant)) {
                    return false;
                }
                allowed |= meant && (rule.access() == wanted || rule.access() == Access.ALL);
            }
        }
        return allowed;
    }

    private static boolean isFor(MqttAclConfig rule, Who who) {
        return rule.subjects().isEmpty()
                || rule.subjects().contains(who.identity().subject());
    }

    /** The filter for this client; null when its names would not stay within one level. */
    private static String filled(String rule, Who who) {
        String filter = rule;
        if (rule.contains("%c")) {
            if (!isOneLevel(who.clientId())) {
                return null;
            }
            filter = filter.replace("%c", who.clientId());
        }
        if (rule.contains("%u")) {
            if (!isOneLevel(who.identity().subject())) {
                return null;
            }
            filter = filter.replace("%u", who.identity().subject());
        }
        return filter;
    }

    /** Else a client could name itself {@code #} and so be everybody; nor may one name bring in the other. */
    private static boolean isOneLevel(String name) {
        return !name.isEmpty() && name.chars().noneMatch(letter -> "+#/%".indexOf(letter) >= 0);
    }
}
