package io.tickwire.edge.zmq;

import java.util.List;

/**
 * What a peer sent to the ROUTER.
 *
 * @param peer its routing id
 * @param delimited whether an empty frame stood before the body, as REQ peers do it
 * @param body null when the frames were not one body
 * @param who the subject that CURVE proved, else its address
 * @param arrivedNanos monotonic
 */
record PeerMessage(byte[] peer, boolean delimited, byte[] body, String who, long arrivedNanos) {

    /** Reads the frames behind the routing id: a body, or an empty frame and a body. */
    static PeerMessage of(byte[] peer, List<byte[]> frames, String who, long arrivedNanos) {
        boolean delimited = frames.size() > 1 && frames.get(0).length == 0;
        int bodies = frames.size() - (delimited ? 1 : 0);
        return new PeerMessage(peer, delimited, bodies == 1 ? frames.get(frames.size() - 1) : null, who, arrivedNanos);
    }

    /** The answer, in the form of the question. */
    PeerReply reply(String type, byte[] answer) {
        return new PeerReply(peer, delimited, answer, type, arrivedNanos);
    }
}
