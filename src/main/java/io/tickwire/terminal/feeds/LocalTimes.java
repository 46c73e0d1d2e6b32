package io.tickwire.terminal.feeds;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times of a file's lines, from one column or from a date and a time column, as epoch milliseconds. Owner: one parser. */
final class LocalTimes {
    private static final long NANOS_FROM = 100_000_000_000_000_000L;
    private static final long MICROS_FROM = 100_000_000_000_000L;
    private static final long MILLIS_FROM = 100_000_000_000L;

    private final TimeText text = new TimeText();
    private final LocalClock clock;

    LocalTimes(ZoneId zone) {
        this.clock = new LocalClock(zone);
    }

    /** Time of a line; {@code timeColumn} below 0 means that the date column holds both, or a day only. */
    long at(Fields fields, int dateColumn, int timeColumn) {
        if (fields.isEmpty(dateColumn)) {
            return TimeText.BAD;
        }
        int from = fields.from(dateColumn);
        int to = fields.to(dateColumn);
        if (timeColumn >= 0) {
            return fields.isEmpty(timeColumn)
                    ? TimeText.BAD
                    : local(fields.bytes(), from, to, fields.from(timeColumn), fields.to(timeColumn));
        }
        int gap = separator(fields.bytes(), from, to);
        return gap < 0 ? local(fields.bytes(), from, to, to, to) : local(fields.bytes(), from, gap, gap + 1, to);
    }

    /** As {@link #at}, but also epoch seconds, milli-, micro- and nanoseconds (told by size) and ISO-8601 with offset. */
    long anyAt(Fields fields, int column) {
        if (fields.isEmpty(column)) {
            return TimeText.BAD;
        }
        int from = fields.from(column);
        int to = fields.to(column);
        if (to - from > 8) {
            double number = fields.decimal(column);
            if (!Double.isNaN(number)) {
                return epoch(fields, column, number);
            }
            byte end = fields.bytes()[to - 1];
            if (end == 'Z' || to - from > 19 && hasOffset(fields.bytes(), from + 19, to)) {
                return iso(fields.text(column));
            }
        }
        return at(fields, column, -1);
    }

    private static long epoch(Fields fields, int column, double number) {
        long whole = fields.integer(column);
        if (whole == Decimals.NOT_A_LONG) {
            // A fraction: seconds or milliseconds with decimals.
            return number < 0 ? TimeText.BAD : Math.round(number < MILLIS_FROM ? number * 1000 : number);
        }
        if (whole >= NANOS_FROM) {
            return whole / 1_000_000;
        }
        return whole >= MICROS_FROM ? whole / 1000 : whole >= MILLIS_FROM ? whole : whole * 1000;
    }

    private static long iso(String value) {
        try {
            return OffsetDateTime.parse(value.replace(' ', 'T')).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            return TimeText.BAD;
        }
    }

    private static boolean hasOffset(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '+' || bytes[i] == '-') {
                return true;
            }
        }
        return false;
    }

    private static int separator(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ' ' || bytes[i] == 'T') {
                return i;
            }
        }
        return -1;
    }

    private long local(byte[] bytes, int dateFrom, int dateTo, int timeFrom, int timeTo) {
        long midnight = text.date(bytes, dateFrom, dateTo);
        long timeOfDay = timeFrom == timeTo ? 0 : TimeText.timeOfDay(bytes, timeFrom, timeTo);
        return midnight == TimeText.BAD || timeOfDay == TimeText.BAD ? TimeText.BAD : clock.toUtc(midnight + timeOfDay);
    }
}
