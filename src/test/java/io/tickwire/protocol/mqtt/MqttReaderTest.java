package io.tickwire.protocol.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.protocol.mqtt.Heard.Malformed;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.PingReq;
import io.tickwire.protocol.mqtt.Packet.Publish;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where packets begin and end, and what is kept between them. */
final class MqttReaderTest {
    private static final String PING = "C000";
    private static final String QOS_0 = "30 06 0001 61 00 6869";

    private static byte[] bytes(String hex) {
        return Wire.bytes(hex.replace(" ", ""));
    }

    /** A PUBLISH of 5.0 of so many bytes. */
    private static byte[] publishOf(int size) {
        Publish small = new Publish(false, 0, false, "t", 0, new byte[size - 8], 0, List.of(), MessageProperties.NONE);
        byte[] packet = MqttWriter.write(small, MqttVersion.V5);
        assertEquals(size, packet.length);
        return packet;
    }

    private static Malformed malformed(List<Heard> heard) {
        assertEquals(1, heard.size(), heard.toString());
        return assertInstanceOf(Malformed.class, heard.get(0));
    }

    @Test
    void severalPacketsMayComeAtOnceBehindTheConnect() {
        MqttReader reader = MqttReader.ofServer(Wire.MAX);
        assertNull(reader.version());
        byte[] connect = Wire.bytes(Wire.CONNECT_311);
        byte[] all = new byte[connect.length + 2 + 3 + 5];
        System.arraycopy(connect, 0, all, 2, connect.length);
        System.arraycopy(bytes(PING + PING), 0, all, 2 + connect.length, 4);
        reader.feed(all, 2, connect.length + 4);
        assertInstanceOf(Packet.Connect.class, reader.next());
        assertEquals(MqttVersion.V311, reader.version());
        assertEquals(new PingReq(), reader.next());
        assertEquals(new PingReq(), reader.next());
        assertNull(reader.next());
    }

    @Test
    void byteByByteItIsTheSame() {
        MqttReader reader = Wire.connected(MqttVersion.V5);
        byte[] bytes = bytes(QOS_0);
        for (int i = 0; i < bytes.length - 1; i++) {
            assertEquals(List.of(), Wire.read(reader, new byte[] {bytes[i]}));
            assertTrue(reader.heldBytes() <= bytes.length);
        }
        List<Heard> heard = Wire.read(reader, new byte[] {bytes[bytes.length - 1]});
        assertEquals(Wire.text(Wire.read(Wire.connected(MqttVersion.V5), bytes)), Wire.text(heard));
        assertEquals(0, reader.heldBytes());
    }

    @Test
    void whatWasFedIsTheCallersAgain() {
        MqttReader reader = Wire.connected(MqttVersion.V5);
        byte[] fed = bytes(QOS_0 + "30 06 0001");
        Publish first = (Publish) Wire.read(reader, fed).get(0);
        Arrays.fill(fed, (byte) 'x');
        assertEquals("6869", Wire.hex(first.payload()));
        fed = bytes("62 00 68 69");
        Publish second = (Publish) Wire.read(reader, fed).get(0);
        Arrays.fill(fed, (byte) 'x');
        assertEquals("b", second.topic());
        assertEquals("6869", Wire.hex(second.payload()));
    }

    @Test
    void memoryGrowsWithWhatArrivedAndIsGivenBack() {
        MqttReader reader = Wire.connected(MqttVersion.V5);
        byte[] packet = publishOf(Wire.MAX - 1000);
        for (int at = 0; at < packet.length - 1; at += 100) {
            int length = Math.min(100, packet.length - 1 - at);
            reader.feed(packet, at, length);
            assertNull(reader.next());
            assertTrue(reader.heldBytes() <= Math.min(2 * (at + length), packet.length), "at " + at);
        }
        assertInstanceOf(
                Publish.class,
                Wire.read(reader, new byte[] {packet[packet.length - 1]}).get(0));
        assertEquals(0, reader.heldBytes());
    }

    @Test
    void theLargestPacketIsReadAndOneByteMoreIsRefusedByItsHeader() {
        byte[] largest = publishOf(Wire.MAX);
        assertInstanceOf(
                Publish.class,
                Wire.read(Wire.connected(MqttVersion.V5), largest).get(0));
        byte[] header = Arrays.copyOf(publishOf(Wire.MAX + 1), 4);
        MqttReader reader = Wire.connected(MqttVersion.V5);
        assertEquals(List.of(), Wire.read(reader, Arrays.copyOf(header, 3)));
        Malformed malformed = malformed(Wire.read(reader, new byte[] {header[3]}));
        assertEquals(ReasonCode.PACKET_TOO_LARGE, malformed.reason());
        assertEquals(0, reader.heldBytes());
    }

    /** MQTT 5.0 table 2-4. */
    @ParameterizedTest
    @CsvSource({"127,7F", "128,8001", "16383,FF7F", "16384,808001", "2097151,FFFF7F", "2097152,80808001"})
    void aLengthTakesAsFewBytesAsItCan(int remaining, String length) {
        Publish publish =
                new Publish(false, 0, false, "t", 0, new byte[remaining - 3], 0, List.of(), MessageProperties.NONE);
        byte[] packet = MqttWriter.write(publish, MqttVersion.V311);
        assertEquals("30" + length, Wire.hex(Arrays.copyOf(packet, 1 + length.length() / 2)));
        assertEquals(1 + length.length() / 2 + remaining, packet.length);
        MqttReader reader = MqttReader.ofServer(packet.length);
        Wire.read(reader, Wire.bytes(Wire.CONNECT_311));
        assertEquals(Wire.text(List.of(publish)), Wire.text(Wire.read(reader, packet)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "36", "20", "41", "E1"})
    void aFirstByteIsRefusedAtOnce(String first) {
        malformed(Wire.read(Wire.connected(MqttVersion.V5), bytes(first)));
    }

    @Test
    void afterWhatIsMalformedNothingIsRead() {
        MqttReader reader = Wire.connected(MqttVersion.V5);
        malformed(Wire.read(reader, bytes("0000" + PING)));
        assertEquals(List.of(), Wire.read(reader, bytes(PING)));
        assertEquals(0, reader.heldBytes());
    }

    @Test
    void afterADisconnectNothingIsRead() {
        MqttReader reader = Wire.connected(MqttVersion.V5);
        List<Heard> heard = Wire.read(reader, bytes("E000" + PING));
        assertEquals(1, heard.size());
        assertInstanceOf(Disconnect.class, heard.get(0));
        assertEquals(List.of(), Wire.read(reader, bytes(PING)));
    }

    @Test
    void whatIsFedBeforeTheLastIsReadIsAMistakeOfTheCaller() {
        MqttReader reader = Wire.connected(MqttVersion.V5);
        reader.feed(bytes(PING), 0, 2);
        assertThrows(IllegalStateException.class, () -> reader.feed(bytes(PING), 0, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> reader.feed(bytes(PING), 1, 2));
    }

    @Test
    void aSessionThatOutlivesItsConnectionMayBeGivenAnotherExpiry() {
        MqttReader reader = MqttReader.ofServer(Wire.MAX);
        Wire.read(reader, Wire.bytes("10: 'MQTT' 05 02 003C { 11 00000001 } 'c'"));
        Disconnect disconnect = (Disconnect)
                Wire.read(reader, Wire.bytes("E0: 00 { 11 00000009 }")).get(0);
        assertEquals(9, disconnect.sessionExpirySeconds());
    }
}
