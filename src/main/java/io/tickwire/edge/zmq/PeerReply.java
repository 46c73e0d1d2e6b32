package io.tickwire.edge.zmq;

/**
 * What a peer is sent.
 *
 * @param type of what it sent, for measurements
 * @param arrivedNanos when that came, monotonic
 */
record PeerReply(byte[] peer, boolean delimited, byte[] body, String type, long arrivedNanos) {}
