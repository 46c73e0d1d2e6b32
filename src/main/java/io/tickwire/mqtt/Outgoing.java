package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange.Stage;
import java.util.List;

/** A QoS 1 or 2 message on its way to one session. Owner: the broker's thread. */
final class Outgoing {
    private final long number;
    private final Message message;
    private final int qos;
    private final boolean retain;
    private final List<Integer> subscriptionIds;
    private int packetId;
    private Stage stage = Stage.WAITING;
    private boolean stored;
    private boolean transmitted;
    private boolean counted;

    /** @param number its place among all that the session was to get */
    Outgoing(long number, Message message, int qos, boolean retain, List<Integer> subscriptionIds) {
        this.number = number;
        this.message = message;
        this.qos = qos;
        this.retain = retain;
        this.subscriptionIds = subscriptionIds;
    }

    long number() {
        return number;
    }

    Message message() {
        return message;
    }

    int qos() {
        return qos;
    }

    boolean retain() {
        return retain;
    }

    List<Integer> subscriptionIds() {
        return subscriptionIds;
    }

    int packetId() {
        return packetId;
    }

    Stage stage() {
        return stage;
    }

    void moveTo(Stage next, int withPacketId) {
        stage = next;
        packetId = withPacketId;
    }

    /** Whether the store has it. */
    boolean isStored() {
        return stored;
    }

    void stored() {
        stored = true;
    }

    /** Whether a client may have seen it: then it is sent again with DUP. */
    boolean isTransmitted() {
        return transmitted;
    }

    void transmitted() {
        transmitted = true;
    }

    /** Whether the client's receive maximum counts it: it was sent on this connection, and is not answered. */
    boolean isCounted() {
        return counted;
    }

    void counted(boolean now) {
        counted = now;
    }
}
