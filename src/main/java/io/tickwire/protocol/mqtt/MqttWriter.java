package io.tickwire.protocol.mqtt;

/** Packets as bytes, of both roles and versions. Pure. */
public final class MqttWriter {
    private MqttWriter() {}

    /** The whole packet; what 3.1.1 does not have is left out there. */
    public static byte[] write(Packet packet, MqttVersion version) {
        throw new UnsupportedOperationException("not yet " + packet + version);
    }
}
