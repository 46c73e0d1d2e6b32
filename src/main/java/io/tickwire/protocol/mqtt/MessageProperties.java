package io.tickwire.protocol.mqtt;

import java.util.List;

/**
 * What MQTT 5.0 says about a message, of PUBLISH and of a will alike; it is handed on as it came.
 *
 * @param utf8 payload format indicator 1: the payload is text
 * @param expirySeconds message expiry interval; {@link #NO_EXPIRY} = none
 * @param contentType null = none
 * @param responseTopic null = none
 * @param correlationData null = none; nobody changes it
 */
public record MessageProperties(
        boolean utf8,
        long expirySeconds,
        String contentType,
        String responseTopic,
        byte[] correlationData,
        List<UserProperty> userProperties) {
    public static final long NO_EXPIRY = -1;

    /** Says nothing. */
    public static final MessageProperties NONE = new MessageProperties(false, NO_EXPIRY, null, null, null, List.of());

    public MessageProperties {
        userProperties = List.copyOf(userProperties);
    }

    public boolean expires() {
        return expirySeconds != NO_EXPIRY;
    }
}
