package io.tickwire.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the keys of {@code mqtt} must be to each other. */
final class MqttRules {
    private static final Pattern NAME = Pattern.compile("[^+#/\\u0000$][^+#\\u0000]*");
    /** MQTT 5.0 §4.7.1: wildcards stand alone in their level, and # in the last one. */
    private static final Pattern FILTER = Pattern.compile("#|(\\+|[^+#/\\u0000]*)(/(\\+|[^+#/\\u0000]*))*(/#)?");

    private static final Pattern PREFIX = Pattern.compile("[^+#\\u0000]*");
    private static final Pattern BRIDGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final List<ConfigProblem> problems = new ArrayList<>();

    private MqttRules() {}

    static List<ConfigProblem> check(MqttConfig mqtt) {
        MqttRules rules = new MqttRules();
        rules.server(mqtt);
        for (int i = 0; i < mqtt.acl().size(); i++) {
            rules.filter("$.mqtt.acl[" + i + "].topic", mqtt.acl().get(i).topic());
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < mqtt.bridges().size(); i++) {
            rules.bridge("$.mqtt.bridges[" + i + "]", mqtt.bridges().get(i), names);
        }
        return rules.problems;
    }

    private void server(MqttConfig mqtt) {
        if (mqtt.platformTopics()
                && (!NAME.matcher(mqtt.root()).matches() || mqtt.root().endsWith("/"))) {
            problem("$.mqtt.root", "'" + mqtt.root() + "' cannot begin topics", "a word, for example tickwire");
        }
        if (mqtt.secure().enabled() && !mqtt.secure().tls().isOn()) {
            problem("$.mqtt.secure.tls", "is missing", "name a certificate, or switch $.mqtt.secure off");
        }
    }

    private void bridge(String path, MqttBridgeConfig bridge, Set<String> names) {
        if (!BRIDGE.matcher(bridge.name()).matches()) {
            problem(path + ".name", "'" + bridge.name() + "' is no name", "letters, digits, '.', '_' and '-'");
        } else if (!names.add(bridge.name())) {
            problem(path + ".name", "'" + bridge.name() + "' is used twice", "give each bridge its own");
        }
        if (bridge.minBackoff().compareTo(bridge.maxBackoff()) > 0) {
            problem(path + ".minBackoff", "is longer than maxBackoff", "shorten it");
        }
        if (!bridge.password().isEmpty() && bridge.userName().isEmpty()) {
            problem(path + ".userName", "is missing, and there is a password", "give it one; many brokers take any");
        }
        for (int i = 0; i < bridge.topics().size(); i++) {
            MqttBridgeConfig.BridgeTopicConfig topic = bridge.topics().get(i);
            String at = path + ".topics[" + i + "]";
            filter(at + ".filter", topic.filter());
            prefix(at + ".localPrefix", topic.localPrefix());
            prefix(at + ".remotePrefix", topic.remotePrefix());
        }
    }

    private void filter(String path, String filter) {
        if (filter.isEmpty() || !FILTER.matcher(filter).matches()) {
            problem(path, "'" + filter + "' is no topic filter", "'+' stands alone in its level, '#' in the last one");
        }
    }

    private void prefix(String path, String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            problem(path, "'" + prefix + "' has a wildcard", "wildcards belong into filter");
        }
    }

    private void problem(String path, String message, String fix) {
        problems.add(new ConfigProblem(path, message, fix));
    }
}
