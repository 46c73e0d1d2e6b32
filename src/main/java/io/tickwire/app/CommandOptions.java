package io.tickwire.app;

import io.tickwire.config.Durations;
import io.tickwire.domain.Scope;
import io.tickwire.domain.Timeframe;
import io.tickwire.protocol.json.IsoTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The options of a command: pairs of name and value, and switches without one. What is wrong is said by an exception. */
final class CommandOptions {
    private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final Map<String, String> options = new HashMap<>();

    /** @throws IllegalArgumentException when one is unknown, twice or without its value */
    CommandOptions(String command, List<String> args, Set<String> pairs, Set<String> switches) {
        for (int i = 0; i < args.size(); i++) {
            String name = args.get(i);
            if (!pairs.contains(name) && !switches.contains(name)) {
                throw new IllegalArgumentException(command + " has no option '" + name + "'");
            }
            String value = switches.contains(name) ? "" : i + 1 < args.size() ? args.get(++i) : null;
            if (value == null) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            if (options.put(name, value) != null) {
                throw new IllegalArgumentException(name + " is given twice");
            }
        }
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    String text(String name, String absent) {
        return options.getOrDefault(name, absent);
    }

    String required(String name) {
        String value = options.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is required");
        }
        return value;
    }

    String subject() {
        String subject = required("--subject");
        if (!SUBJECT.matcher(subject).matches()) {
            throw new IllegalArgumentException("--subject takes 1 to 128 printable characters without spaces");
        }
        return subject;
    }

    Set<Scope> scopes() {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : required("--scopes").split("[, ]+")) {
            scopes.add(Scope.of(word)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "--scopes takes read, trade, admin, feed with commas between, not '" + word + "'")));
        }
        return scopes;
    }

    Set<String> accounts() {
        return has("--accounts") ? new HashSet<>(List.of(required("--accounts").split(","))) : Set.of();
    }

    Duration duration(String name) {
        return Durations.parse(required(name))
                .filter(duration -> !duration.isZero())
                .orElseThrow(() -> new IllegalArgumentException(name + " takes a time such as 1h or 90d"));
    }

    /**
     * @param absent the number when it is not given
     * @throws IllegalArgumentException when it is out of range
     */
    double number(String name, String absent, double min, double max) {
        String text = text(name, absent);
        try {
            double value = Double.parseDouble(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        throw new IllegalArgumentException(
                name + " takes a number from " + plain(min) + " to " + plain(max) + ", not '" + text + "'");
    }

    /** The same of whole numbers. */
    int integer(String name, String absent, int min, int max) {
        double value = number(name, absent, min, max);
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException(name + " takes a whole number");
        }
        return (int) value;
    }

    /** Of {@code --threads}: all processors when it is not given. */
    int threads() {
        return integer("--threads", Integer.toString(Runtime.getRuntime().availableProcessors()), 1, 1024);
    }

    /** What is given, or what the option is without. */
    String text(CommandOption option) {
        return text(option.flag(), option.fallback());
    }

    /** @throws IllegalArgumentException when it is out of range */
    double number(CommandOption option, double min, double max) {
        return number(option.flag(), option.fallback(), min, max);
    }

    /** @throws IllegalArgumentException when it is out of range */
    int integer(CommandOption option, int min, int max) {
        return integer(option.flag(), option.fallback(), min, max);
    }

    /** One of a few words. */
    String oneOf(CommandOption option, String... words) {
        String given = text(option);
        if (!List.of(words).contains(given)) {
            throw new IllegalArgumentException(
                    option.flag() + " takes " + String.join(" or ", words) + ", not '" + given + "'");
        }
        return given;
    }

    /** A constant, written small and with dashes. */
    <E extends Enum<E>> E word(CommandOption option, E absent) {
        if (!has(option.flag())) {
            return absent;
        }
        String given = text(option);
        E[] all = absent.getDeclaringClass().getEnumConstants();
        return Arrays.stream(all)
                .filter(value -> value.name().replace('_', '-').equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option.flag() + " takes one of "
                        + Arrays.stream(all)
                                .map(value -> absent instanceof Timeframe
                                        ? value.name()
                                        : value.name().replace('_', '-').toLowerCase(Locale.ROOT))
                                .toList()
                        + ", not '" + given + "'"));
    }

    ZoneId zone(CommandOption option) {
        try {
            return ZoneId.of(text(option));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    option.flag() + " takes a zone such as UTC or Europe/Athens, not '" + text(option) + "'");
        }
    }

    /** A day or a time, epoch milliseconds UTC. */
    long time(CommandOption option, long absent) {
        if (!has(option.flag())) {
            return absent;
        }
        String given = text(option);
        try {
            return LocalDate.parse(given)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException noDay) {
            return IsoTime.parse(given)
                    .orElseThrow(() -> new IllegalArgumentException(option.flag()
                            + " takes a day or a time such as 2026-01-27T10:00:00Z, not '" + given + "'"));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
