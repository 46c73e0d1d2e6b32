package io.tickwire.strategy.pack;

import java.util.List;
import java.util.Objects;

/**
 * One setting of a strategy, as its descriptor has it.
 *
 * @param value the default: a {@code Long}, {@code Double}, {@code Boolean} or text, which is also its type
 * @param min least value of a number; -infinity = any
 * @param max greatest value of a number; infinity = any
 * @param choices values of a text; empty = any
 * @param doc what it means
 */
public record SettingSpec(String name, Object value, double min, double max, List<String> choices, String doc) {
    public SettingSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(doc, "doc");
        choices = List.copyOf(choices);
        value = fit(name, value, value, min, max, choices);
    }

    /**
     * Another value for it, as its type.
     *
     * @throws IllegalArgumentException naming the setting when the value does not fit
     */
    public Object take(Object given) {
        return fit(name, value, given, min, max, choices);
    }

    /**
     * A value that was written as text, for example on a command line.
     *
     * @throws IllegalArgumentException as {@link #take}
     */
    public Object parse(String text) {
        try {
            if (value instanceof Long) {
                return take(Long.valueOf(text));
            }
            if (value instanceof Double) {
                return take(Double.valueOf(text));
            }
        } catch (NumberFormatException notNumber) {
            throw new IllegalArgumentException("settings." + name + ": must be a "
                    + (value instanceof Long ? "whole number" : "number") + ", not '" + text + "'");
        }
        if (value instanceof Boolean && !text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("settings." + name + ": must be true or false, not '" + text + "'");
        }
        return take(value instanceof Boolean ? Boolean.valueOf(text) : text);
    }

    private static Object fit(String name, Object like, Object given, double min, double max, List<String> choices) {
        Object value = like instanceof Double && given instanceof Long whole ? (Object) whole.doubleValue() : given;
        if (value == null || value.getClass() != like.getClass()) {
            throw new IllegalArgumentException(
                    "settings." + name + ": must be " + kind(like) + ", not " + kind(given) + " " + given);
        }
        if (value instanceof Number number) {
            double figure = number.doubleValue();
            if (!(figure >= min && figure <= max) || !Double.isFinite(figure)) {
                throw new IllegalArgumentException(
                        "settings." + name + ": must be from " + min + " to " + max + ", not " + given);
            }
        }
        if (value instanceof String && !choices.isEmpty() && !choices.contains(value)) {
            throw new IllegalArgumentException("settings." + name + ": must be one of " + choices + ", not " + given);
        }
        return value;
    }

    private static String kind(Object value) {
        if (value instanceof Long) {
            return "a whole number";
        }
        if (value instanceof Double) {
            return "a number";
        }
        return value instanceof Boolean ? "true or false" : value == null ? "nothing" : "text";
    }
}
