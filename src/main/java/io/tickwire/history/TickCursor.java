package io.tickwire.history;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of ticks ended: a place in time, so that it means the same after more ticks, merged blocks and restarts.
 *
 * @param skip ticks of that very millisecond that were given already
 */
record TickCursor(String series, long timeMsc, int skip) {
    private static final int PARTS = 4;
    /** More ticks than a millisecond has: a page that skips them reads them. */
    static final int MAX_SKIP = 9_999;

    private static final String VERSION = "1";

    String text() {
        String plain = VERSION + '|' + timeMsc + '|' + skip + '|' + series;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadCursorException when it is none */
    static TickCursor of(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] parts = plain.split("\\|", PARTS);
            if (parts.length == PARTS
                    && parts[0].equals(VERSION)
                    && Integer.parseInt(parts[2]) >= 0
                    && Integer.parseInt(parts[2]) <= MAX_SKIP) {
                return new TickCursor(parts[3], Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
            }
        } catch (IllegalArgumentException notOurs) {
            // Told below.
        }
        throw new BadCursorException(text);
    }
}
