package io.tickwire.protocol.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickwire.protocol.mqtt.Packet.Publish;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PublishImageTest {
    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final List<UserProperty> MANY =
            List.of(new UserProperty("k".repeat(100), "v".repeat(100)), new UserProperty("é", ""));
    private static final MessageProperties EXPIRES = new MessageProperties(true, 60, "t", "r", new byte[] {9}, MANY);

    private static PublishImage image(MqttVersion version, Publish publish) {
        return PublishImage.of(
                version,
                publish.qos(),
                publish.retain(),
                publish.topic(),
                publish.topicAlias(),
                publish.payload(),
                publish.properties(),
                publish.subscriptionIds());
    }

    /** Every combination of what a PUBLISH may have. */
    private static List<Publish> all() {
        List<Publish> all = new ArrayList<>();
        for (int bits = 0; bits < 32; bits++) {
            for (int qos = 0; qos < 3; qos++) {
                for (MessageProperties properties : List.of(
                        MessageProperties.NONE,
                        EXPIRES,
                        new MessageProperties(false, 60, null, null, null, List.of()),
                        new MessageProperties(false, MessageProperties.NO_EXPIRY, null, "r", null, MANY))) {
                    boolean alias = (bits & 4) != 0;
                    all.add(new Publish(
                            qos > 0 && (bits & 1) != 0,
                            qos,
                            (bits & 2) != 0,
                            alias && (bits & 8) != 0 ? "" : "a/é",
                            qos > 0 ? 0xFF01 : 0,
                            PAYLOAD,
                            alias ? 258 : 0,
                            (bits & 16) != 0 ? List.of(1, 200_000) : List.of(),
                            properties));
                }
            }
        }
        return all;
    }

    private static Publish with(Publish publish, int packetId, boolean dup, long expirySeconds) {
        MessageProperties old = publish.properties();
        MessageProperties properties = new MessageProperties(
                old.utf8(),
                expirySeconds,
                old.contentType(),
                old.responseTopic(),
                old.correlationData(),
                old.userProperties());
        return new Publish(
                dup,
                publish.qos(),
                publish.retain(),
                publish.topic(),
                packetId,
                publish.payload(),
                publish.topicAlias(),
                publish.subscriptionIds(),
                properties);
    }

    /** The reader is the judge: both come from the same image. */
    @Test
    void isThePacketInEveryCombination() {
        for (Publish publish : all()) {
            byte[] written = MqttWriter.write(publish, MqttVersion.V5);
            assertEquals(written.length, image(MqttVersion.V5, publish).length());
            assertEquals(
                    Wire.text(List.of(publish)),
                    Wire.text(Wire.read(Wire.accepted(MqttVersion.V5), written)),
                    Wire.hex(written));
        }
    }

    @Test
    void oneImageServesManyReceivers() {
        for (Publish publish : all()) {
            PublishImage image = image(MqttVersion.V5, publish);
            for (int packetId : new int[] {1, 0x0102, 65535}) {
                boolean dup = publish.qos() > 0 && packetId > 1;
                long left = publish.properties().expires() ? 4_294_967_295L - packetId : MessageProperties.NO_EXPIRY;
                byte[] target = new byte[image.length() + 5];
                assertEquals(target.length - 2, image.copyTo(target, 3, publish.qos() > 0 ? packetId : 0, dup, left));
                Publish expected = with(publish, publish.qos() > 0 ? packetId : 0, dup, left);
                assertEquals(
                        "000000" + Wire.hex(MqttWriter.write(expected, MqttVersion.V5)) + "0000", Wire.hex(target));
            }
        }
    }

    @Test
    void ofMqtt311ItHasATopicAndAPayload() {
        for (Publish publish : all()) {
            if (!publish.topic().isEmpty()) {
                Publish plain = new Publish(
                        publish.dup(),
                        publish.qos(),
                        publish.retain(),
                        publish.topic(),
                        publish.packetId(),
                        publish.payload(),
                        0,
                        List.of(),
                        MessageProperties.NONE);
                assertEquals(
                        Wire.text(List.of(plain)),
                        Wire.text(Wire.read(
                                Wire.accepted(MqttVersion.V311), MqttWriter.write(publish, MqttVersion.V311))));
            }
        }
    }

    @Test
    void withQos0ThereIsNoDupAndNoPacketId() {
        PublishImage image =
                PublishImage.of(MqttVersion.V311, 0, false, "a", 0, PAYLOAD, MessageProperties.NONE, List.of());
        byte[] target = new byte[image.length()];
        image.copyTo(target, 0, 7, true, 9);
        assertEquals("3006000161010203", Wire.hex(target));
    }

    @Test
    void aTopicThatIsTooLongIsAMistakeOfTheCaller() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PublishImage.of(
                        MqttVersion.V5, 0, false, "x".repeat(65536), 0, PAYLOAD, MessageProperties.NONE, List.of()));
    }

    @Test
    void propertiesThatSayNothingAreStoredAsNothing() {
        assertEquals(0, PropertyBytes.write(MessageProperties.NONE).length);
        assertEquals(MessageProperties.NONE, PropertyBytes.read(new byte[0]));
        assertEquals(
                "02000000050101" + "030001" + "74",
                Wire.hex(PropertyBytes.write(new MessageProperties(true, 5, "t", null, null, List.of()))));
        assertThrows(IllegalArgumentException.class, () -> PropertyBytes.read(new byte[] {2, 0}));
    }
}
