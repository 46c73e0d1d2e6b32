package io.tickwire.protocol.mqtt;

import java.util.Set;

/** Properties of MQTT 5.0, §2.2.2.2: how each is written and where it may be. */
enum Property {
    PAYLOAD_FORMAT_INDICATOR(0x01, Form.BYTE, "§3.3.2.3.2", Place.PUBLISH, Place.WILL),
    MESSAGE_EXPIRY_INTERVAL(0x02, Form.U32, "§3.3.2.3.3", Place.PUBLISH, Place.WILL),
    CONTENT_TYPE(0x03, Form.TEXT, "§3.3.2.3.9", Place.PUBLISH, Place.WILL),
    RESPONSE_TOPIC(0x08, Form.TEXT, "§3.3.2.3.5", Place.PUBLISH, Place.WILL),
    CORRELATION_DATA(0x09, Form.BINARY, "§3.3.2.3.6", Place.PUBLISH, Place.WILL),
    SUBSCRIPTION_IDENTIFIER(0x0B, Form.VARINT, "§3.8.2.1.2", Place.PUBLISH, Place.SUBSCRIBE),
    SESSION_EXPIRY_INTERVAL(0x11, Form.U32, "§3.1.2.11.2", Place.CONNECT, Place.CONNACK, Place.DISCONNECT),
    ASSIGNED_CLIENT_IDENTIFIER(0x12, Form.TEXT, "§3.2.2.3.7", Place.CONNACK),
    SERVER_KEEP_ALIVE(0x13, Form.U16, "§3.2.2.3.14", Place.CONNACK),
    AUTHENTICATION_METHOD(0x15, Form.TEXT, "§3.1.2.11.9", Place.CONNECT, Place.CONNACK, Place.AUTH),
    AUTHENTICATION_DATA(0x16, Form.BINARY, "§3.1.2.11.10", Place.CONNECT, Place.CONNACK, Place.AUTH),
    REQUEST_PROBLEM_INFORMATION(0x17, Form.BYTE, "§3.1.2.11.7", Place.CONNECT),
    WILL_DELAY_INTERVAL(0x18, Form.U32, "§3.1.3.2.2", Place.WILL),
    REQUEST_RESPONSE_INFORMATION(0x19, Form.BYTE, "§3.1.2.11.6", Place.CONNECT),
    RESPONSE_INFORMATION(0x1A, Form.TEXT, "§3.2.2.3.15", Place.CONNACK),
    SERVER_REFERENCE(0x1C, Form.TEXT, "§3.2.2.3.16", Place.CONNACK, Place.DISCONNECT),
    REASON_STRING(0x1F, Form.TEXT, "§3.2.2.3.9", Place.CONNACK, Place.ACK, Place.SUBACK, Place.DISCONNECT, Place.AUTH),
    RECEIVE_MAXIMUM(0x21, Form.U16, "§3.1.2.11.3", Place.CONNECT, Place.CONNACK),
    TOPIC_ALIAS_MAXIMUM(0x22, Form.U16, "§3.1.2.11.5", Place.CONNECT, Place.CONNACK),
    TOPIC_ALIAS(0x23, Form.U16, "[MQTT-3.3.2-8]", Place.PUBLISH),
    MAXIMUM_QOS(0x24, Form.BYTE, "§3.2.2.3.4", Place.CONNACK),
    RETAIN_AVAILABLE(0x25, Form.BYTE, "§3.2.2.3.5", Place.CONNACK),
    USER_PROPERTY(0x26, Form.PAIR, "§3.1.2.11.8", Place.values()),
    MAXIMUM_PACKET_SIZE(0x27, Form.U32, "§3.1.2.11.4", Place.CONNECT, Place.CONNACK),
    WILDCARD_SUBSCRIPTION_AVAILABLE(0x28, Form.BYTE, "§3.2.2.3.11", Place.CONNACK),
    SUBSCRIPTION_IDENTIFIER_AVAILABLE(0x29, Form.BYTE, "§3.2.2.3.12", Place.CONNACK),
    SHARED_SUBSCRIPTION_AVAILABLE(0x2A, Form.BYTE, "§3.2.2.3.13", Place.CONNACK);

    private static final Property[] BY_ID = new Property[0x80];

    static {
        for (Property property : values()) {
            BY_ID[property.id] = property;
        }
    }

    private final int id;
    private final Form form;
    private final String rule;
    private final Set<Place> places;

    Property(int id, Form form, String rule, Place... places) {
        this.id = id;
        this.form = form;
        this.rule = rule;
        this.places = Set.of(places);
    }

    /** How a value is written, §2.2.2.2. */
    enum Form {
        BYTE,
        U16,
        U32,
        VARINT,
        TEXT,
        BINARY,
        PAIR
    }

    /** Packets, and the will of CONNECT; those that may have the same properties are one place. */
    enum Place {
        CONNECT,
        WILL,
        CONNACK,
        PUBLISH,
        ACK,
        SUBSCRIBE,
        SUBACK,
        UNSUBSCRIBE,
        DISCONNECT,
        AUTH
    }

    /** Null for an identifier that the standard does not name. */
    static Property of(int id) {
        return id < BY_ID.length ? BY_ID[id] : null;
    }

    int id() {
        return id;
    }

    Form form() {
        return form;
    }

    boolean isAllowedIn(Place place) {
        return places.contains(place);
    }

    long checked(long value) throws Refused {
        switch (this) {
            case TOPIC_ALIAS -> {
                if (value == 0) {
                    throw new Refused(ReasonCode.TOPIC_ALIAS_INVALID, rule + " a topic alias is not 0");
                }
            }
            case RECEIVE_MAXIMUM, MAXIMUM_PACKET_SIZE, SUBSCRIPTION_IDENTIFIER ->
                Refused.protocolErrorIf(value == 0, rule + " " + this + " is not 0");
            default -> Refused.protocolErrorIf(form == Form.BYTE && value > 1, rule + " " + this + " is 0 or 1");
        }
        return value;
    }

    String checked(String value) throws Refused {
        // [MQTT-3.3.2-14]
        Refused.protocolErrorIf(
                this == RESPONSE_TOPIC && Topics.nameProblem(value) != null,
                "[MQTT-3.3.2-14] a response topic is a topic without wildcards");
        return value;
    }

    /** Where the standard has it. */
    String rule() {
        return rule;
    }
}
