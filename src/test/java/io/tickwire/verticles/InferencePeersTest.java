package io.tickwire.verticles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.edge.inference.RawPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that are slow, deaf, silent, or talk nonsense: they harm nobody else. */
final class InferencePeersTest {
    private static final String RISING = SocketNode.rising();
    private SocketNode node;

    @BeforeEach
    void open() throws Exception {
        node = new SocketNode(
                ",\"idleTimeout\":\"1s\",\"maxSessions\":20",
                ",\"limits\":{\"slowConsumerGrace\":\"1s\",\"sendBufferBytes\":4096}");
        node.deploy();
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void assertServes() throws IOException {
        try (RawPeer peer = node.peer()) {
            assertEquals("buy", peer.send(RISING + "\0").read(3));
        }
        try (RawPeer peer = node.webSocket()) {
            assertEquals("81 buy", peer.text(RISING).nextFrame());
        }
    }

    /** Sends until nothing more is taken; how many bytes that was. */
    private static long fill(RawPeer peer, byte[] piece, long atMost) throws Exception {
        long[] sent = {0};
        CompletableFuture<Void> sender = CompletableFuture.runAsync(
                () -> {
                    try {
                        while (sent[0] < atMost) {
                            peer.out().write(piece);
                            sent[0] += piece.length;
                        }
                    } catch (IOException closed) {
                        // It was closed meanwhile.
                        return;
                    }
                },
                InferencePeersTest::inAThreadOfItsOwn);
        sender.get(30, TimeUnit.SECONDS);
        return sent[0];
    }

    /** Sends windows without end, from a thread of its own, until the connection is gone. */
    private static CompletableFuture<Long> flood(RawPeer peer) {
        byte[] windows = (RISING + "\0").repeat(100).getBytes(StandardCharsets.ISO_8859_1);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return fill(peer, windows, Long.MAX_VALUE);
                    } catch (Exception over) {
                        return -1L;
                    }
                },
                InferencePeersTest::inAThreadOfItsOwn);
    }

    /** The common pool may have one thread, and these block. */
    private static void inAThreadOfItsOwn(Runnable task) {
        Thread thread = new Thread(task, "peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aClientThatNeverReadsIsHeld() throws Exception {
        node.close();
        node = new SocketNode("", ",\"limits\":{\"sendBufferBytes\":4096}");
        node.deploy();
        try (RawPeer deaf = new RawPeer(node.port, 4096)) {
            CompletableFuture<Long> sent = flood(deaf);
            int[] before = {0};
            Awaitility.await()
                    .during(500, TimeUnit.MILLISECONDS)
                    .until(() -> before[0] > 0 & before[0] == (before[0] = node.questions.get()));
            assertEquals(1, node.open());
            assertFalse(sent.isDone());
            assertServes();
        }
    }

    @Test
    void aClientThatNeverReadsIsClosedWithoutHarmToOthers() throws Exception {
        try (RawPeer deaf = new RawPeer(node.port, 4096)) {
            CompletableFuture<Long> sent = flood(deaf);
            Awaitility.await().until(() -> node.questions.get() > 1000);
            assertServes();
            Awaitility.await().until(() -> node.count("tickwire.sessions.closed", "code", "4001") == 1);
            sent.get(30, TimeUnit.SECONDS);
            assertServes();
        }
    }

    @Test
    void tenMegabytesWithoutATerminatorGetOneErrorAndNoMemory() throws Exception {
        byte[] piece = "123456789".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        try (RawPeer peer = node.peer()) {
            fill(peer, piece, 10_000_000);
            assertEquals("error: window larger than 65536 bytes", peer.read(37));
            assertEquals("", peer.finish());
        }
        assertServes();
    }

    @Test
    void garbageIsAnsweredWithWordsAndNeverWithASide() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[2000];
            random.nextBytes(garbage);
            // Not the first byte of a TLS record or of a method.
            garbage[0] = (byte) 0x80;
            try (RawPeer peer = node.peer()) {
                String answer = peer.send(garbage).finish();
                assertTrue(answer.startsWith("error: value 1 '"), answer);
                assertFalse(answer.contains("buy") || answer.contains("sell"), answer);
            }
        }
        assertEquals(0, node.asked.size());
        assertServes();
    }

    @Test
    void aTlsHelloOnThePlainPortIsToldInPlainText() throws Exception {
        try (RawPeer peer = node.peer()) {
            peer.send(new byte[] {0x16, 3, 1, 0, (byte) 0xF8, 1, 0, 0, (byte) 0xF4, 3, 3});
            assertEquals("error: TLS on a plain port: set inference.tls, or connect without TLS", peer.readAll());
        }
        assertServes();
    }

    @Test
    void whoSaysNothingIsClosedAsIdle() throws Exception {
        try (RawPeer silent = node.peer();
                RawPeer half = node.peer();
                RawPeer text = node.peer();
                RawPeer socket = node.webSocket()) {
            half.send("GET / HTTP/1.1\r\nHost: h\r\n");
            text.send("1.1,-");
            assertEquals("88 4000 idle for 1 seconds", socket.nextFrame());
            assertEquals("", text.readAll());
            assertEquals("", silent.readAll());
            assertEquals("", half.readAll());
        }
        Awaitility.await().until(() -> node.count("tickwire.sessions.closed", "code", "4000") == 4);
    }

    @Test
    void whoIsTooManyIsToldAndTheNextOneIsWelcome() throws Exception {
        RawPeer[] all = new RawPeer[20];
        for (int i = 0; i < all.length; i++) {
            all[i] = node.peer();
            assertEquals(
                    "error: 1 closes, at least 97 are needed",
                    all[i].send("1\n").read(39));
        }
        String full = "maximum of 20 sessions reached: close unused ones, or raise inference.maxSessions";
        try (RawPeer peer = node.peer()) {
            assertEquals("error: " + full, peer.send(RISING + "\0").readAll());
        }
        try (RawPeer peer = node.peer()) {
            peer.upgrade("/");
            assertEquals("88 1013 " + full, peer.nextFrame());
        }
        assertEquals(2, node.count("tickwire.refused", "what", "connection", "reason", "inference"));
        for (RawPeer each : all) {
            each.close();
        }
        Awaitility.await().ignoreExceptions().untilAsserted(this::assertServes);
    }

    @Test
    void aClientThatGoesAwayInTheMiddleLeavesNothing() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (RawPeer peer = node.peer()) {
                byte[] window = (RISING + "\0").getBytes(StandardCharsets.ISO_8859_1);
                peer.send(Arrays.copyOf(window, i * window.length / 200 + 1));
            }
        }
        Awaitility.await().until(() -> node.open() == 0);
        assertServes();
    }
}
