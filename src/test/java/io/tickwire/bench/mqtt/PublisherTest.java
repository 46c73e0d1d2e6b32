package io.tickwire.bench.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bench.Schedule;
import io.tickwire.ops.ManualClock;
import io.tickwire.protocol.mqtt.MqttReader;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.MqttWriter;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PublisherTest {
    private final ManualClock clock = new ManualClock();
    private final Sent sent = new Sent();
    private final List<Integer> whole = new ArrayList<>();
    private final MqttTally tally = new MqttTally(new Schedule(0, 0, 0, 1), 4, 1, true);

    private Publisher publisher(int qos, MqttVersion version, int receiveMaximum) {
        MqttCase load = new MqttCase(Scenario.FAN_IN, 4, qos, version, 64, 10, 0);
        Publisher publisher = new Publisher(3, load, clock, whole::add);
        publisher.opened(sent, receiveMaximum);
        publisher.begin(tally);
        return publisher;
    }

    /** As a server reads it. */
    private Packet.Publish read(int index, MqttVersion version) {
        MqttReader reader = MqttReader.ofServer(1_000);
        byte[] connect = MqttWriter.write(Packet.Connect.of(version, "x", true, 0), version);
        reader.feed(connect, 0, connect.length);
        reader.next();
        reader.next();
        byte[] packet = sent.packets.get(index);
        reader.feed(packet, 0, packet.length);
        return (Packet.Publish) reader.next();
    }

    private void answer(Publisher publisher, Ack.Kind kind, int id, ReasonCode reason) {
        byte[] bytes = MqttWriter.write(Ack.of(kind, id, reason), MqttVersion.V5);
        new PacketCutter(publisher::see).feed(bytes);
    }

    @ParameterizedTest
    @EnumSource(MqttVersion.class)
    void stampsMessagesWithItsNumberAndTheirs(MqttVersion version) {
        Publisher publisher = publisher(1, version, 10);
        publisher.send(5);
        publisher.send(6);
        for (int i = 0; i < 2; i++) {
            Packet.Publish publish = read(i, version);
            assertEquals("bench/3", publish.topic());
            assertEquals(1, publish.qos());
            assertEquals(i + 1, publish.packetId());
            assertEquals(64, publish.payload().length);
            ByteBuffer stamp = ByteBuffer.wrap(publish.payload());
            assertEquals(3, stamp.getInt());
            assertEquals(i, stamp.getLong());
        }
    }

    @Test
    void sendsNoMoreThanTheServerTakesAndTheRestWhenItDoes() {
        Publisher publisher = publisher(1, MqttVersion.V5, 2);
        for (int i = 0; i < 4; i++) {
            publisher.send(i);
        }
        assertEquals(2, sent.packets.size());
        assertFalse(publisher.settled());
        answer(publisher, Ack.Kind.PUBACK, 2, ReasonCode.SUCCESS);
        answer(publisher, Ack.Kind.PUBACK, 1, ReasonCode.SUCCESS);
        assertEquals(4, sent.packets.size());
        assertTrue(publisher.settled());
        assertEquals(4, read(3, MqttVersion.V5).packetId());
        assertEquals(List.of(), whole, "no subscriber has any");
    }

    @Test
    void takesAPacketIdAgainOnlyWhenItIsFree() {
        Publisher publisher = publisher(1, MqttVersion.V5, 1_024);
        publisher.send(0);
        for (int i = 1; i <= 65_535; i++) {
            publisher.send(i);
            answer(publisher, Ack.Kind.PUBACK, i % 65_535 + 1, ReasonCode.SUCCESS);
            if (i == 65_534) {
                break;
            }
        }
        publisher.send(0);
        assertEquals(2, read(sent.packets.size() - 1, MqttVersion.V5).packetId(), "1 is still in use");
        assertEquals(Map.of(), tally.result("x").failures());
    }

    @Test
    void saysToWhomAMessageBelongedThatIsWhole() {
        Publisher publisher = publisher(1, MqttVersion.V5, 10);
        publisher.send(0);
        tally.delivered(0, 3, 0, clock.nanos());
        answer(publisher, Ack.Kind.PUBACK, 1, ReasonCode.SUCCESS);
        assertEquals(List.of(3), whole);
    }

    @Test
    void releasesAMessageOfQos2AndWaitsForTheEnd() {
        Publisher publisher = publisher(2, MqttVersion.V5, 10);
        publisher.send(0);
        tally.delivered(0, 3, 0, clock.nanos());
        answer(publisher, Ack.Kind.PUBREC, 1, ReasonCode.SUCCESS);
        assertEquals(List.of("620001"), sent.acknowledgements);
        assertEquals(List.of(), whole);
        answer(publisher, Ack.Kind.PUBCOMP, 1, ReasonCode.SUCCESS);
        assertEquals(List.of(3), whole);
    }

    @Test
    void tellsOfRefusalsAndOfWhatItDidNotAskFor() {
        Publisher publisher = publisher(2, MqttVersion.V5, 10);
        publisher.send(0);
        answer(publisher, Ack.Kind.PUBREC, 1, ReasonCode.QUOTA_EXCEEDED);
        assertEquals(List.of(), sent.acknowledgements, "nothing is to be released");
        answer(publisher, Ack.Kind.PUBCOMP, 9, ReasonCode.SUCCESS);
        assertEquals(
                Map.of("a message was answered with QUOTA_EXCEEDED", 1L, "an acknowledgement of nothing", 1L),
                tally.result("x").failures());
    }
}
