package io.tickwire.edge.zmq;

import zmq.io.Metadata;

/**
 * Who a connection belongs to.
 *
 * @param name the subject that CURVE proved; else an address, for people only, as a peer may say another one than its own
 * @param proven by a key
 * @param trusted false when a key is asked for and this has none that we let in
 * @param connection the same instance for all messages of a connection
 */
record PeerName(String name, boolean proven, boolean trusted, Object connection) {
    private static final String PEER_ADDRESS = "Peer-Address";
    private static final String USER_ID = "User-Id";

    /** By what the library says of a message. What a peer says of itself in its handshake stands over what is so. */
    static PeerName of(Metadata said, CurveGuard guard) {
        String address = said == null ? null : said.get(PEER_ADDRESS);
        String shown = address == null ? "zmq" : address.replaceFirst("^/", "").replaceFirst(":\\d+$", "");
        if (!guard.isOn()) {
            return new PeerName(shown, false, true, said);
        }
        String subject = guard.proven(said == null ? null : said.get(USER_ID));
        return subject.isEmpty() ? new PeerName(shown, false, false, said) : new PeerName(subject, true, true, said);
    }
}
