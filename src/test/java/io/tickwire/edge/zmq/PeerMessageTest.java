package io.tickwire.edge.zmq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames of peers, and how often they come. */
final class PeerMessageTest {
    private static final byte[] PEER = {1, 2};
    private static final byte[] BODY = {'{', '}'};
    private static final byte[] EMPTY = {};

    private static PeerMessage of(byte[]... frames) {
        return PeerMessage.of(PEER, List.of(frames), "127.0.0.1", 0);
    }

    @Test
    void readsABodyAloneAndBehindADelimiterAndAnswersInTheSameForm() {
        PeerMessage alone = of(BODY);
        assertArrayEquals(BODY, alone.body());
        assertFalse(alone.reply("heartbeat", BODY).delimited());
        PeerMessage delimited = of(EMPTY, BODY);
        assertArrayEquals(BODY, delimited.body());
        assertTrue(delimited.reply("heartbeat", BODY).delimited());
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
}
