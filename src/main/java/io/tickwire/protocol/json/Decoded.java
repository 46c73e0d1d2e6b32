package io.tickwire.protocol.json;

import io.tickwire.domain.Refusal;

/** What a codec makes of bytes: a message, or why it is none. */
public sealed interface Decoded<T> {

    /** A well-formed message. */
    record Message<T>(T value) implements Decoded<T> {}

    /**
     * Not a message.
     *
     * @param type the {@code type} it claimed to have, empty when it named none that is known
     */
    record Malformed<T>(String type, Refusal refusal) implements Decoded<T> {}
}
