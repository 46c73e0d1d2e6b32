package io.tickwire.bench.mqtt;

/** Where packets go out. Owner: the load's context. */
interface PacketOut {

    /** A whole packet, copied before this returns. */
    void write(byte[] packet);

    /** An acknowledgement without properties: the same in both versions. */
    void acknowledge(int first, int packetId);
}
