package io.tickwire.bench;

/** Picks single fields out of JSON texts: a load generator that parsed them whole would measure itself. Pure. */
final class TextField {

    private TextField() {}

    /** The text from behind {@code start} to the next quote; empty when there is none. */
    static String of(String json, String start) {
        return of(json, start, 0);
    }

    static String of(String json, String start, int from) {
        int at = json.indexOf(start, Math.max(0, from));
        if (at < 0) {
            return "";
        }
        int begin = at + start.length();
        int end = json.indexOf('"', begin);
        return end < 0 ? "" : json.substring(begin, end);
    }

    /** A whole number behind {@code start}; -1 when there is none. */
    static long number(String json, String start) {
        int at = json.indexOf(start);
        if (at < 0) {
            return -1;
        }
        int end = at + start.length();
        long value = 0;
        while (end < json.length() && json.charAt(end) >= '0' && json.charAt(end) <= '9') {
            value = value * 10 + json.charAt(end++) - '0';
        }
        return end == at + start.length() ? -1 : value;
    }

    /** Why a server refused, in a few words. */
    static String reason(String json) {
        String code = of(json, "\"error_code\":\"");
        return code.isEmpty() ? "unexpected " + of(json, "\"type\":\"") : code;
    }
}
