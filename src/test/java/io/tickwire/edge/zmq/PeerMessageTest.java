package io.tickwire.edge.zmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.edge.exec.ExecDoor.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zmq.io.Metadata;

/** Frames of peers, and how often they come. */
final class PeerMessageTest {
    private static final byte[] PEER = {1, 2};
    private static final byte[] BODY = {'{', '}'};
    private static final byte[] EMPTY = {};
    private static final Object CONNECTION = "one";

    private static PeerMessage of(byte[]... frames) {
        return PeerMessage.of(PEER, List.of(frames), new PeerName("127.0.0.1", false, true, CONNECTION), 0);
    }

    @Test
    void readsABodyAloneAndBehindADelimiterAndAnswersInTheSameForm() {
        PeerMessage alone = of(BODY);
        assertArrayEquals(BODY, alone.body());
        assertFalse(alone.reply("heartbeat", BODY).to().delimited());
        PeerMessage delimited = of(EMPTY, BODY);
        assertArrayEquals(BODY, delimited.body());
        assertTrue(delimited.reply("heartbeat", BODY).to().delimited());
        assertEquals(0, of(EMPTY).body().length);
        assertFalse(of(EMPTY).delimited());
        assertEquals(0, of(EMPTY, EMPTY).body().length);
    }

    @Test
    void findsNoBodyInMoreOrFewerFrames() {
        assertNull(of().body());
        assertNull(of(BODY, BODY).body());
        assertNull(of(EMPTY, BODY, BODY).body());
        assertTrue(of(EMPTY, BODY, BODY).delimited());
    }

    @Test
    void givesEachPeerItsShareAndForgetsTheOneSilentLongest() {
        PeerRates rates = new PeerRates(2, 2);
        byte[] other = {9};
        assertTrue(rates.allows(PEER, 0));
        assertTrue(rates.allows(PEER, 0));
        assertFalse(rates.allows(PEER, 0));
        assertTrue(rates.allows(other, 0));
        assertTrue(rates.allows(PEER, 500_000_000));
        assertFalse(rates.allows(PEER, 500_000_000));
        assertTrue(rates.allows(new byte[] {3}, 500_000_000));
        assertEquals(2, rates.size());
    }

    private static PeerMessage by(String name, Object connection, long number) {
        return new PeerMessage(PEER, false, BODY, new PeerName(name, !name.isEmpty(), true, connection), number);
    }

    @Test
    void answersInOrderAndAsksOneAtATime() {
        PeerLines lines = new PeerLines(2, 1);
        PeerMessage first = by("", CONNECTION, 1);
        assertTrue(lines.join(first));
        Answer no = new Answer("invalid", BODY);
        assertFalse(lines.isFree(first));
        assertTrue(lines.refuse(by("", CONNECTION, 2), no));
        assertFalse(lines.refuse(by("", CONNECTION, 3), no), "one refusal waits at most");
        assertFalse(lines.join(by("", CONNECTION, 4)));
        assertFalse(lines.isFull(first));
        assertFalse(lines.join(by("", CONNECTION, 5)));
        assertTrue(lines.isFull(first));
        List<Long> sent = new ArrayList<>();
        PeerMessage next = lines.next(first, (message, answer) -> sent.add(message.arrivedNanos()));
        assertEquals(List.of(2L), sent);
        assertEquals(4, next.arrivedNanos());
        next = lines.next(next, (message, answer) -> sent.add(message.arrivedNanos()));
        assertEquals(5, next.arrivedNanos());
        assertNull(lines.next(next, (message, answer) -> sent.add(message.arrivedNanos())));
        assertEquals(0, lines.size());
    }

    @Test
    void doesNotAnswerTheNextConnectionOfTheSameName() {
        PeerLines lines = new PeerLines(2, 1);
        PeerMessage first = by("", CONNECTION, 1);
        lines.join(first);
        assertFalse(lines.isStale(first));
        lines.join(by("", "another", 2));
        assertTrue(lines.isStale(first));
    }

    @Test
    void countsTheMessagesOfAProvenSubjectTogether() {
        assertArrayEquals(PEER, by("", CONNECTION, 1).shareOf());
        assertArrayEquals(new byte[] {'e', 'a'}, by("ea", CONNECTION, 1).shareOf());
    }

    @Test
    void believesNoNameThatAPeerGivesItself() {
        CurveGuard guard = CurveGuard.open();
        assertEquals("", guard.proven("grid-ea"));
        assertEquals("", guard.proven(CurveGuard.open().userId("grid-ea")));
        assertEquals("", guard.proven(null));
        assertEquals("grid-ea", guard.proven(guard.userId("grid-ea")));
        Metadata said = new Metadata();
        said.set("User-Id", "grid-ea");
        assertEquals("zmq", PeerName.of(said, guard).name());
        assertFalse(PeerName.of(said, guard).proven());
    }
}
