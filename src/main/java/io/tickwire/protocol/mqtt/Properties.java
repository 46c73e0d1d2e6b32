package io.tickwire.protocol.mqtt;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The properties that one packet has, while it is read. Owner: the parser. */
final class Properties {
    private Map<Property, Object> values = Map.of();
    private List<UserProperty> userProperties = List.of();
    private List<Integer> subscriptionIds = List.of();

    void put(Property property, Object value) throws Refused {
        // Most packets have none: they cost nothing.
        values = values.isEmpty() ? new EnumMap<>(Property.class) : values;
        Refused.protocolErrorIf(
                values.put(property, value) != null, property.rule() + " " + property + " is there once at most");
    }

    void add(UserProperty property) {
        userProperties = userProperties.isEmpty() ? new ArrayList<>() : userProperties;
        userProperties.add(property);
    }

    void addSubscriptionId(int id) {
        subscriptionIds = subscriptionIds.isEmpty() ? new ArrayList<>() : subscriptionIds;
        subscriptionIds.add(id);
    }

    boolean has(Property property) {
        return values.containsKey(property);
    }

    long number(Property property, long otherwise) {
        Object value = values.get(property);
        return value == null ? otherwise : (Long) value;
    }

    int smallNumber(Property property, int otherwise) {
        return (int) number(property, otherwise);
    }

    boolean flag(Property property, boolean otherwise) {
        return number(property, otherwise ? 1 : 0) == 1;
    }

    /** Null = none. */
    String text(Property property) {
        return (String) values.get(property);
    }

    /** Null = none. */
    byte[] binary(Property property) {
        return (byte[]) values.get(property);
    }

    List<UserProperty> userProperties() {
        return List.copyOf(userProperties);
    }

    List<Integer> subscriptionIds() {
        return List.copyOf(subscriptionIds);
    }

    /** What is said about a message; the common one says nothing. */
    MessageProperties message() {
        if (values.isEmpty() && userProperties.isEmpty()) {
            return MessageProperties.NONE;
        }
        return new MessageProperties(
                flag(Property.PAYLOAD_FORMAT_INDICATOR, false),
                number(Property.MESSAGE_EXPIRY_INTERVAL, MessageProperties.NO_EXPIRY),
                text(Property.CONTENT_TYPE),
                text(Property.RESPONSE_TOPIC),
                binary(Property.CORRELATION_DATA),
                userProperties());
    }
}
