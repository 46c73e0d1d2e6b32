package io.tickwire.bus;

import java.util.Objects;

/** An address that is published to, together with the type of what is said there. Made by {@link Addresses} only. */
public final class Topic<T> {
    private final String address;
    private final Class<T> type;

    Topic(String address, Class<T> type) {
        this.address = Objects.requireNonNull(address, "address");
        this.type = Objects.requireNonNull(type, "type");
    }

    String address() {
        return address;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public String toString() {
        return address;
    }
}
