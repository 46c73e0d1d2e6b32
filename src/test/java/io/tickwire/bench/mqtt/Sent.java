package io.tickwire.bench.mqtt;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What would have gone out: packets, and acknowledgements in hexadecimal digits. */
final class Sent implements PacketOut {
    final List<byte[]> packets = new ArrayList<>();
    final List<String> acknowledgements = new ArrayList<>();

    @Override
    public void write(byte[] packet) {
        packets.add(packet.clone());
    }

    @Override
    public void acknowledge(int first, int packetId) {
        acknowledgements.add(
                HexFormat.of().toHexDigits(first, 2) + HexFormat.of().toHexDigits(packetId, 4));
    }
}
