package io.tickwire.protocol.mqtt;

import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.Subscribe;
import io.tickwire.protocol.mqtt.Packet.Unsubscribe;
import io.tickwire.protocol.mqtt.Property.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads SUBSCRIBE and UNSUBSCRIBE, MQTT 5.0 §3.8 and §3.10. Pure.
 *
 * <p>Whether a filter is one that can be subscribed to is not asked here: in 5.0 each is answered by itself.
 */
final class SubscribeParser {
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_AS_PUBLISHED = 0x08;

    private SubscribeParser() {}

    static Subscribe subscribe(ByteCursor in, boolean v5) throws Refused {
        int packetId = in.packetId();
        Properties properties = v5 ? PropertyParser.read(in, Place.SUBSCRIBE) : new Properties();
        List<Integer> ids = properties.subscriptionIds();
        Refused.protocolErrorIf(ids.size() > 1, "§3.8.2.1.2 a SUBSCRIBE has one subscription identifier at most");
        List<Filter> filters = new ArrayList<>();
        while (in.remaining() > 0) {
            filters.add(v5 ? filter(in) : Filter.of(name(in), qos311(in)));
        }
        // 3.1.1: [MQTT-3.8.3-3]
        Refused.protocolErrorIf(filters.isEmpty(), "[MQTT-3.8.3-2] a SUBSCRIBE has a filter");
        return new Subscribe(
                packetId, List.copyOf(filters), ids.isEmpty() ? 0 : ids.get(0), properties.userProperties());
    }

    static Unsubscribe unsubscribe(ByteCursor in, boolean v5) throws Refused {
        int packetId = in.packetId();
        Properties properties = v5 ? PropertyParser.read(in, Place.UNSUBSCRIBE) : new Properties();
        List<String> filters = new ArrayList<>();
        while (in.remaining() > 0) {
            filters.add(name(in));
        }
        Refused.protocolErrorIf(filters.isEmpty(), "[MQTT-3.10.3-2] an UNSUBSCRIBE has a filter");
        return new Unsubscribe(packetId, List.copyOf(filters), properties.userProperties());
    }

    private static String name(ByteCursor in) throws Refused {
        String filter = in.text();
        Refused.protocolErrorIf(filter.isEmpty(), "[MQTT-4.7.3-1] a topic filter has at least one character");
        return filter;
    }

    /** MQTT 5.0 §3.8.3.1. */
    private static Filter filter(ByteCursor in) throws Refused {
        String filter = name(in);
        int options = in.u8();
        int qos = options & 3;
        int retainHandling = options >> 4 & 3;
        boolean noLocal = (options & NO_LOCAL) != 0;
        Refused.malformedIf(options > 0x3F, "[MQTT-3.8.3-5] the reserved bits of the options are 0");
        Refused.protocolErrorIf(qos == 3, "§3.8.3.1 the maximum QoS is 0, 1 or 2");
        Refused.protocolErrorIf(retainHandling == 3, "§3.8.3.1 retain handling is 0, 1 or 2");
        Refused.protocolErrorIf(
                noLocal && Topics.isShared(filter), "[MQTT-3.8.3-4] a shared subscription has no No Local");
        return new Filter(filter, qos, noLocal, (options & RETAIN_AS_PUBLISHED) != 0, retainHandling);
    }

    private static int qos311(ByteCursor in) throws Refused {
        int qos = in.u8();
        Refused.malformedIf(qos > 2, "3.1.1 [MQTT-3-8.3-4] the requested QoS is 0, 1 or 2, its reserved bits are 0");
        return qos;
    }
}
