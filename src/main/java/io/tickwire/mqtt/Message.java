package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.PropertyBytes;
import io.tickwire.protocol.mqtt.PublishImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A message on its way: published once, and encoded once for all who get it alike. Owner: the broker's thread.
 */
public final class Message {
    /** Never expires. */
    public static final long FOREVER = 0;

    private static final long MS_PER_S = 1000;
    private static final int OVERHEAD = 200;
    private static final int LAZY = 300;
    private static final int MAX_SHAPES = 16;

    private final String topic;
    private final int qos;
    private final boolean retain;
    private final MessageProperties properties;
    private final long publishedMsc;
    private final long expiresMsc;
    private final String publisher;
    private Supplier<byte[]> later;
    private byte[] payload;
    private final List<Shape> shapes = new ArrayList<>(2);
    private final boolean lazy;
    private final int bytes;
    private long storedId;
    private int storedUses;
    private int uses;

    /** One of the forms in which it goes out. */
    private record Shape(
            MqttVersion version, int qos, boolean retain, List<Integer> subscriptionIds, PublishImage image) {
        boolean is(MqttVersion v, int q, boolean r, List<Integer> ids) {
            return version == v && qos == q && retain == r && (subscriptionIds == ids || subscriptionIds.equals(ids));
        }
    }

    private Message(
            String topic,
            Supplier<byte[]> later,
            byte[] payload,
            int qos,
            boolean retain,
            MessageProperties properties,
            long publishedMsc,
            long expiresMsc,
            String publisher) {
        this.topic = topic;
        this.later = later;
        this.lazy = later != null;
        this.payload = payload;
        this.bytes = 2 * topic.length() + (payload == null ? LAZY : payload.length) + OVERHEAD;
        this.qos = qos;
        this.retain = retain;
        this.properties = properties;
        this.publishedMsc = publishedMsc;
        this.expiresMsc = expiresMsc;
        this.publisher = publisher;
    }

    /** @param publisher client id of who published it, empty = the platform */
    public static Message of(
            String topic,
            byte[] payload,
            int qos,
            boolean retain,
            MessageProperties properties,
            long nowMsc,
            String publisher) {
        long expires = properties.expires() ? nowMsc + Math.max(1, properties.expirySeconds() * MS_PER_S) : FOREVER;
        return new Message(topic, null, payload, qos, retain, properties, nowMsc, expires, publisher);
    }

    /** Of the platform; its payload is made when somebody wants it. */
    public static Message lazy(String topic, Supplier<byte[]> payload, int qos, boolean retain, long nowMsc) {
        return new Message(topic, payload, null, qos, retain, MessageProperties.NONE, nowMsc, FOREVER, "");
    }

    /** As it was stored. */
    static Message restored(long id, MqttChange.Body body) {
        Message message = new Message(
                body.topic(),
                null,
                body.payload(),
                body.qos(),
                body.retain(),
                PropertyBytes.read(body.properties()),
                body.publishedMsc(),
                body.expiresMsc(),
                body.publisher());
        message.storedId = id;
        return message;
    }

    MqttChange.Body body() {
        return new MqttChange.Body(
                topic, payload(), qos, retain, PropertyBytes.write(properties), publishedMsc, expiresMsc, publisher);
    }

    public String topic() {
        return topic;
    }

    public byte[] payload() {
        if (payload == null) {
            payload = later.get();
            later = null;
        }
        return payload;
    }

    /** Whether it is of the platform's flow, of which only the newest matters. */
    boolean isLazy() {
        return lazy;
    }

    public int qos() {
        return qos;
    }

    public boolean retain() {
        return retain;
    }

    public MessageProperties properties() {
        return properties;
    }

    public String publisher() {
        return publisher;
    }

    long publishedMsc() {
        return publishedMsc;
    }

    boolean isExpired(long nowMsc) {
        return expiresMsc != FOREVER && nowMsc >= expiresMsc;
    }

    public long expiresMsc() {
        return expiresMsc;
    }

    /** MQTT 5.0 §3.3.2.3.3: what it is forwarded with is what is left of its life. */
    long secondsLeft(long nowMsc) {
        return expiresMsc == FOREVER
                ? MessageProperties.NO_EXPIRY
                : Math.max(0, (expiresMsc - nowMsc + 999) / MS_PER_S);
    }

    /** Memory that it takes while it is kept, about. */
    int bytes() {
        return bytes;
    }

    PublishImage image(MqttVersion version, int asQos, boolean asRetain, List<Integer> subscriptionIds) {
        for (Shape shape : shapes) {
            if (shape.is(version, asQos, asRetain, subscriptionIds)) {
                return shape.image();
            }
        }
        PublishImage image =
                PublishImage.of(version, asQos, asRetain, topic, 0, payload(), properties, subscriptionIds);
        if (shapes.size() < MAX_SHAPES) {
            shapes.add(new Shape(version, asQos, asRetain, subscriptionIds, image));
        }
        return image;
    }

    /** It was handed to all: what still waits for it is encoded when its turn comes. */
    void forgetImages() {
        shapes.clear();
    }

    /** Number in the store; 0 = it is not there. */
    long storedId() {
        return storedId;
    }

    void storedAs(long id) {
        storedId = id;
    }

    /** How many stored deliveries name it. */
    int stored(int change) {
        storedUses += change;
        return storedUses;
    }

    /** How many deliveries wait with it in memory. */
    int used(int change) {
        uses += change;
        return uses;
    }
}
