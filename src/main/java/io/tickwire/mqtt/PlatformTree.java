package io.tickwire.mqtt;

import io.tickwire.domain.Identity;
import java.util.List;

/** Names of the platform's own topics. Any thread. */
public final class PlatformTree {
    /** There is none: a plain broker. */
    public static final PlatformTree NONE = new PlatformTree("", List.of());

    private final String prefix;
    private final List<String> accounts;

    private PlatformTree(String prefix, List<String> accounts) {
        this.prefix = prefix;
        this.accounts = List.copyOf(accounts);
    }

    /** @param accounts that there are */
    public static PlatformTree of(String root, List<String> accounts) {
        return new PlatformTree(root + "/", accounts);
    }

    /** Whether there is one. */
    public boolean exists() {
        return !prefix.isEmpty();
    }

    /** Whether a topic belongs to the platform. */
    public boolean isOwn(String topic) {
        return exists() && topic.startsWith(prefix);
    }

    public String tick(String symbol) {
        return prefix + "ticks/" + symbol;
    }

    public String compactTick(String symbol) {
        return prefix + "ticks/" + symbol + "/compact";
    }

    public String bar(String symbol, String timeframe) {
        return prefix + "bars/" + symbol + "/" + timeframe;
    }

    public String account(String account) {
        return prefix + "accounts/" + account + "/info";
    }

    public String positions(String account) {
        return prefix + "accounts/" + account + "/positions";
    }

    public String executions(String account) {
        return prefix + "accounts/" + account + "/executions";
    }

    public String outcome(String account) {
        return prefix + "signals/" + account + "/outcome";
    }

    public String status() {
        return prefix + "status";
    }

    /** The account whose signals a topic takes; null when it takes none. */
    public String signalsOf(String topic) {
        String signals = prefix + "signals/";
        if (!exists() || !topic.startsWith(signals) || topic.indexOf('/', signals.length()) >= 0) {
            return null;
        }
        return topic.substring(signals.length());
    }

    /** Whether all that a filter matches is open to somebody: of accounts only one's own are. */
    boolean mayRead(Identity identity, String filter) {
        return !exists()
                || accounts.stream()
                        .filter(account -> !identity.mayUse(account))
                        .noneMatch(account -> TopicSets.overlap(prefix + "accounts/" + account + "/#", filter)
                                || TopicSets.overlap(prefix + "signals/" + account + "/#", filter));
    }
}
