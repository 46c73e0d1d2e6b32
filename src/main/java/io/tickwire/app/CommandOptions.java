package io.tickwire.app;

import io.tickwire.config.Durations;
import io.tickwire.domain.Scope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
