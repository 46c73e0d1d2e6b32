package io.tickwire.bench.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bench.Schedule;
import io.tickwire.ops.ManualClock;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.PublishImage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubscriberTest {
    private final ManualClock clock = new ManualClock();
    private final Sent sent = new Sent();
    private final List<Integer> whole = new ArrayList<>();
    private final MqttTally tally = new MqttTally(new Schedule(0, 0, 0, 1), 8, 1, false);

    private Subscriber subscriber(int qos, MqttVersion version) {
        Subscriber subscriber =
                new Subscriber(0, new MqttCase(Scenario.ONE_TO_ONE, 1, qos, version, 64, 10, 0), clock, whole::add);
        subscriber.opened(sent);
        subscriber.begin(tally);
        return subscriber;
    }

    private static byte[] publish(MqttVersion version, int qos, byte[] payload, List<Integer> subscriptionIds) {
        PublishImage image =
                PublishImage.of(version, qos, false, "bench/7", 0, payload, MessageProperties.NONE, subscriptionIds);
        byte[] packet = new byte[image.length()];
        image.copyTo(packet, 0, 0x1234, false, 0);
        return packet;
    }

    private static byte[] stamp(int publisher, long seq) {
        return ByteBuffer.allocate(64).putInt(publisher).putLong(seq).array();
    }

    @ParameterizedTest
    @CsvSource({"V311, 0, ''", "V5, 0, ''", "V311, 1, 401234", "V5, 1, 401234", "V311, 2, 501234", "V5, 2, 501234"})
    void findsTheStampBehindWhatComesBeforeItAndAcknowledges(MqttVersion version, int qos, String acknowledged) {
        long seq = tally.sent(7, 0, 0);
        List<Integer> ids = version == MqttVersion.V5 ? List.of(1, 268_435_455) : List.of();
        new PacketCutter(subscriber(qos, version)::see).feed(publish(version, qos, stamp(7, seq), ids));
        assertEquals(List.of(7), whole);
        assertEquals(1, tally.result("x").answered());
        assertEquals(Map.of(), tally.result("x").failures());
        assertEquals(acknowledged.isEmpty() ? List.of() : List.of(acknowledged), sent.acknowledgements);
    }

    @Test
    void completesWhatIsReleased() {
        new PacketCutter(subscriber(2, MqttVersion.V5)::see).feed(new byte[] {0x62, 2, 0x12, 0x34});
        assertEquals(List.of("701234"), sent.acknowledgements);
    }

    @Test
    void tellsOfMessagesThatAreNoneOfTheLoad() {
        Subscriber subscriber = subscriber(1, MqttVersion.V5);
        tally.sent(7, 0, 0);
        new PacketCutter(subscriber::see).feed(publish(MqttVersion.V5, 0, stamp(7, 0), List.of()));
        new PacketCutter(subscriber::see).feed(publish(MqttVersion.V5, 1, new byte[11], List.of()));
        new PacketCutter(subscriber::see).feed(new byte[] {(byte) 0xD0, 0});
        assertEquals(
                Map.of(
                        "a message with QoS 0 and 64 bytes", 1L,
                        "a message with QoS 1 and 11 bytes", 1L,
                        "a subscriber got a packet of type 13", 1L),
                tally.result("x").failures());
        assertFalse(tally.settled());
        assertTrue(whole.isEmpty());
    }
}
