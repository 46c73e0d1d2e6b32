package io.tickwire.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Where bars begin and end, by MetaTrader's rules: periods up to an hour are aligned to the hour, longer ones to the
 * midnight of the broker's zone, weeks to its Sunday, months to its first day. Any thread.
 */
public final class BarGrid {
    /** Bars aligned to UTC. */
    public static final BarGrid UTC = new BarGrid(ZoneOffset.UTC);

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7;
    /** 1970-01-01 was a Thursday. */
    private static final long DAYS_FROM_SUNDAY = 4;

    private final ZoneRules rules;
    private final boolean fixed;
    private final long fixedOffsetMs;

    /** @param zone of the broker's server */
    public BarGrid(ZoneId zone) {
        this.rules = zone.getRules();
        this.fixed = rules.isFixedOffset();
        this.fixedOffsetMs = fixed ? rules.getOffset(LocalDateTime.MIN).getTotalSeconds() * 1000L : 0;
    }

    /** Whether bars of an hour fit into all longer ones. */
    public boolean hoursFit() {
        return fixed && fixedOffsetMs % HOUR == 0 || !fixed && wholeHours();
    }

    private boolean wholeHours() {
        return rules.getTransitionRules().stream()
                        .allMatch(rule -> rule.getOffsetBefore().getTotalSeconds() % 3600 == 0
                                && rule.getOffsetAfter().getTotalSeconds() % 3600 == 0)
                && rules.getStandardOffset(Instant.EPOCH).getTotalSeconds() % 3600 == 0;
    }

    /** Start of the bar that contains this time, epoch milliseconds UTC. */
    public long startOf(Timeframe timeframe, long timeMsc) {
        return timeframe.millis() <= HOUR
                ? Math.floorDiv(timeMsc, timeframe.millis()) * timeframe.millis()
                : utc(floor(timeframe, timeMsc + offset(timeMsc)));
    }

    /** Where the bar ends that contains this time: the start of the next one. */
    public long endOf(Timeframe timeframe, long timeMsc) {
        if (timeframe.millis() <= HOUR) {
            return startOf(timeframe, timeMsc) + timeframe.millis();
        }
        long local = floor(timeframe, timeMsc + offset(timeMsc));
        return utc(timeframe == Timeframe.MN1 ? nextMonth(local) : local + timeframe.millis());
    }

    private static long floor(Timeframe timeframe, long localMs) {
        long day = Math.floorDiv(localMs, DAY);
        return switch (timeframe) {
            case W1 -> (Math.floorDiv(day + DAYS_FROM_SUNDAY, WEEK) * WEEK - DAYS_FROM_SUNDAY) * DAY;
            case MN1 -> LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay() * DAY;
            default -> Math.floorDiv(localMs, timeframe.millis()) * timeframe.millis();
        };
    }

    private static long nextMonth(long localMs) {
        return LocalDate.ofEpochDay(Math.floorDiv(localMs, DAY)).plusMonths(1).toEpochDay() * DAY;
    }

    private long offset(long timeMsc) {
        return fixed
                ? fixedOffsetMs
                : rules.getOffset(Instant.ofEpochMilli(timeMsc)).getTotalSeconds() * 1000L;
    }

    /** A local time that autumn repeats means the first one; one that spring skips, the moment of the change. */
    private long utc(long localMs) {
        if (fixed) {
            return localMs - fixedOffsetMs;
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMs, 1000L), (int) Math.floorMod(localMs, 1000L) * 1_000_000, ZoneOffset.UTC);
        List<ZoneOffset> valid = rules.getValidOffsets(local);
        return valid.isEmpty()
                ? rules.getTransition(local).toEpochSecond() * 1000
                : localMs - valid.get(0).getTotalSeconds() * 1000L;
    }
}
