package io.tickwire.edge.mqtt.bridge;

import io.tickwire.protocol.mqtt.UserProperty;
import java.util.ArrayList;
import java.util.List;

/** The bridges that a message came over, as user properties: one that would go in a circle goes no further. Pure. */
final class Trail {
    static final String NAME = "tickwire-bridge";
    private static final int MAX_BRIDGES = 8;

    private Trail() {}

    /** Whether it has been over this bridge, or over too many. */
    static boolean isRound(List<UserProperty> properties, String bridge) {
        long bridges = properties.stream()
                .filter(property -> property.name().equals(NAME))
                .count();
        return bridges >= MAX_BRIDGES || properties.contains(new UserProperty(NAME, bridge));
    }

    /** The same with this bridge. */
    static List<UserProperty> with(List<UserProperty> properties, String bridge) {
        List<UserProperty> more = new ArrayList<>(properties);
        more.add(new UserProperty(NAME, bridge));
        return more;
    }
}
