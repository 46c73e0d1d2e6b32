package io.tickwire.protocol.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;

/** ISO-8601 times: written as UTC with milliseconds and {@code Z}; read with any offset, without one as UTC. */
public final class IsoTime {
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final int SHORTEST = "2026-01-27T10:00".length();
    private static final int LONGEST = 40;

    private IsoTime() {}

    /** {@code 2026-01-27T10:00:00.000Z}. Years 0 to 9999. */
    public static String format(long epochMilli) {
        StringBuilder text = new StringBuilder(24);
        append(text, epochMilli);
        return text.toString();
    }

    /** Appends the time without making a string of it. */
    public static void append(StringBuilder text, long epochMilli) {
        if (epochMilli > LATEST || epochMilli < -62_167_219_200_000L) {
            throw new DateTimeException("outside the years 0 to 9999: " + epochMilli);
        }
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMilli, 1000L), 0, ZoneOffset.UTC);
        digits(text, time.getYear(), 4);
        text.append('-');
        digits(text, time.getMonthValue(), 2);
        text.append('-');
        digits(text, time.getDayOfMonth(), 2);
        text.append('T');
        digits(text, time.getHour(), 2);
        text.append(':');
        digits(text, time.getMinute(), 2);
        text.append(':');
        digits(text, time.getSecond(), 2);
        text.append('.');
        digits(text, (int) Math.floorMod(epochMilli, 1000L), 3);
        text.append('Z');
    }

    private static void digits(StringBuilder text, int value, int width) {
        int divisor = 1;
        for (int i = 1; i < width; i++) {
            divisor *= 10;
        }
        for (int i = 0; i < width; i++) {
            text.append((char) ('0' + value / divisor % 10));
            divisor /= 10;
        }
    }

    /** Epoch milliseconds, or empty when the text is not a time. */
    public static OptionalLong parse(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            String separated = text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(separated, OffsetDateTime::from, LocalDateTime::from);
            long millis = time instanceof OffsetDateTime zoned
                    ? zoned.toInstant().toEpochMilli()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC).toEpochMilli();
            return millis < 0 || millis > LATEST ? OptionalLong.empty() : OptionalLong.of(millis);
        } catch (DateTimeException | ArithmeticException malformed) {
            return OptionalLong.empty();
        }
    }
}
