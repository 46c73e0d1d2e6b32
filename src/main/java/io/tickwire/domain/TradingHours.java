package io.tickwire.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * When a symbol trades: weekly sessions in the broker's time zone, less holidays.
 *
 * @param zone the broker's time zone
 * @param sessions empty = always open
 * @param holidays whole days, in the broker's zone, without any session
 */
public record TradingHours(ZoneId zone, List<Session> sessions, Set<LocalDate> holidays) {
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int SEARCH_DAYS = 31;

    /** Open around the clock on every day. */
    public static final TradingHours ALWAYS = new TradingHours(ZoneId.of("UTC"), List.of(), Set.of());

    /**
     * One session.
     *
     * @param fromSecond second of the day it starts at
     * @param toSecond second of the day it ends before; 86400 = midnight
     */
    public record Session(DayOfWeek day, int fromSecond, int toSecond) {
        public Session {
            Objects.requireNonNull(day, "day");
            if (fromSecond < 0 || toSecond > SECONDS_PER_DAY || fromSecond >= toSecond) {
                throw new IllegalArgumentException(
                        "session needs 0 <= from < to <= 86400: from=" + fromSecond + " to=" + toSecond);
            }
        }

        /** Whether the second of the day lies in it. */
        boolean contains(int second) {
            return second >= fromSecond && second < toSecond;
        }
    }

    public TradingHours {
        Objects.requireNonNull(zone, "zone");
        sessions = sessions.stream()
                .sorted(Comparator.comparing(Session::day).thenComparing(Session::fromSecond))
                .toList();
        holidays = Set.copyOf(holidays);
    }

    /** Whether trading is open at a time, epoch milliseconds UTC. */
    public boolean isOpen(long timeMsc) {
        if (sessions.isEmpty() && holidays.isEmpty()) {
            return true;
        }
        ZonedDateTime there = Instant.ofEpochMilli(timeMsc).atZone(zone);
        if (holidays.contains(there.toLocalDate())) {
            return false;
        }
        int second = there.toLocalTime().toSecondOfDay();
        return sessions.isEmpty()
                || sessions.stream().anyMatch(s -> s.day() == there.getDayOfWeek() && s.contains(second));
    }

    /** Start of the next time it is open, epoch milliseconds UTC; the time itself when it is open; empty within a month. */
    public OptionalLong nextOpen(long timeMsc) {
        if (isOpen(timeMsc)) {
            return OptionalLong.of(timeMsc);
        }
        LocalDate first = Instant.ofEpochMilli(timeMsc).atZone(zone).toLocalDate();
        for (int i = 0; i <= SEARCH_DAYS; i++) {
            LocalDate day = first.plusDays(i);
            if (!holidays.contains(day)) {
                OptionalLong opens = opens(day, timeMsc);
                if (opens.isPresent()) {
                    return opens;
                }
            }
        }
        return OptionalLong.empty();
    }

    private OptionalLong opens(LocalDate day, long after) {
        if (sessions.isEmpty()) {
            return OptionalLong.of(day.atStartOfDay(zone).toInstant().toEpochMilli());
        }
        return sessions.stream()
                .filter(session -> session.day() == day.getDayOfWeek())
                .mapToLong(session -> day.atTime(LocalTime.ofSecondOfDay(session.fromSecond()))
                        .atZone(zone)
                        .toInstant()
                        .toEpochMilli())
                .filter(opens -> opens >= after)
                .findFirst();
    }
}
