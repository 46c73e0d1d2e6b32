package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Property.Place;

/** Reads properties, MQTT 5.0 §2.2.2. Pure. */
final class PropertyParser {
    private PropertyParser() {}

    /** With their length before them. */
    static Properties read(ByteCursor in, Place place) throws Refused {
        int outer = in.narrow(in.varint());
        Properties found = all(in, place);
        in.widen(outer);
        return found;
    }

    /** Of a packet that may end before them: then there are none. */
    static Properties readIfAny(ByteCursor in, Place place) throws Refused {
        return in.remaining() == 0 ? new Properties() : read(in, place);
    }

    /** As many as there are. */
    static Properties all(ByteCursor in, Place place) throws Refused {
        Properties found = new Properties();
        while (in.remaining() > 0) {
            Property property = Property.of(in.varint());
            Refused.malformedIf(
                    property == null || !property.isAllowedIn(place),
                    "§2.2.2.2 a property that the packet does not have");
            one(in, property, found);
        }
        return found;
    }

    private static void one(ByteCursor in, Property property, Properties found) throws Refused {
        switch (property.form()) {
            case BYTE -> found.put(property, property.checked(in.u8()));
            case U16 -> found.put(property, property.checked(in.u16()));
            case U32 -> found.put(property, property.checked(in.u32()));
            case VARINT -> found.addSubscriptionId((int) property.checked(in.varint()));
            case TEXT -> found.put(property, property.checked(in.text()));
            case BINARY -> found.put(property, in.binary());
            case PAIR -> found.add(new UserProperty(in.text(), in.text()));
        }
    }
}
