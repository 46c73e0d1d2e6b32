package io.tickwire.protocol.mqtt;

/**
 * Cuts what a peer sends into packets and reads them; the bytes are not trusted. Owner: one thread.
 *
 * <p>Call {@link #feed} with what arrived and {@link #next} until it says null, before more is fed. The fed array is
 * read in place: it must not change until {@code next} has said null; then it is the caller's again, and nothing that
 * was read points into it.
 */
public final class MqttReader {
    private MqttReader() {}

    /** Reads what clients send to a server. */
    public static MqttReader ofServer(int maxPacketBytes) {
        throw new UnsupportedOperationException("not yet " + maxPacketBytes);
    }

    /** Reads what servers send to a client. */
    public static MqttReader ofClient(MqttVersion version, int maxPacketBytes) {
        throw new UnsupportedOperationException("not yet " + version + maxPacketBytes);
    }

    /** What arrived. */
    public void feed(byte[] bytes, int from, int length) {
        throw new UnsupportedOperationException("not yet " + bytes.length + from + length);
    }

    /** The next packet, or why there is none; null = needs more bytes. After a Malformed and a DISCONNECT only null. */
    public Heard next() {
        throw new UnsupportedOperationException("not yet");
    }

    /** What CONNECT told; null before it. */
    public MqttVersion version() {
        throw new UnsupportedOperationException("not yet");
    }
}
