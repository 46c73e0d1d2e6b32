package io.tickwire.client;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether and when a connection is opened again: exponential back-off with full jitter. Pure.
 *
 * @param base the first step
 * @param cap no step is longer
 */
record ReconnectRule(Duration base, Duration cap) {
    /** What a connection that ended without a close frame counts as. */
    static final int ABNORMAL = 1006;

    static final int TOKEN_EXPIRED = 4501;
    static final int NO_ROOM = 1013;
    private static final Set<Integer> COME_BACK = Set.of(1001, 1005, ABNORMAL, 1011, 1012, NO_ROOM, 1014);
    private static final double BUSY_MS = 1_000;
    private static final double LONGEST_HINT_MS = 300_000;
    private static final int MAX_DOUBLINGS = 30;
    private static final Pattern HINT = Pattern.compile(
            "\\b(?:retry|reconnect) (?:in|after) (\\d{1,9}(?:\\.\\d{1,3})?) ?(ms|s|m)\\b", Pattern.CASE_INSENSITIVE);

    /** Whether a connection closed with this code is opened again. */
    static boolean reconnects(int code) {
        return COME_BACK.contains(code) || code >= 4000 && code <= 4499;
    }

    /** Milliseconds that a reason such as {@code draining, reconnect in 2 s} asks to wait; 0 without such words. */
    static double hintMs(String reason) {
        Matcher hint = HINT.matcher(reason);
        if (!hint.find()) {
            return 0;
        }
        double unitMs =
                switch (hint.group(2).toLowerCase(Locale.ROOT)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    default -> 60_000;
                };
        return Math.min(LONGEST_HINT_MS, Double.parseDouble(hint.group(1)) * unitMs);
    }

    /**
     * Milliseconds before the next attempt.
     *
     * @param attempt from 0
     * @param chance 0 to 1
     */
    double delayMs(int attempt, double chance, int code, String reason) {
        double step = Math.min(cap.toMillis(), base.toMillis() * Math.pow(2, Math.min(attempt, MAX_DOUBLINGS)));
        double jitter = chance * step;
        double hint = hintMs(reason);
        if (hint > 0) {
            return hint + jitter;
        }
        return code == NO_ROOM ? Math.max(BUSY_MS, jitter) : jitter;
    }
}
