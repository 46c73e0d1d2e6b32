package io.tickwire.protocol.mqtt;

import java.util.List;

/** Writes properties, MQTT 5.0 §2.2.2, in the order in which they are put. Owner: one thread. */
final class PropertyWriter {
    private final ByteWriter out = new ByteWriter();

    PropertyWriter number(Property property, long value) {
        out.u8(property.id());
        switch (property.form()) {
            case BYTE -> out.u8((int) value);
            case U16 -> out.u16((int) value);
            case U32 -> out.u32(value);
            case VARINT -> out.varint((int) value);
            default -> throw new IllegalArgumentException(property + " is not a number");
        }
        return this;
    }

    /** Nothing at its default. */
    PropertyWriter number(Property property, long value, long absent) {
        return value == absent ? this : number(property, value);
    }

    PropertyWriter flag(Property property, boolean value, boolean absent) {
        return value == absent ? this : number(property, value ? 1 : 0);
    }

    /** @param value null = none */
    PropertyWriter text(Property property, String value) {
        if (value != null) {
            out.u8(property.id()).text(value);
        }
        return this;
    }

    /** @param value null = none */
    PropertyWriter binary(Property property, byte[] value) {
        if (value != null) {
            out.u8(property.id()).binary(value);
        }
        return this;
    }

    PropertyWriter user(List<UserProperty> properties) {
        for (UserProperty property : properties) {
            out.u8(Property.USER_PROPERTY.id()).text(property.name()).text(property.value());
        }
        return this;
    }

    /** The expiry comes first: {@link PublishImage} knows where it is. */
    PropertyWriter message(MessageProperties properties) {
        return number(Property.MESSAGE_EXPIRY_INTERVAL, properties.expirySeconds(), MessageProperties.NO_EXPIRY)
                .flag(Property.PAYLOAD_FORMAT_INDICATOR, properties.utf8(), false)
                .text(Property.CONTENT_TYPE, properties.contentType())
                .text(Property.RESPONSE_TOPIC, properties.responseTopic())
                .binary(Property.CORRELATION_DATA, properties.correlationData())
                .user(properties.userProperties());
    }

    /** With their length before them. */
    void into(ByteWriter packet) {
        byte[] bytes = toBytes();
        packet.varint(bytes.length).raw(bytes);
    }

    /** Without their length. */
    byte[] toBytes() {
        return out.toBytes();
    }
}
