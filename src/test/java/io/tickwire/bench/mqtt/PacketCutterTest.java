package io.tickwire.bench.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.PublishImage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** However TCP cuts the packets, they are shown whole and in order. */
final class PacketCutterTest {

    private static byte[] publish(int payloadBytes) {
        PublishImage image = PublishImage.of(
                MqttVersion.V5, 0, false, "t", 0, new byte[payloadBytes], MessageProperties.NONE, List.of());
        byte[] packet = new byte[image.length()];
        image.copyTo(packet, 0, 0, false, 0);
        return packet;
    }

    @Property(tries = 300)
    void showsEveryPacketWhereverItIsCut(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 17_000) Integer> payloads,
            @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 20_000) Integer> pieces) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        List<Integer> bodies = new ArrayList<>();
        payloads.forEach(bytes -> {
            stream.writeBytes(publish(bytes));
            // Topic of one letter with its length, no properties.
            bodies.add(3 + 1 + bytes);
        });
        List<Integer> seen = new ArrayList<>();
        PacketCutter cutter = new PacketCutter((bytes, start, body, end) -> {
            assertEquals(0x30, bytes[start]);
            assertEquals('t', bytes[body + 2]);
            seen.add(end - body);
        });
        byte[] all = stream.toByteArray();
        int at = 0;
        for (int piece : pieces) {
            int to = Math.min(all.length, at + piece);
            cutter.feed(Arrays.copyOfRange(all, at, to));
            at = to;
        }
        cutter.feed(Arrays.copyOfRange(all, at, all.length));
        assertEquals(bodies, seen);
    }

    @Test
    void showsOneByteAtATime() {
        List<Integer> seen = new ArrayList<>();
        PacketCutter cutter = new PacketCutter((bytes, start, body, end) -> seen.add(end - start));
        byte[] packet = publish(200);
        for (byte each : packet) {
            assertEquals(List.of(), seen);
            cutter.feed(new byte[] {each});
        }
        assertEquals(List.of(packet.length), seen);
    }

    @Test
    void refusesALengthOfFiveBytes() {
        PacketCutter cutter = new PacketCutter((bytes, start, body, end) -> {});
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> cutter.feed(new byte[] {0x30, -1, -1, -1, -1, 1}));
        assertEquals("a length of more than four bytes", wrong.getMessage());
    }
}
