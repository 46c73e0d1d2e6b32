package io.tickwire.mqtt;

import io.tickwire.journal.MqttChange.Stage;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The messages of a session that have a packet id, in the order in which they were first sent, and how many of them the
 * client's receive maximum counts: MQTT 5.0 §4.9. Owner: the broker's thread.
 */
final class Inflight {
    private static final int MAX_PACKET_ID = 65_535;

    private final Map<Integer, Outgoing> messages = new LinkedHashMap<>();
    /** Of an earlier connection, to be sent again on this one. */
    private final ArrayDeque<Outgoing> again = new ArrayDeque<>(1);

    private int lastPacketId;
    private int window;
    private int counted;

    int size() {
        return messages.size();
    }

    Collection<Outgoing> all() {
        return messages.values();
    }

    /** Null when the packet id is not in use. */
    Outgoing get(int packetId) {
        return messages.get(packetId);
    }

    boolean holds(Outgoing message) {
        return messages.get(message.packetId()) == message;
    }

    /** Whether the client takes another one. */
    boolean hasRoom() {
        return counted < window && messages.size() < MAX_PACKET_ID;
    }

    /** [MQTT-2.2.1-4]: one that is not in use. */
    int nextPacketId() {
        do {
            lastPacketId = lastPacketId == MAX_PACKET_ID ? 1 : lastPacketId + 1;
        } while (messages.containsKey(lastPacketId));
        return lastPacketId;
    }

    void add(Outgoing message) {
        message.moveTo(Stage.SENT, nextPacketId());
        messages.put(message.packetId(), message);
    }

    /** As it was stored. */
    void restore(Outgoing message) {
        messages.put(message.packetId(), message);
        lastPacketId = message.packetId();
    }

    /** It is sent on this connection. */
    void count(Outgoing message) {
        message.counted(true);
        counted++;
    }

    void remove(Outgoing message) {
        messages.remove(message.packetId());
        if (message.isCounted()) {
            message.counted(false);
            counted--;
        }
    }

    /** A new connection: nothing is sent on it yet. */
    void begin(int most) {
        window = most;
        again.addAll(messages.values());
    }

    /** The connection is gone. */
    void pause() {
        counted = 0;
        again.clear();
        messages.values().forEach(each -> each.counted(false));
    }

    boolean hasOld() {
        return !again.isEmpty();
    }

    /** The next one to be sent again; null when the client has received it, or says so meanwhile from before. */
    Outgoing pollOld() {
        Outgoing next = again.poll();
        return holds(next) && next.stage() == Stage.SENT ? next : null;
    }

    void clear() {
        messages.clear();
        again.clear();
    }
}
