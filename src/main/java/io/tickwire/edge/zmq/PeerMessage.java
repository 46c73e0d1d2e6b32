package io.tickwire.edge.zmq;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a peer sent to the ROUTER.
 *
 * @param peer its routing id
 * @param delimited whether an empty frame stood before the body, as REQ peers do it
 * @param body null when the frames were not one body
 * @param who said it, and by which connection
 * @param arrivedNanos monotonic
 */
record PeerMessage(byte[] peer, boolean delimited, byte[] body, PeerName who, long arrivedNanos) {

    /** Reads the frames behind the routing id: a body, or an empty frame and a body. */
    static PeerMessage of(byte[] peer, List<byte[]> frames, PeerName who, long arrivedNanos) {
        boolean delimited = frames.size() > 1 && frames.get(0).length == 0;
        int bodies = frames.size() - (delimited ? 1 : 0);
        return new PeerMessage(peer, delimited, bodies == 1 ? frames.get(frames.size() - 1) : null, who, arrivedNanos);
    }

    /** Its connection, compared by instance. */
    Object connection() {
        return who.connection();
    }

    /** Whose share of messages it takes: the proven subject's, whatever names its connections have; else the name's. */
    byte[] shareOf() {
        return who.proven() ? who.name().getBytes(StandardCharsets.UTF_8) : peer;
    }

    /** The answer, in the form of the question. */
    PeerReply reply(String type, byte[] answer) {
        return new PeerReply(this, type, answer);
    }
}
