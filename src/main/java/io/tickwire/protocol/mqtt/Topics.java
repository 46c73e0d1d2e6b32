package io.tickwire.protocol.mqtt;

/** Rules for topic names and filters, MQTT 5.0 §4.7; they are the same in 3.1.1. Pure. */
public final class Topics {
    /** Prefix of a shared subscription, MQTT 5.0 §4.8.2. */
    public static final String SHARE = "$share/";

    private static final String SYS = "$SYS/";
    private static final String BRIDGE_STATE = "$SYS/broker/connection/+/state";

    private Topics() {}

    /** Why a name cannot be published to, or null when it can. */
    public static String nameProblem(String name) {
        if (name.isEmpty()) {
            return "[MQTT-4.7.3-1] a topic has at least one character";
        }
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '+' || letter == '#') {
                return "[MQTT-3.3.2-2] a topic that is published to has no wildcards";
            }
        }
        return null;
    }

    /**
     * Whether a name is a server's own to publish to, MQTT 5.0 §4.7.2; but the state of a bridge is told by the bridge. What
     * begins with {@code $share/} nobody could subscribe to.
     */
    public static boolean isReserved(String name) {
        return name.startsWith(SHARE) || name.startsWith(SYS) && !matches(BRIDGE_STATE, name);
    }

    /** Why a filter (with its {@code $share/<group>/}, where it has one) cannot be subscribed to, or null when it can. */
    public static String filterProblem(String filter) {
        if (isShared(filter)) {
            int end = filter.indexOf('/', SHARE.length());
            if (end < 0 || end == SHARE.length()) {
                // Also "$share/group" without a filter.
                return "[MQTT-4.8.2-1] a shared subscription is $share/<group>/<filter>";
            }
            String group = filter.substring(SHARE.length(), end);
            if (group.indexOf('+') >= 0 || group.indexOf('#') >= 0) {
                return "[MQTT-4.8.2-2] the group of a shared subscription has no wildcards";
            }
            return end + 1 == filter.length()
                    ? "[MQTT-4.8.2-2] a shared subscription has a filter behind its group"
                    : plainProblem(filter, end + 1);
        }
        return plainProblem(filter, 0);
    }

    private static String plainProblem(String filter, int from) {
        int end = filter.length();
        if (from == end) {
            return "[MQTT-4.7.3-1] a topic filter has at least one character";
        }
        for (int i = from; i < end; i++) {
            char letter = filter.charAt(i);
            boolean begins = i == from || filter.charAt(i - 1) == '/';
            if (letter == '#' && (!begins || i != end - 1)) {
                return "[MQTT-4.7.1-1] # stands alone in the last level of a filter";
            }
            if (letter == '+' && (!begins || i != end - 1 && filter.charAt(i + 1) != '/')) {
                return "[MQTT-4.7.1-2] + stands alone in its level";
            }
        }
        return null;
    }

    public static boolean isShared(String filter) {
        return filter.startsWith(SHARE);
    }

    /** Group of a shared filter. */
    public static String group(String shared) {
        return shared.substring(SHARE.length(), shared.indexOf('/', SHARE.length()));
    }

    /** What a filter matches, without its group. */
    public static String plain(String filter) {
        return isShared(filter) ? filter.substring(filter.indexOf('/', SHARE.length()) + 1) : filter;
    }

    /** Levels of a name or filter. */
    public static int depth(String topic) {
        int levels = 1;
        for (int i = 0; i < topic.length(); i++) {
            if (topic.charAt(i) == '/') {
                levels++;
            }
        }
        return levels;
    }

    /** Whether a plain filter matches a name. */
    public static boolean matches(String filter, String name) {
        // [MQTT-4.7.2-1]
        if (name.startsWith("$") && (filter.startsWith("+") || filter.startsWith("#"))) {
            return false;
        }
        String[] wanted = filter.split("/", -1);
        String[] levels = name.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == levels.length || !wanted[i].equals("+") && !wanted[i].equals(levels[i])) {
                return false;
            }
        }
        return wanted.length == levels.length;
    }
}
