package io.tickwire.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands records over as they are: they are immutable, and inside a node nothing needs to be copied.
 * It has no wire form, so a message of ours can never leave the node by accident.
 */
final class ByReferenceCodec implements MessageCodec<Object, Object> {
    static final String NAME = "tickwire-by-reference";

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new IllegalStateException(message.getClass().getName() + " is only exchanged inside a node");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new IllegalStateException("messages are only exchanged inside a node");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
