package io.tickwire.terminal.feeds;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Dates and times out of ASCII bytes. The last date is remembered, because most lines repeat it. Owner: one parser. */
final class TimeText {
    /** Answer to anything that is not a date or a time. */
    static final long BAD = Long.MIN_VALUE;

    static final long DAY_MS = 86_400_000;
    private int knownDate = -1;
    private long knownStartMs;

    /** Midnight of {@code yyyy.MM.dd}, {@code yyyy-MM-dd}, {@code yyyy/MM/dd} or {@code yyyyMMdd}, ms from the epoch. */
    long date(byte[] bytes, int from, int to) {
        boolean plain = to - from == 8;
        if (!plain && (to - from != 10 || isDigit(bytes[from + 4]) || bytes[from + 4] != bytes[from + 7])) {
            return BAD;
        }
        int year = number(bytes, from, from + 4);
        int month = number(bytes, from + (plain ? 4 : 5), from + (plain ? 6 : 7));
        int day = number(bytes, from + (plain ? 6 : 8), to);
        if (year < 0 || month < 0 || day < 0) {
            return BAD;
        }
        int date = (year * 100 + month) * 100 + day;
        return date == knownDate ? knownStartMs : remember(date, year, month, day);
    }

    private long remember(int date, int year, int month, int day) {
        try {
            knownStartMs = LocalDate.of(year, month, day).toEpochDay() * DAY_MS;
            knownDate = date;
            return knownStartMs;
        } catch (DateTimeException e) {
            return BAD;
        }
    }

    /** Milliseconds since midnight of {@code HH:mm[:ss[.fraction]]}; what is below a millisecond is cut off. */
    static long timeOfDay(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length < 5 || bytes[from + 2] != ':' || length > 5 && (length < 8 || bytes[from + 5] != ':')) {
            return BAD;
        }
        int hour = number(bytes, from, from + 2);
        int minute = number(bytes, from + 3, from + 5);
        int second = length > 5 ? number(bytes, from + 6, from + 8) : 0;
        long fraction = length > 8 ? fraction(bytes, from + 8, to) : 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0) {
            return BAD;
        }
        return ((hour * 60L + minute) * 60 + second) * 1000 + fraction;
    }

    private static long fraction(byte[] bytes, int from, int to) {
        int digits = to - from - 1;
        if (digits < 1 || digits > 9 || bytes[from] != '.' && bytes[from] != ',') {
            return BAD;
        }
        long value = Decimals.parseLong(bytes, from + 1, to);
        for (int i = digits; i < 3; i++) {
            value *= 10;
        }
        for (int i = digits; i > 3; i--) {
            value /= 10;
        }
        return value;
    }

    static int number(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
