package io.tickwire.mqtt;

/** Filters as the sets of topics that they match. Pure. */
final class TopicSets {

    private TopicSets() {}

    /** Whether every topic that the narrow filter matches, the wide one matches too. */
    static boolean covers(String wide, String narrow) {
        if (isHiddenFrom(wide, narrow)) {
            return false;
        }
        String[] w = wide.split("/", -1);
        // A topic has a level at least.
        String[] n = (narrow.equals("#") ? "+/#" : narrow).split("/", -1);
        for (int i = 0; i < w.length; i++) {
            if (w[i].equals("#")) {
                return true;
            }
            if (i == n.length || n[i].equals("#") || !w[i].equals("+") && !w[i].equals(n[i])) {
                return false;
            }
        }
        return w.length == n.length;
    }

    /** Whether some topic is matched by both. */
    static boolean overlap(String one, String other) {
        if (isHiddenFrom(one, other) || isHiddenFrom(other, one)) {
            return false;
        }
        return overlap(one.split("/", -1), other.split("/", -1), 0);
    }

    private static boolean overlap(String[] a, String[] b, int at) {
        boolean aEnds = at == a.length;
        boolean bEnds = at == b.length;
        if (!aEnds && a[at].equals("#") || !bEnds && b[at].equals("#")) {
            return true;
        }
        if (aEnds || bEnds) {
            return aEnds && bEnds;
        }
        boolean meet = a[at].equals("+") || b[at].equals("+") || a[at].equals(b[at]);
        return meet && overlap(a, b, at + 1);
    }

    /** [MQTT-4.7.2-1] a leading wildcard does not reach topics that begin with $. */
    private static boolean isHiddenFrom(String filter, String other) {
        return other.startsWith("$") && (filter.startsWith("#") || filter.startsWith("+"));
    }
}
