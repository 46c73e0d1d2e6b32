package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.PublishImage;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The messages for one client on their way into its connection. Owner: the broker's thread. */
final class Outlet {
    private static final int MAX_CONFLATED = 10_000;

    private final Link link;
    private final Connect connect;
    private final Tools tools;
    private final Map<String, Integer> aliases = new HashMap<>(0);
    private final Map<String, Late> late = new LinkedHashMap<>(0);

    /** The newest of a topic whose older ones it could not take. */
    private record Late(Message message, boolean retain, List<Integer> ids) {}

    /** @param connect what the client takes */
    Outlet(Link link, Connect connect, Tools tools) {
        this.link = link;
        this.connect = connect;
        this.tools = tools;
    }

    /** It can take more. */
    void catchUp() {
        Iterator<Late> each = late.values().iterator();
        while (link.isWritable() && each.hasNext()) {
            Late next = each.next();
            each.remove();
            publish(next.message(), 0, next.retain(), next.ids(), 0, false);
        }
    }

    void end() {
        late.clear();
    }

    /** QoS 0: now or not at all; but of what changes all the time the newest is kept. */
    boolean publishNow(Message message, boolean retain, List<Integer> ids) {
        if (link.isWritable()) {
            return publish(message, 0, retain, ids, 0, false);
        }
        if (message.isLazy() && (late.size() < MAX_CONFLATED || late.containsKey(message.topic()))) {
            if (late.put(message.topic(), new Late(message, retain, ids)) != null) {
                tools.metrics().dropped("newer came");
            }
            return true;
        }
        tools.metrics().dropped("slow reader");
        return false;
    }

    /** @return false when it is too large for this client, [MQTT-3.1.2-24] */
    boolean publish(Message message, int qos, boolean retain, List<Integer> ids, int packetId, boolean dup) {
        boolean v5 = connect.version() == MqttVersion.V5;
        List<Integer> told = v5 ? ids : List.of();
        PublishImage image = v5 && connect.topicAliasMaximum() > 0 ? aliased(message, qos, retain, told) : null;
        if (image == null) {
            image = message.image(connect.version(), qos, retain, told);
        }
        if (image.length() > connect.maximumPacketSize()) {
            tools.metrics().dropped("too large");
            return false;
        }
        long left = message.secondsLeft(
                message.expiresMsc() == Message.FOREVER ? 0 : tools.clock().millis());
        link.publish(image, packetId, dup, left);
        tools.metrics().sent(qos);
        return true;
    }

    /** MQTT 5.0 §3.3.2.3.4: the first topics that it gets have numbers; null where that would be too large for it. */
    private PublishImage aliased(Message message, int qos, boolean retain, List<Integer> ids) {
        Integer known = aliases.get(message.topic());
        int alias = known != null ? known : aliases.size() < connect.topicAliasMaximum() ? aliases.size() + 1 : 0;
        if (alias == 0) {
            return null;
        }
        PublishImage image = PublishImage.of(
                MqttVersion.V5,
                qos,
                retain,
                known == null ? message.topic() : "",
                alias,
                message.payload(),
                message.properties(),
                ids);
        if (image.length() > connect.maximumPacketSize()) {
            return null;
        }
        aliases.put(message.topic(), alias);
        return image;
    }
}
