package io.tickwire.protocol.mqtt;

/** Properties of a message as they are stored: encoded as on the wire, without their length. Pure. */
public final class PropertyBytes {
    private PropertyBytes() {}

    /** Empty for {@link MessageProperties#NONE}. */
    public static byte[] write(MessageProperties properties) {
        throw new UnsupportedOperationException("not yet " + properties);
    }

    /** What {@link #write} wrote. */
    public static MessageProperties read(byte[] bytes) {
        throw new UnsupportedOperationException("not yet " + bytes.length);
    }
}
