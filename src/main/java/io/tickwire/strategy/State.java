package io.tickwire.strategy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a strategy writes down for its next version or start: names and values. Values are text inside, so a version may
 * read what another wrote even when its types changed. Bounded to {@value #MAX_CHARS} characters altogether.
 */
public final class State {
    public static final int MAX_CHARS = 1 << 20;

    private final Map<String, String> values;
    private int chars;

    public State() {
        this(Map.of());
    }

    public State(Map<String, String> values) {
        this.values = new LinkedHashMap<>(values);
        values.forEach((name, value) -> chars += name.length() + value.length());
    }

    /** @throws IllegalStateException when it grows past its bound */
    public void put(String name, String value) {
        String former = values.put(name, value);
        chars += value.length() - (former == null ? -name.length() : former.length());
        if (chars > MAX_CHARS) {
            throw new IllegalStateException(
                    "a strategy's state is limited to " + MAX_CHARS + " characters; at '" + name + "' it has " + chars);
        }
    }

    public void put(String name, long value) {
        put(name, Long.toString(value));
    }

    public void put(String name, double value) {
        put(name, Double.toString(value));
    }

    public void put(String name, boolean value) {
        put(name, Boolean.toString(value));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** @throws NumberFormatException when the value is no whole number */
    public long whole(String name, long otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Long.parseLong(value);
    }

    /** @throws NumberFormatException when the value is no number */
    public double number(String name, double otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    public boolean flag(String name, boolean otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Boolean.parseBoolean(value);
    }

    /** All of it, in the order it was written. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }
}
