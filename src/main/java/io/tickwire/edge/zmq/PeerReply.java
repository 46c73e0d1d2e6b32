package io.tickwire.edge.zmq;

/**
 * What a peer is sent.
 *
 * @param to what it answers
 * @param type of what it sent, for measurements
 */
record PeerReply(PeerMessage to, String type, byte[] body) {}
