package io.tickwire.inference.train.data;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as files of bars write them. */
final class BarTime {
    /** Such as {@code 20140501 13:00}, {@code 2014.05.01 13:00:00}, {@code 2014-05-01T13:00Z}, {@code 2014-05-01}. */
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-./]?(\\d{2})[-./]?(\\d{2})"
            + "(?:[ T]+(\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.\\d+)?)?)? ?(Z|[+-]\\d{2}:?\\d{2})?");

    private static final Pattern EPOCH = Pattern.compile("\\d{9,10}|\\d{12,13}");
    private static final int SECONDS_DIGITS = 10;

    private final ZoneId zone;

    /** @param zone of times that do not state theirs */
    BarTime(ZoneId zone) {
        this.zone = zone;
    }

    /** Epoch milliseconds; empty when the text is no time. */
    OptionalLong parse(String text) {
        if (EPOCH.matcher(text).matches()) {
            return OptionalLong.of(Long.parseLong(text) * (text.length() <= SECONDS_DIGITS ? 1000 : 1));
        }
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return OptionalLong.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(date, 1),
                    number(date, 2),
                    number(date, 3),
                    number(date, 4),
                    number(date, 5),
                    number(date, 6));
            ZoneId own = date.group(7) == null ? zone : ZoneOffset.of(date.group(7));
            return OptionalLong.of(local.atZone(own).toInstant().toEpochMilli());
        } catch (DateTimeException impossible) {
            return OptionalLong.empty();
        }
    }

    private static int number(Matcher date, int group) {
        return date.group(group) == null ? 0 : Integer.parseInt(date.group(group));
    }
}
