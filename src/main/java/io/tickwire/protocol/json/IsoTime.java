package io.tickwire.protocol.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.OptionalLong;

/** ISO-8601 times: written as UTC with milliseconds and {@code Z}; read with any offset, without one as UTC. */
public final class IsoTime {
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final int SHORTEST = "2026-01-27T10:00".length();
    private static final int LONGEST = 40;
    private static final String USUAL = "0000-00-00T00:00:00.000Z";

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
        long usual = usual(text);
        return usual >= 0 ? OptionalLong.of(usual) : anyForm(text);
    }

    /** {@code 2026-01-27T10:00:00.123Z}, what nearly every client sends, without a formatter; -1 for all else. */
    private static long usual(String text) {
        if (text.length() != USUAL.length() || !inForm(text)) {
            return -1;
        }
        int hour = number(text, 11, 2);
        int minute = number(text, 14, 2);
        int second = number(text, 17, 2);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) {
            return -1;
        }
        YearMonth monthOfYear = YearMonth.of(number(text, 0, 4), month);
        if (day < 1 || day > monthOfYear.lengthOfMonth()) {
            return -1;
        }
        long days = monthOfYear.atDay(day).toEpochDay();
        return ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000L + number(text, 20, 3);
    }

    private static boolean inForm(String text) {
        for (int i = 0; i < USUAL.length(); i++) {
            char expected = USUAL.charAt(i);
            char found = text.charAt(i);
            boolean digit = found >= '0' && found <= '9';
            if (expected == '0' ? !digit : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int width) {
        int value = 0;
        for (int i = from; i < from + width; i++) {
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static OptionalLong anyForm(String text) {
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
