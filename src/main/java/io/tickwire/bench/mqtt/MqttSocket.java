package io.tickwire.bench.mqtt;

import io.tickwire.protocol.mqtt.Heard;
import io.tickwire.protocol.mqtt.MqttReader;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection of a load. What is written in one turn of the event loop goes out together, at its end. Owner: the load's
 * context.
 */
final class MqttSocket implements PacketOut {
    private static final int CONNACK = 2;
    private static final int SUBACK = 9;
    private static final int DISCONNECT = 14;
    private static final int MAX_ANSWER_BYTES = 65_536;

    private final MqttVersion version;
    private final Consumer<MqttSocket> dirty;
    private final Consumer<String> broken;
    private final MqttReader answers;
    private final PacketCutter.Eye load;
    private final PacketCutter cutter = new PacketCutter(this::see);
    private Promise<Packet> expected;
    private NetSocket socket;
    private Buffer out;
    private boolean closing;

    /**
     * @param load looks at what belongs to the load
     * @param dirty is told when there is something to flush
     * @param broken is told why the server or the network ended it, and of what nobody expected
     */
    MqttSocket(MqttVersion version, PacketCutter.Eye load, Consumer<MqttSocket> dirty, Consumer<String> broken) {
        this.version = version;
        this.load = load;
        this.dirty = dirty;
        this.broken = broken;
        this.answers = MqttReader.ofClient(version, MAX_ANSWER_BYTES);
    }

    /** Connects with a clean session that ends with the connection. */
    Future<Packet.ConnAck> connect(NetClient client, String host, int port, String clientId) {
        return client.connect(port, host)
                .compose(connected -> {
                    socket = connected;
                    socket.handler(chunk -> read(chunk.getBytes()));
                    socket.closeHandler(v -> closed());
                    socket.exceptionHandler(failure -> {});
                    return ask(Packet.Connect.of(version, clientId, true, 0));
                })
                .map(Packet.ConnAck.class::cast)
                .compose(answer -> answer.reason() == ReasonCode.SUCCESS
                        ? Future.succeededFuture(answer)
                        : Future.failedFuture("CONNACK " + answer.reason() + " " + answer.reasonString()));
    }

    Future<Void> subscribe(String filter, int qos) {
        return ask(new Packet.Subscribe(1, List.of(Packet.Filter.of(filter, qos)), 0, List.of()))
                .map(Packet.SubAck.class::cast)
                .compose(answer -> answer.reasons().equals(List.of(ReasonCode.granted(qos)))
                        ? Future.succeededFuture()
                        : Future.failedFuture("SUBACK " + answer.reasons() + " for QoS " + qos));
    }

    private Future<Packet> ask(Packet question) {
        expected = Promise.promise();
        socket.write(Buffer.buffer(MqttWriter.write(question, version)));
        return expected.future();
    }

    private void read(byte[] bytes) {
        try {
            cutter.feed(bytes);
        } catch (IllegalArgumentException noPackets) {
            fail(noPackets.getMessage());
            socket.close();
        }
    }

    private void see(byte[] bytes, int start, int body, int end) {
        switch ((bytes[start] & 0xFF) >> 4) {
            case CONNACK, SUBACK -> answered(bytes, start, end);
            case DISCONNECT -> fail("DISCONNECT " + (end > body ? ReasonCode.of(bytes[body]) : "without a reason"));
            default -> load.see(bytes, start, body, end);
        }
    }

    private void answered(byte[] bytes, int start, int end) {
        answers.feed(bytes, start, end - start);
        Heard heard = answers.next();
        // The second call lets go of the bytes.
        answers.next();
        if (heard instanceof Packet answer) {
            expected.tryComplete(answer);
        } else {
            fail(heard.toString());
        }
    }

    private void closed() {
        if (!closing) {
            fail("closed by the server");
        }
    }

    private void fail(String why) {
        broken.accept(why);
        if (expected != null) {
            expected.tryFail(why);
        }
    }

    @Override
    public void write(byte[] packet) {
        out().appendBytes(packet);
    }

    @Override
    public void acknowledge(int first, int packetId) {
        out().appendByte((byte) first).appendByte((byte) 2).appendUnsignedShort(packetId);
    }

    private Buffer out() {
        if (out == null) {
            out = Buffer.buffer();
            dirty.accept(this);
        }
        return out;
    }

    void flush() {
        Buffer written = out;
        out = null;
        socket.write(written);
    }

    Future<Void> close() {
        closing = true;
        if (socket == null) {
            return Future.succeededFuture();
        }
        Packet goodbye = Packet.Disconnect.of(ReasonCode.SUCCESS, null);
        return socket.write(Buffer.buffer(MqttWriter.write(goodbye, version)))
                .transform(written -> socket.close())
                .otherwiseEmpty();
    }
}
