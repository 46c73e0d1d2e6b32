package io.tickwire.execution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * What each Expert Advisor earned on the broker's day, by its own account. Bounded: at the bound a new name is not counted
 * before the next day. Owner: the executor's context.
 */
final class DayResults {
    private static final int MAX_NAMES = 10_000;
    private static final double CENTS = 100;

    private final ZoneId zone;
    private final Map<String, Double> profits = new HashMap<>();
    private LocalDate day = LocalDate.MIN;

    /** @param zone whose midnight begins the broker's day */
    DayResults(ZoneId zone) {
        this.zone = zone;
    }

    /** When the day of a moment began, epoch milliseconds UTC. */
    long dayStartMsc(long nowMsc) {
        return day(nowMsc).atStartOfDay(zone).toInstant().toEpochMilli();
    }

    private LocalDate day(long nowMsc) {
        return Instant.ofEpochMilli(nowMsc).atZone(zone).toLocalDate();
    }

    /** What the journal has of this day already. */
    void restore(Map<String, Double> kept, long nowMsc) {
        begin(nowMsc);
        kept.forEach((ea, profit) -> add(ea, profit, nowMsc));
    }

    void add(String ea, double profit, long nowMsc) {
        begin(nowMsc);
        if (profits.size() < MAX_NAMES || profits.containsKey(ea)) {
            profits.merge(ea, profit, (sum, more) -> Math.rint((sum + more) * CENTS) / CENTS);
        }
    }

    double of(String ea, long nowMsc) {
        begin(nowMsc);
        return profits.getOrDefault(ea, 0.0);
    }

    private void begin(long nowMsc) {
        LocalDate today = day(nowMsc);
        if (today.isAfter(day)) {
            day = today;
            profits.clear();
        }
    }
}
