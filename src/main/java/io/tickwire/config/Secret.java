package io.tickwire.config;

/** A text that must not be seen: its {@code toString} tells nothing, so it cannot reach a log by accident. */
public record Secret(String reveal) {

    /** No secret was configured. */
    public static final Secret NONE = new Secret("");

    public boolean isEmpty() {
        return reveal.isEmpty();
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
