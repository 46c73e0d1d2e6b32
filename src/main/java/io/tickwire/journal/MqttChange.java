package io.tickwire.journal;

import java.util.List;

/** One change of what an {@link MqttStore} holds. What a change names and is not there is no error: it is gone already. */
public sealed interface MqttChange {

    /**
     * A session is there, or its state has changed.
     *
     * @param expirySeconds how long it lives without its client; 0xFFFFFFFF = it does not expire
     * @param leftMsc when its client went, epoch milliseconds; 0 = it is connected
     * @param subject whose session it is: another identity gets one of its own
     */
    record SessionKept(String clientId, int level, long expirySeconds, long leftMsc, String subject)
            implements MqttChange {}

    /** A session is over, and with it its subscriptions, what waits for it, what it holds and its will. */
    record SessionGone(String clientId) implements MqttChange {}

    /** A subscription is made or replaced; options as in {@code Packet.Filter}. */
    record Subscribed(
            String clientId,
            String filter,
            int qos,
            boolean noLocal,
            boolean retainAsPublished,
            int retainHandling,
            int subscriptionId)
            implements MqttChange {}

    record Unsubscribed(String clientId, String filter) implements MqttChange {}

    /** A message that is kept because something of a session names it. */
    record MessageKept(long id, Body body) implements MqttChange {}

    /** Nothing names a message any more. */
    record MessageGone(long id) implements MqttChange {}

    /**
     * A message waits for a session.
     *
     * @param number order of what waits for this session; rises
     * @param packetId 0 = it has not been sent
     */
    record Queued(
            String clientId,
            long number,
            long messageId,
            int qos,
            boolean retain,
            List<Integer> subscriptionIds,
            int packetId,
            Stage stage)
            implements MqttChange {
        public Queued {
            subscriptionIds = List.copyOf(subscriptionIds);
        }
    }

    /** How far what waits has come. */
    enum Stage {
        WAITING,
        SENT,
        /** QoS 2: the client has it, PUBREL is owed until PUBCOMP. */
        RELEASED
    }

    /** What waits has come further. */
    record Moved(String clientId, long number, int packetId, Stage stage) implements MqttChange {}

    /** A session has what waited for it. */
    record Delivered(String clientId, long number) implements MqttChange {}

    /** QoS 2 from a client: its message was taken, its packet id is in use until PUBREL. */
    record Received(String clientId, int packetId) implements MqttChange {}

    record Freed(String clientId, int packetId) implements MqttChange {}

    /** A topic has this retained message now. */
    record Retained(Body body) implements MqttChange {}

    record RetainedGone(String topic) implements MqttChange {}

    /**
     * The will of a session, to be published at a time unless it is taken back.
     *
     * @param dueMsc epoch milliseconds; 0 = the client is connected: it is due when the node is gone with it
     */
    record WillKept(String clientId, long dueMsc, long delaySeconds, Body body) implements MqttChange {}

    record WillGone(String clientId) implements MqttChange {}

    /**
     * A message.
     *
     * @param properties as {@code PropertyBytes} writes them
     * @param expiresMsc epoch milliseconds from which nobody shall get it; 0 = never
     * @param publisher client id of who published it, for subscribers that do not want their own; empty = nobody
     */
    record Body(
            String topic,
            byte[] payload,
            int qos,
            boolean retain,
            byte[] properties,
            long publishedMsc,
            long expiresMsc,
            String publisher) {}
}
