package io.tickwire.protocol.ticks;

/**
 * A tick as it goes over the wire, encoded once for whoever gets it.
 *
 * @param stream its stream
 * @param message the whole {@code tick} message, UTF-8; nobody changes it
 */
public record EncodedTick(String stream, byte[] message) {

    /** Where the {@code data} object begins in the message. */
    public int dataStart() {
        return TickEncoder.HEAD.length();
    }

    /** Bytes of the {@code data} object. */
    public int dataLength() {
        return message.length - TickEncoder.HEAD.length() - 1;
    }
}
