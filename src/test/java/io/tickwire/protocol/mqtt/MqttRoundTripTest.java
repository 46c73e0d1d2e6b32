package io.tickwire.protocol.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.protocol.mqtt.Heard.Malformed;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Generated packets mean the same however they are cut; damaged ones end in a packet or one refusal. */
final class MqttRoundTripTest {
    private static final int MUTATIONS = 100_000;

    private static byte[] bytes(List<Packet> packets, MqttVersion version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packets.forEach(packet -> out.writeBytes(MqttWriter.write(packet, version)));
        return out.toByteArray();
    }

    /** What is read when it comes in pieces; each is overwritten when it has been read. */
    private static List<Heard> cut(MqttReader reader, byte[] bytes, int longest, Random random) {
        List<Heard> heard = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(longest));
            byte[] piece = Arrays.copyOfRange(bytes, at, to);
            heard.addAll(Wire.read(reader, piece));
            Arrays.fill(piece, (byte) 0);
            at = to;
        }
        return heard;
    }

    @Property
    void whatClientsSend(
            @ForAll long seed, @ForAll MqttVersion version, @ForAll @IntRange(min = 1, max = 300) int longest) {
        Random random = new Random(seed);
        List<Packet> packets = new PacketSamples(random, version).ofAClient();
        MqttReader reader = MqttReader.ofServer(Wire.MAX);
        assertEquals(Wire.text(packets), Wire.text(cut(reader, bytes(packets, version), longest, random)));
        assertEquals(0, reader.heldBytes());
    }

    @Property
    void whatServersSend(
            @ForAll long seed, @ForAll MqttVersion version, @ForAll @IntRange(min = 1, max = 300) int longest) {
        Random random = new Random(seed);
        List<Packet> packets = new PacketSamples(random, version).ofAServer();
        MqttReader reader = MqttReader.ofClient(version, Wire.MAX);
        assertEquals(Wire.text(packets), Wire.text(cut(reader, bytes(packets, version), longest, random)));
        assertEquals(0, reader.heldBytes());
    }

    @Property
    void propertiesAreStoredAsTheyAre(@ForAll long seed) {
        MessageProperties properties = new PacketSamples(new Random(seed), MqttVersion.V5).properties();
        assertEquals(Wire.text(properties), Wire.text(PropertyBytes.read(PropertyBytes.write(properties))));
    }

    /** Each gives packets, or packets and one refusal behind them; nothing is thrown. */
    private static void survives(byte[] bytes, int maxPacketBytes, Random random) {
        MqttReader reader = MqttReader.ofServer(maxPacketBytes);
        List<Heard> heard = cut(reader, bytes, 1 + random.nextInt(200), random);
        for (int i = 0; i < heard.size() - 1; i++) {
            assertTrue(heard.get(i) instanceof Packet, () -> Wire.hex(bytes));
        }
        boolean refused = !heard.isEmpty() && heard.get(heard.size() - 1) instanceof Malformed;
        assertTrue(reader.heldBytes() <= (refused ? 0 : maxPacketBytes), () -> Wire.hex(bytes));
    }

    @Example
    void damagedPacketsHurtNobody() {
        Random random = new Random(7);
        for (int i = 0; i < MUTATIONS; i++) {
            MqttVersion version = random.nextBoolean() ? MqttVersion.V5 : MqttVersion.V311;
            byte[] bytes = bytes(new PacketSamples(random, version).ofAClient(), version);
            // A CONNECT mostly stays whole: else nothing behind it is read.
            int from = random.nextInt(4) == 0 ? 0 : Math.min(bytes.length - 1, 30);
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                int at = from + random.nextInt(bytes.length - from);
                bytes[at] =
                        random.nextBoolean() ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << random.nextInt(8));
            }
            survives(bytes, 10_000, random);
        }
    }

    @Example
    void noiseHurtsNobody() {
        Random random = new Random(8);
        byte[] connect = Wire.bytes(Wire.CONNECT_5);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = new byte[connect.length + random.nextInt(100)];
            random.nextBytes(bytes);
            if (random.nextInt(4) > 0) {
                System.arraycopy(connect, 0, bytes, 0, connect.length);
            }
            survives(bytes, 200, random);
        }
    }
}
