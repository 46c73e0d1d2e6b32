package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.Heard;
import io.tickwire.protocol.mqtt.MqttReader;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.PublishImage;
import java.util.ArrayList;
import java.util.List;

/** A client's end of a connection that is none: what it was sent is read as a client reads it. */
final class FakeLink implements Link {
    private static final int MAX = 300_000;

    private final MqttReader reader;
    private final List<Packet> heard = new ArrayList<>();
    private boolean writable = true;
    private boolean held;
    private boolean closed;

    FakeLink(MqttVersion version) {
        this.reader = MqttReader.ofClient(version, MAX);
    }

    @Override
    public String ip() {
        return "127.0.0.1";
    }

    @Override
    public void send(byte[] packet) {
        if (closed) {
            throw new AssertionError("sent after the end");
        }
        reader.feed(packet, 0, packet.length);
        Heard next;
        while ((next = reader.next()) != null) {
            if (next instanceof Heard.Malformed malformed) {
                throw new AssertionError(malformed.why());
            }
            heard.add((Packet) next);
        }
    }

    @Override
    public void publish(PublishImage image, int packetId, boolean dup, long expirySeconds) {
        byte[] bytes = new byte[image.length()];
        image.copyTo(bytes, 0, packetId, dup, expirySeconds);
        send(bytes);
    }

    @Override
    public boolean isWritable() {
        return writable && !closed;
    }

    /** Whether the client reads what it is sent. */
    void writable(boolean now) {
        writable = now;
    }

    @Override
    public void hold() {
        held = true;
    }

    @Override
    public void readOn() {
        held = false;
    }

    boolean isHeld() {
        return held;
    }

    @Override
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** What came since it was asked last. */
    List<Packet> take() {
        List<Packet> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }
}
