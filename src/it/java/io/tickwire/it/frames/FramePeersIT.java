package io.tickwire.it.frames;

import static io.tickwire.edge.frames.ClientFrame.BINARY;
import static io.tickwire.edge.frames.ClientFrame.CONTINUATION;
import static io.tickwire.edge.frames.ClientFrame.PING;
import static io.tickwire.edge.frames.ClientFrame.PONG;
import static io.tickwire.edge.frames.ClientFrame.TEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.edge.frames.ClientFrame;
import io.tickwire.it.TickwireProcess;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients as they are: hasty, slow, old, wrong, gone. */
final class FramePeersIT {
    private static final int MAX_MESSAGE = 5_000;
    private static final int MAX_ECHO = 100_000;
    private static final String PING_JSON = "{\"type\":\"ping\"}";
    private static final ClientFrame BYE = ClientFrame.close(1000, "");

    private static TickwireProcess tickwire;

    @BeforeAll
    static void start() {
        tickwire = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"port\":0},\"inference\":{\"port\":0},\"limits\":{\"maxConnections\":1000,"
                        + "\"maxConnectionsPerIp\":1000,\"messagesPerSecond\":1000000,\"heartbeat\":\"300ms\",\"maxMessageBytes\":"
                        + MAX_MESSAGE + ",\"maxEchoBytes\":" + MAX_ECHO + "}}");
    }

    @AfterAll
    static void stop() {
        assertFalse(tickwire.log().contains("ERROR"), tickwire.log());
        assertFalse(tickwire.log().contains("Exception"), tickwire.log());
        tickwire.close();
    }

    private static String url(String path) {
        return tickwire.httpUrl().replace("http", "ws") + path;
    }

    /** What the server says next that is neither a ping nor a heartbeat. */
    private static Heard answer(FramePeer peer) {
        Heard next = peer.next();
        while (next.kind() == Heard.Kind.PING) {
            next = peer.next();
        }
        return next;
    }

    private static void assertClosed(int code, FramePeer peer) {
        Heard next = answer(peer);
        while (next.kind() == Heard.Kind.TEXT) {
            next = answer(peer);
        }
        assertEquals(Heard.close(code), next);
        assertEquals(Heard.end(), peer.next(1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/websocket/ws", "/ticks"})
    void hearsWhatComesInOnePieceWithTheHandshake(String path) throws IOException {
        ByteArrayOutputStream behind = new ByteArrayOutputStream();
        behind.writeBytes(ClientFrame.text(PING_JSON).bytes());
        behind.writeBytes(ClientFrame.of(PING, "now").bytes());
        behind.writeBytes(BYE.bytes());
        for (int i = 0; i < 20; i++) {
            try (FramePeer peer = new FramePeer(url(path), behind.toByteArray())) {
                if (path.equals("/websocket/ws")) {
                    assertEquals(Heard.Kind.TEXT, answer(peer).kind());
                }
                // The pong may overtake the answer, the close may not.
                List<Heard.Kind> both =
                        List.of(answer(peer).kind(), answer(peer).kind());
                assertTrue(both.contains(Heard.Kind.TEXT) && both.contains(Heard.Kind.PONG), both.toString());
                assertEquals(Heard.close(1000), answer(peer));
                assertEquals(Heard.end(), peer.next());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/websocket/ws", "/ticks", "/terminal/ws"})
    void closesWhoDoesNotMask(String path) throws IOException {
        try (FramePeer peer = new FramePeer(url(path))) {
            peer.send(ClientFrame.text("{}").unmasked().bytes(), 0);
            assertClosed(1002, peer);
        }
    }

    @ParameterizedTest
    @CsvSource({"/echo," + MAX_ECHO, "/websocket/ws," + MAX_MESSAGE, "/ticks," + MAX_MESSAGE})
    void closesWhoSendsTooMuchWith1009(String path, int limit) throws IOException {
        byte[] tooMuch = new byte[limit + 1];
        try (FramePeer peer = new FramePeer(url(path))) {
            peer.send(ClientFrame.of(BINARY, tooMuch).bytes(), 0);
            assertClosed(1009, peer);
        }
        try (FramePeer peer = new FramePeer(url(path))) {
            // The header says enough.
            peer.send(new byte[] {(byte) 0x82, (byte) 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}, 0);
            assertClosed(1009, peer);
        }
        try (FramePeer peer = new FramePeer(url(path))) {
            for (ClientFrame fragment : FrameCases.cut(1000, BINARY, tooMuch)) {
                peer.send(fragment.bytes(), 0);
            }
            assertClosed(1009, peer);
        }
        try (FramePeer peer = new FramePeer(url(path))) {
            byte[] most = new byte[limit];
            peer.send(ClientFrame.of(BINARY, most).bytes(), 0);
            Heard first = answer(peer);
            Heard whole = Heard.message(false, most);
            assertEquals(path.equals("/echo") ? whole : new Heard(Heard.Kind.TEXT, first.what()), first);
            peer.send(BYE.bytes(), 0);
            assertClosed(1000, peer);
        }
    }

    @Test
    void tellsTheBridgeClientThatItsMessageWasTooLarge() throws IOException {
        try (FramePeer peer = new FramePeer(url("/websocket/ws"))) {
            assertEquals(Heard.Kind.TEXT, answer(peer).kind());
            peer.send(ClientFrame.of(TEXT, "x".repeat(MAX_MESSAGE + 1)).bytes(), 0);
            assertEquals(Heard.Kind.TEXT, answer(peer).kind());
            assertClosed(1009, peer);
        }
    }

    @Test
    void servesAnExpertAdvisorThatFragmentsAndIsSlowToPong() throws IOException {
        String padded = "{\"type\":\"ping\",\"note\":\"" + "é".repeat(600) + "\"}";
        try (FramePeer peer = new FramePeer(url("/websocket/ws"))) {
            assertEquals(Heard.Kind.TEXT, answer(peer).kind());
            for (int round = 0; round < 3; round++) {
                Heard ping = peer.next();
                while (ping.kind() != Heard.Kind.PING) {
                    ping = peer.next();
                }
                for (ClientFrame fragment : FrameCases.cut(256, TEXT, padded.getBytes(StandardCharsets.UTF_8))) {
                    peer.send(ClientFrame.of(PING, round == 0 ? "" : "between").bytes(), 0);
                    peer.send(fragment.bytes(), 0);
                }
                for (int pongs = 0; pongs < 5; pongs++) {
                    assertEquals(Heard.pong(round == 0 ? "" : "between"), answer(peer));
                }
                assertEquals(Heard.Kind.TEXT, answer(peer).kind());
                peer.send(ClientFrame.of(PONG, "tw").bytes(), 0);
            }
            peer.send(BYE.bytes(), 0);
            assertClosed(1000, peer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/websocket/ws", "/ticks"})
    void takesJsonInBinaryFrames(String path) throws IOException {
        try (FramePeer peer = new FramePeer(url(path))) {
            if (path.equals("/websocket/ws")) {
                answer(peer);
            }
            peer.send(ClientFrame.of(BINARY, "{\"type\":").open().bytes(), 0);
            peer.send(ClientFrame.of(CONTINUATION, "\"ping\"}").bytes(), 1);
            assertEquals(Heard.Kind.TEXT, answer(peer).kind());
        }
    }

    @Test
    void survivesClientsThatAreGoneInTheMiddleOfAFrame() throws IOException {
        for (int i = 0; i < 30; i++) {
            FramePeer peer = new FramePeer(url(i % 2 == 0 ? "/echo" : "/websocket/ws"));
            peer.send(new byte[] {(byte) 0x81, (byte) 0xFE, 0x10}, 0);
            if (i % 3 == 0) {
                peer.reset();
            } else {
                peer.close();
            }
        }
        Awaitility.await().until(() -> tickwire.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tickwire_sessions{") && line.contains("echo"))
                .allMatch(line -> line.endsWith(" 0.0")));
    }

    /** The end of our stream comes with the close frame; who goes on talking is cut off within seconds. */
    @Test
    void hangsUpOnWhoGoesOnAfterAViolation() throws IOException {
        try (FramePeer peer = new FramePeer(url("/echo"))) {
            peer.send(ClientFrame.text("x").reserved(1).bytes(), 0);
            assertClosed(1002, peer);
            byte[] noise = ClientFrame.text("still here").bytes();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !peer.send(noise, 0));
        }
    }

    @Test
    void owesWhoDoesNotReadOnlyThePongOfTheLastPing() throws IOException {
        int pings = 100_000;
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress("127.0.0.1", tickwire.httpPort()));
            socket.getOutputStream()
                    .write(HandshakeIT.request("GET /echo HTTP/1.1").getBytes(StandardCharsets.US_ASCII));
            byte[] alive = ClientFrame.of(PONG, "").bytes();
            for (int i = 1; i <= pings; i++) {
                socket.getOutputStream()
                        .write(ClientFrame.of(PING, "%0100d".formatted(i)).bytes());
                if (i % 1000 == 0) {
                    socket.getOutputStream().write(alive);
                }
            }
            DataInputStream in = new DataInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            int pongs = 0;
            int last = 0;
            while (last < pings) {
                int opcode = in.readUnsignedByte() & 0x0F;
                byte[] payload = new byte[in.readUnsignedByte()];
                in.readFully(payload);
                if (opcode == PONG) {
                    pongs++;
                    last = Integer.parseInt(new String(payload, StandardCharsets.US_ASCII));
                } else {
                    socket.getOutputStream().write(alive);
                }
            }
            assertTrue(pongs < pings, pongs + " pongs");
        }
    }
}
