package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.PublishImage;

/**
 * The connection to one client. Owner: the broker's thread; what is sent there leaves when its turn ends.
 */
public interface Link {

    /** Address of the other end. */
    String ip();

    /** Sends a whole packet. */
    void send(byte[] packet);

    /** Sends a message that others get too. */
    void publish(PublishImage image, int packetId, boolean dup, long expirySeconds);

    /** Whether more can be sent without piling up; when it can again, {@code Client.writable} is called. */
    boolean isWritable();

    /** Reads no more until {@link #readOn()}. */
    void hold();

    void readOn();

    /** Sends what was sent, then closes; {@code Client.lost} follows. */
    void close();
}
