package io.tickwire.config;

import io.tickwire.domain.TradingHours.Session;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sessions such as {@code MON-FRI 00:05-23:55} and days such as {@code 2026-12-25}. */
public final class TradingSessions {
    private static final Pattern TEXT =
            Pattern.compile("([A-Z]{3})(?:-([A-Z]{3}))? (\\d\\d):(\\d\\d)-(\\d\\d):(\\d\\d)");
    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "MON", DayOfWeek.MONDAY,
            "TUE", DayOfWeek.TUESDAY,
            "WED", DayOfWeek.WEDNESDAY,
            "THU", DayOfWeek.THURSDAY,
            "FRI", DayOfWeek.FRIDAY,
            "SAT", DayOfWeek.SATURDAY,
            "SUN", DayOfWeek.SUNDAY);

    private TradingSessions() {}

    /** One session for each day that the text names. A span of days may run over the weekend: {@code FRI-MON}. */
    public static List<Session> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no session: write MON-FRI 00:05-23:55, or SUN 22:00-24:00");
        }
        DayOfWeek first = day(parts.group(1), text);
        DayOfWeek last = parts.group(2) == null ? first : day(parts.group(2), text);
        int from = second(parts.group(3), parts.group(4));
        int to = second(parts.group(5), parts.group(6));
        List<Session> sessions = new ArrayList<>();
        for (DayOfWeek day = first; ; day = day.plus(1)) {
            sessions.add(new Session(day, from, to));
            if (day == last) {
                return List.copyOf(sessions);
            }
        }
    }

    /** A day of the calendar. */
    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no day: write 2026-12-25", e);
        }
    }

    private static DayOfWeek day(String name, String text) {
        DayOfWeek day = DAYS.get(name);
        if (day == null) {
            throw new IllegalArgumentException("'" + text + "': unknown day " + name);
        }
        return day;
    }

    private static int second(String hour, String minute) {
        int minutes = Integer.parseInt(minute);
        if (minutes > 59) {
            throw new IllegalArgumentException("no minute: " + minute);
        }
        return Integer.parseInt(hour) * 3600 + minutes * 60;
    }
}
