package io.tickwire.config;

import io.tickwire.domain.TradingHours;
import io.tickwire.domain.TradingHours.Session;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trading hours as people write them: {@code MON-FRI 08:00-22:00}, {@code SUN 22:05-24:00}. */
public final class SessionText {
    private static final Pattern FORM =
            Pattern.compile("([A-Z]{3})(?:-([A-Z]{3}))? (\\d{2}):(\\d{2})-(\\d{2}):(\\d{2})");
    private static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private SessionText() {}

    /** @throws IllegalArgumentException when a text is not of the form, with the text */
    public static TradingHours hours(String zone, List<String> texts) {
        return hours(zone, texts, Set.of());
    }

    /** With whole days off. */
    public static TradingHours hours(String zone, List<String> texts, Set<LocalDate> holidays) {
        List<Session> sessions = new ArrayList<>();
        texts.forEach(text -> sessions.addAll(sessions(text)));
        return new TradingHours(ZoneId.of(zone), sessions, holidays);
    }

    private static List<Session> sessions(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a session");
        }
        int first = day(form.group(1), text);
        int last = form.group(2) == null ? first : day(form.group(2), text);
        int from = second(form.group(3), form.group(4));
        int to = second(form.group(5), form.group(6));
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i <= Math.floorMod(last - first, DAYS.size()); i++) {
            sessions.add(new Session(DayOfWeek.of(Math.floorMod(first + i, DAYS.size()) + 1), from, to));
        }
        return sessions;
    }

    private static int day(String name, String text) {
        int day = DAYS.indexOf(name);
        if (day < 0) {
            throw new IllegalArgumentException("'" + name + "' in '" + text + "' is not a day");
        }
        return day;
    }

    private static int second(String hours, String minutes) {
        return Integer.parseInt(hours) * 3600 + Integer.parseInt(minutes) * 60;
    }
}
