package io.tickwire.it.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.fail;

import io.tickwire.protocol.mqtt.Heard;
import io.tickwire.protocol.mqtt.MqttReader;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Connect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HexFormat;
import java.util.List;

/** A client made of packets, for what libraries do not let one send. One thread. */
public final class RawMqtt implements AutoCloseable {
    private static final int PATIENCE_MS = 5_000;
    private static final int MAX_PACKET = 10_000_000;

    private final MqttVersion version;
    private final Socket socket;
    private final MqttReader reader;
    private final byte[] chunk = new byte[65_536];

    public RawMqtt(int port, MqttVersion version) {
        this.version = version;
        this.reader = MqttReader.ofClient(version, MAX_PACKET);
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connected, with a clean session. */
    public static RawMqtt connected(int port, MqttVersion version, String clientId) {
        RawMqtt client = new RawMqtt(port, version);
        client.send(Connect.of(version, clientId, true, 60));
        client.expect(Packet.ConnAck.class);
        return client;
    }

    /** Connected, with a session that outlives its connection. */
    public static RawMqtt persistent(int port, String clientId) {
        RawMqtt client = new RawMqtt(port, MqttVersion.V5);
        Connect plain = Connect.of(MqttVersion.V5, clientId, false, 60);
        client.send(new Connect(
                plain.version(),
                clientId,
                false,
                plain.keepAliveSeconds(),
                null,
                null,
                null,
                3600,
                plain.receiveMaximum(),
                plain.maximumPacketSize(),
                0,
                false,
                true,
                null,
                null,
                List.of()));
        client.expect(Packet.ConnAck.class);
        return client;
    }

    public RawMqtt send(Packet packet) {
        return send(MqttWriter.write(packet, version));
    }

    /** Bytes in hexadecimal, blanks between them or not. */
    public RawMqtt sendHex(String hex) {
        return send(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    public RawMqtt send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet; null when the server closed. */
    public Packet next() {
        try {
            while (true) {
                Heard heard = reader.next();
                if (heard != null) {
                    return assertInstanceOf(Packet.class, heard);
                }
                int read = socket.getInputStream().read(chunk);
                if (read < 0) {
                    return null;
                }
                reader.feed(chunk, 0, read);
            }
        } catch (SocketTimeoutException silence) {
            return fail("nothing came in " + PATIENCE_MS + " ms");
        } catch (IOException reset) {
            return null;
        }
    }

    public <P extends Packet> P expect(Class<P> type) {
        return assertInstanceOf(type, next());
    }

    public void expectClosed() {
        assertEquals(null, next());
    }

    /** Neither a packet nor the end comes before the answer to a ping. */
    public void expectNothing() {
        send(new Packet.PingReq());
        expect(Packet.PingResp.class);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyClosed) {
            // It is gone, which is all we want.
        }
    }
}
