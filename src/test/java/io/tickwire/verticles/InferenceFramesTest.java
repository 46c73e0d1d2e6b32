package io.tickwire.verticles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.edge.inference.RawPeer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSocket on the same port: one message is one window. */
final class InferenceFramesTest {
    private static final String RISING = SocketNode.rising();
    private static final String FALLING = SocketNode.falling();
    private SocketNode node;

    @BeforeEach
    void open() throws Exception {
        node = new SocketNode(",\"maxWindowBytes\":16384", "");
        node.deploy();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aMessageIsAWindowBinaryOrTextWithOrWithoutItsNul() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            assertEquals("81 buy", peer.text(RISING).nextFrame());
            assertEquals("81 sell", peer.binary(FALLING + "\0").nextFrame());
            assertEquals(
                    "81 buy",
                    peer.binary(RISING.substring(0, RISING.length() - 1)).nextFrame());
            assertEquals("81 sell", peer.text(FALLING + "\r\n\0").nextFrame());
        }
    }

    @Test
    void theAnswerFitsInFiveBytes() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            peer.binary(RISING + "\0");
            assertEquals("\u0081\u0003buy", peer.readAtMost(5));
        }
    }

    @Test
    void framesOf256BytesAreOneMessage() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            assertEquals("81 sell", peer.fragmented(FALLING + "\0", 256).nextFrame());
            assertEquals("81 buy", peer.fragmented(RISING, 1).nextFrame());
        }
    }

    @Test
    void whatComesInOneSegmentWithTheHandshakeIsHeard() throws Exception {
        String head =
                "GET /any/path?x=1 HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        String frames = new String(
                        RawPeer.frame(1, true, RISING.getBytes(StandardCharsets.ISO_8859_1)),
                        StandardCharsets.ISO_8859_1)
                + new String(
                        RawPeer.frame(2, true, FALLING.getBytes(StandardCharsets.ISO_8859_1)),
                        StandardCharsets.ISO_8859_1);
        try (RawPeer peer = node.peer()) {
            String answer = peer.send(head + frames).head();
            assertTrue(answer.startsWith("HTTP/1.1 101 Switching Protocols\r\n"), answer);
            // RFC 6455 §1.3 has this pair.
            assertTrue(answer.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), answer);
            assertFalse(answer.contains("Extensions"), answer);
            assertEquals("81 buy", peer.nextFrame());
            assertEquals("81 sell", peer.nextFrame());
        }
        try (RawPeer peer = node.peer()) {
            peer.sendByByte(head).head();
            assertEquals("81 buy", peer.sendByByte(frames).nextFrame());
        }
    }

    @Test
    void theModelIsInThePath() throws Exception {
        node.serve("other");
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/models/other").startsWith("HTTP/1.1 101 "));
            assertEquals("81 buy", peer.text(RISING).nextFrame());
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/models/nobody/").startsWith("HTTP/1.1 101 "));
            assertEquals("81 error: unknown model 'nobody'", peer.text(RISING).nextFrame());
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/models/a%20b").startsWith("HTTP/1.1 404 "));
        }
        assertEquals(1, node.asked.size());
    }

    @Test
    void stopClosesWith1000() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            assertEquals("81 buy", peer.text(RISING).binary("stop\0").nextFrame());
            assertEquals("88 1000 stop", peer.nextFrame());
            peer.send(RawPeer.frame(8, true, new byte[] {3, (byte) 0xE8}));
            assertTrue(peer.isOver());
        }
    }

    @Test
    void errorsAreTextFramesAndTheSessionStays() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            assertEquals(
                    "81 error: 2 closes, at least 97 are needed",
                    peer.text("1,2").nextFrame());
            assertEquals(
                    "81 error: 0 closes, at least 97 are needed", peer.text("").nextFrame());
            assertEquals(
                    "81 error: a credential is shown in the first line of plain TCP, or in the handshake of a WebSocket",
                    peer.text("auth x").nextFrame());
            assertEquals("81 buy", peer.text(RISING).nextFrame());
        }
    }

    @Test
    void pingsAreAnsweredAndACloseComesBack() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            assertEquals(
                    "8a hi",
                    peer.send(RawPeer.frame(9, true, new byte[] {'h', 'i'})).nextFrame());
            peer.send(RawPeer.frame(8, true, new byte[] {0x0F, (byte) 0xA0, 'b', 'y', 'e'}));
            assertEquals("88 4000 bye", peer.nextFrame());
            assertTrue(peer.isOver());
        }
    }

    @Test
    void brokenRulesAreClosedWithTheirCode() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            peer.send(new byte[] {(byte) 0x81, 3, '1', ',', '2'});
            assertEquals("88 1002 frame is not masked", peer.nextFrame());
            assertTrue(peer.isOver());
        }
        try (RawPeer peer = node.webSocket()) {
            peer.send(RawPeer.frame(1, true, new byte[] {(byte) 0xC0}));
            assertEquals("88 1007 text message is not UTF-8", peer.nextFrame());
        }
        try (RawPeer peer = node.webSocket()) {
            peer.send(RawPeer.frame(1, true, new byte[20_000]));
            assertEquals("81 error: window larger than 16384 bytes", peer.nextFrame());
            assertEquals("88 1009 frame larger than 16384 bytes", peer.nextFrame());
        }
    }

    @Test
    void plainHttpGetsASignpost() throws Exception {
        for (String request : new String[] {
            "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n1,2",
            "HEAD / HTTP/1.0\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
        }) {
            try (RawPeer peer = node.peer()) {
                String answer = peer.send(request).readAll();
                assertTrue(answer.startsWith("HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n"), answer);
                assertTrue(
                        answer.endsWith("This port speaks WebSocket, and plain text over TCP: closing prices in,"
                                + " buy or sell out\n"),
                        answer);
            }
        }
    }

    @Test
    void aPageOfAForeignSiteIsNotLetIn() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/", "Origin: https://evil.example").startsWith("HTTP/1.1 403 "));
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/", "Origin: http://localhost:8001").startsWith("HTTP/1.1 101 "));
        }
    }

    @Test
    void handshakesByTheLetter() throws Exception {
        try (RawPeer peer = node.peer()) {
            String answer = peer.send("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 12\r\n\r\n")
                    .readAll();
            assertTrue(answer.startsWith("HTTP/1.1 426 "), answer);
            assertTrue(answer.contains("Sec-WebSocket-Version: 13\r\n"), answer);
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.send("GET / HTTP/1.1\r\nX: " + "y".repeat(9000) + "\r\n\r\n")
                    .readAll()
                    .startsWith("HTTP/1.1 431 "));
        }
        try (RawPeer peer = node.peer()) {
            assertTrue(peer.upgrade("/", "Sec-WebSocket-Protocol: x, tickwire")
                    .contains("Sec-WebSocket-Protocol: tickwire\r\n"));
        }
    }

    @Test
    void theEndOfItsStreamIsAnsweredToo() throws Exception {
        try (RawPeer peer = node.webSocket()) {
            String all = peer.text(RISING).finish();
            assertTrue(all.startsWith("\u0081\u0003buy\u0088"), all);
        }
    }
}
