package io.tickwire.verticles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Decision;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.edge.inference.RawPeer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client of plain text gets: the exact bytes, in the order of its windows. */
final class InferenceTextTest {
    private static final String RISING = SocketNode.rising();
    private static final String FALLING = SocketNode.falling();
    private SocketNode node;

    @BeforeEach
    void open() throws Exception {
        node = new SocketNode(",\"maxWaiting\":8,\"maxWindowBytes\":16384,\"quietAfter\":\"1s\"", "");
        node.deploy();
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aWindowWithItsNulGetsOneWord() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals("buy", peer.send(RISING + "\0").read(3));
            assertEquals("sell", peer.send(FALLING + "\0").read(4));
            assertEquals("", peer.finish());
        }
        double[] values = Arrays.stream(RISING.split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertArrayEquals(values, node.asked.get(0));
        assertEquals(1, node.count("tickwire.windows", "outcome", "buy"));
        assertEquals(1, node.count("tickwire.windows", "outcome", "sell"));
    }

    @Test
    void aWindowInOneByteWritesGetsOneWord() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals("sell", peer.sendByByte(FALLING + "\0").read(4));
            assertEquals("buy", peer.sendByByte(RISING + "\0").read(3));
            assertEquals("", peer.finish());
        }
        assertEquals(2, node.asked.size());
    }

    @Test
    void theNulMayComeAfterTheAnswer() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals("buy", peer.send(RISING).read(3));
            peer.send("\0");
            assertEquals("sell", peer.send(FALLING).read(4));
            assertEquals("", peer.send("\0\n").finish());
        }
    }

    @Test
    void severalWindowsInOneWriteAreAnsweredInTheirOrder() throws Exception {
        List<Promise<PredictAnswer>> answers = new ArrayList<>();
        node.model = closes -> {
            Promise<PredictAnswer> answer = Promise.promise();
            answers.add(answer);
            if (answers.size() == 3) {
                // The last question is answered first.
                answers.get(2).complete(SocketNode.decided(Decision.SELL).result());
                answers.get(1).complete(SocketNode.decided(Decision.BUY).result());
                answers.get(0).complete(SocketNode.decided(Decision.SELL).result());
            }
            return answer.future();
        };
        try (RawPeer peer = node.peer()) {
            peer.send(RISING + "\0" + RISING + "\n" + RISING + "\0");
            assertEquals("sellbuysell", peer.finish());
        }
    }

    @Test
    void silenceEndsAWindow() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals("buy", peer.send(SocketNode.closes(1, 1e-4, 97)).read(3));
            String without = SocketNode.closes(1, -1e-4, 120);
            assertEquals(
                    "sell",
                    peer.send(without.substring(0, without.length() - 1)).read(4));
            assertEquals(
                    "error: 2 closes, at least 97 are needed",
                    peer.send("1.1,1.2").read(39));
        }
    }

    @Test
    void aLongerWindowIsOneWindow() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "buy", peer.send(SocketNode.closes(1, 1e-4, 500) + "\0").read(3));
            assertEquals("", peer.finish());
        }
        assertEquals(500, node.asked.get(0).length);
    }

    /** The first read takes 2048 bytes, and these end with the 300th comma. */
    @Test
    void whereOurOwnBufferEndsIsNoEnd() throws Exception {
        String first = "1.0800,".repeat(248) + "1.080,".repeat(52);
        assertEquals(2048, first.length());
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "buy",
                    peer.send(first + SocketNode.closes(1.09, 1e-4, 100) + "\0").finish());
        }
        assertEquals(400, node.asked.get(0).length);
    }

    @Test
    void errorsSayWhyAndTheConnectionStays() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "error: 42 closes, at least 97 are needed",
                    peer.send(SocketNode.closes(1, 1, 42) + "\0").read(40));
            peer.send("1.1,abc,\n");
            assertEquals("error: value 2 'abc' is not a number: send decimals joined by commas", peer.read(68));
            assertEquals("buy", peer.send(RISING + "\n").read(3));
        }
        assertEquals(2, node.count("tickwire.windows", "outcome", "malformed"));
    }

    @Test
    void aWindowOverTheLimitIsRefusedOnceAndTheNextOneIsServed() throws Exception {
        try (RawPeer peer = node.peer()) {
            peer.send("1.23456789 ".repeat(200_000));
            assertEquals("error: window larger than 16384 bytes", peer.read(37));
            assertEquals("buy", peer.send("\0" + RISING + "\0").read(3));
            assertEquals("", peer.finish());
        }
    }

    @Test
    void whatIsNoDecisionIsNeverASide() throws Exception {
        Map<Reason, String> words = Map.of(
                Reason.BUSY, "error: model busy",
                Reason.TIMEOUT, "error: model timeout",
                Reason.FAILED, "error: model failed",
                Reason.EXPIRED, "error: no signal, because",
                Reason.STALE_WINDOW, "error: no signal, because",
                Reason.NOT_FOUND, "error: unknown model 'nbeats-h1'");
        for (Map.Entry<Reason, String> each : words.entrySet()) {
            node.model = closes -> SocketNode.refused(each.getKey());
            try (RawPeer peer = node.peer()) {
                assertEquals(each.getValue(), peer.send(RISING + "\0").finish());
            }
        }
        node.model = closes -> SocketNode.decided(Decision.NONE);
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "error: no signal, the margin 0.5 is inside the dead band",
                    peer.send(RISING + "\0").finish());
        }
        node.model = closes -> Future.failedFuture(new IllegalStateException("for this test"));
        try (RawPeer peer = node.peer()) {
            assertEquals("error: model failed", peer.send(RISING + "\0").finish());
        }
        node.model = closes -> Promise.<PredictAnswer>promise().future();
        try (RawPeer peer = node.peer()) {
            assertEquals("error: model timeout", peer.send(RISING + "\0").finish());
        }
    }

    @Test
    void stopEndsTheSessionAfterWhatWasAsked() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "buysell", peer.send(RISING + "\0" + FALLING + "\0stop").readAll());
        }
        try (RawPeer peer = node.peer()) {
            assertEquals("", peer.send("stop\0").readAll());
        }
        try (RawPeer peer = node.peer()) {
            assertEquals("", peer.sendByByte("stop\r\n").readAll());
        }
        assertEquals(0, node.ends.get());
        Awaitility.await().until(() -> node.count("tickwire.sessions.closed", "code", "1000") == 3);
    }

    @Test
    void theEndOfItsStreamEndsAClientsLastWindow() throws Exception {
        try (RawPeer peer = node.peer()) {
            assertEquals(
                    "buysell",
                    peer.send(RISING + "\0" + FALLING.substring(0, FALLING.length() - 1))
                            .finish());
        }
    }

    @Test
    void manyAreUnderWayButNoMoreThanMayWait() throws Exception {
        node.close();
        node = new SocketNode(",\"maxWaiting\":8,\"timeout\":\"60s\"", "");
        node.deploy();
        List<Promise<PredictAnswer>> answers = new ArrayList<>();
        node.model = closes -> {
            Promise<PredictAnswer> answer = Promise.promise();
            synchronized (answers) {
                answers.add(answer);
            }
            return answer.future();
        };
        int windows = 100;
        try (RawPeer peer = node.peer()) {
            peer.send((RISING + "\0").repeat(windows));
            for (int answered = 0; answered < windows; answered++) {
                int due = answered;
                Awaitility.await()
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> asked(answers) > due);
                assertTrue(asked(answers) <= answered + 8, "under way: " + (asked(answers) - answered));
                synchronized (answers) {
                    answers.get(answered)
                            .complete(SocketNode.decided(Decision.BUY).result());
                }
            }
            assertEquals("buy".repeat(windows), peer.finish());
        }
    }

    private static int asked(List<?> answers) {
        synchronized (answers) {
            return answers.size();
        }
    }
}
