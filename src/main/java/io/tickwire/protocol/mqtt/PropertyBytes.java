package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Property.Place;

/** Properties of a message as they are stored: encoded as on the wire, without their length. Pure. */
public final class PropertyBytes {
    private PropertyBytes() {}

    /** Empty for {@link MessageProperties#NONE}. */
    public static byte[] write(MessageProperties properties) {
        return new PropertyWriter().message(properties).toBytes();
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static MessageProperties read(byte[] bytes) {
        try {
            return PropertyParser.all(new ByteCursor(bytes, 0, bytes.length), Place.PUBLISH)
                    .message();
        } catch (Refused refused) {
            throw new IllegalArgumentException("not the properties of a message: " + refused.getMessage(), refused);
        }
    }
}
