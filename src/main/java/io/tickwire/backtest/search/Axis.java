package io.tickwire.backtest.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One setting and the values that a search tries, as texts.
 *
 * @param values in their order, at least one
 */
public record Axis(String name, List<String> values) {
    private static final int MOST = 100_000;

    public Axis {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(values);
    }

    /**
     * Reads axes such as {@code fast=5:50:5,slow=20:200:20,kind=sma|ema}: from, to and step, or values with bars between.
     *
     * @throws IllegalArgumentException naming the axis that is wrong
     */
    public static List<Axis> parse(String text) {
        List<Axis> axes = new ArrayList<>();
        for (String part : text.split(",")) {
            int equals = part.indexOf('=');
            String name = equals < 1 ? "" : part.substring(0, equals).strip();
            if (name.isEmpty() || equals == part.length() - 1) {
                throw new IllegalArgumentException(
                        "'" + part + "' is no axis; write setting=from:to:step or setting=a|b|c");
            }
            if (axes.stream().anyMatch(axis -> axis.name().equals(name))) {
                throw new IllegalArgumentException(name + " is named twice");
            }
            axes.add(axis(name, part.substring(equals + 1).strip()));
        }
        return axes;
    }

    private static Axis axis(String name, String values) {
        String[] range = values.split(":", -1);
        if (range.length == 1) {
            return new Axis(
                    name, Arrays.stream(values.split("\\|")).map(String::strip).toList());
        }
        if (range.length != 3) {
            throw new IllegalArgumentException(name + ": '" + values + "' is neither from:to:step nor a|b|c");
        }
        try {
            return new Axis(name, steps(name, range));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(name + ": '" + values + "' is not three numbers");
        }
    }

    /** In decimals, so that 0.1 steps do not drift. */
    private static List<String> steps(String name, String[] range) {
        BigDecimal from = new BigDecimal(range[0].strip());
        BigDecimal to = new BigDecimal(range[1].strip());
        BigDecimal step = new BigDecimal(range[2].strip());
        if (step.signum() <= 0 || to.compareTo(from) < 0) {
            throw new IllegalArgumentException(name + ": from must not be above to, and the step must be above 0");
        }
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
            if (values.size() == MOST) {
                throw new IllegalArgumentException(name + " has more than " + MOST + " values; take a larger step");
            }
            values.add(value.toPlainString());
        }
        return values;
    }
}
