package io.tickwire.protocol.mqtt;

import static io.tickwire.protocol.mqtt.MqttVersion.V311;
import static io.tickwire.protocol.mqtt.MqttVersion.V5;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.Packet.Auth;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.PingReq;
import io.tickwire.protocol.mqtt.Packet.PingResp;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.Packet.SubAck;
import io.tickwire.protocol.mqtt.Packet.Subscribe;
import io.tickwire.protocol.mqtt.Packet.Unsubscribe;
import io.tickwire.protocol.mqtt.Packet.Will;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes written by hand from the standards, and the packets that they are: in both directions. */
final class MqttGoldenTest {
    private static final List<UserProperty> USER = List.of(new UserProperty("k", "v"), new UserProperty("k", ""));
    private static final MessageProperties ALL = new MessageProperties(true, 258, "t", "r/s", new byte[] {1, -1}, USER);

    private static Arguments row(MqttVersion version, String hex, Packet packet) {
        return Arguments.of(version, hex.replace(" ", ""), packet);
    }

    private static Publish publish(int qos, int packetId, String payload, MessageProperties properties) {
        return new Publish(false, qos, false, "a/b", packetId, Wire.utf8(payload), 0, List.of(), properties);
    }

    static Stream<Arguments> sentByClients() {
        return Stream.of(
                row(V311, "10 0D 0004 4D515454 04 02 003C 0001 63", Connect.of(V311, "c", true, 60)),
                row(V311, "10 0C 0004 4D515454 04 00 0000 0000", Connect.of(V311, "", false, 0)),
                row(V5, "10 0E 0004 4D515454 05 00 FFFF 00 0001 63", Connect.of(V5, "c", false, 65535)),
                row(V311, "10 1B 0004 4D515454 04 F6 000A 0001 63 0001 77 0002 6869 0001 75 0002 00FF", willOf311()),
                row(
                        V5,
                        "10 56 0004 4D515454 05 EE 000A"
                                + " 23 11 FFFFFFFF 21 0014 27 00010000 22 000A 19 01 17 00 15 0001 6D 16 0001 64"
                                + " 26 0001 6B 0001 76"
                                + " 0001 63"
                                + " 18 18 00000005 02 00000102 01 01 03 0001 74 08 0001 72 09 0001 FF"
                                + " 0001 77 0001 68"
                                + " 0001 75 0001 70",
                        full()),
                row(V5, "10 12 0004 4D515454 05 42 0000 00 0001 63 0002 0070", passwordOnly()),
                row(V311, "30 07 0003 612F62 6869", publish(0, 0, "hi", MessageProperties.NONE)),
                row(V311, "32 07 0003 612F62 000A", publish(1, 10, "", MessageProperties.NONE)),
                row(V5, "34 09 0003 612F62 FFFF 00 68", publish(2, 65535, "h", MessageProperties.NONE)),
                row(V5, "30 08 0003 612F62 00 6869", publish(0, 0, "hi", MessageProperties.NONE)),
                row(
                        V5,
                        "32 2C 0003 612F62 0001 23 02 00000102 01 01 03 0001 74 08 0003 722F73 09 0002 01FF"
                                + " 26 0001 6B 0001 76 26 0001 6B 0000 68",
                        publish(1, 1, "h", ALL)),
                row(
                        V5,
                        "3B 0A 0000 0001 03 23 0007 6869",
                        new Publish(true, 1, true, "", 1, Wire.utf8("hi"), 7, List.of(), MessageProperties.NONE)),
                row(V311, "40 02 0102", Ack.of(Kind.PUBACK, 258, ReasonCode.SUCCESS)),
                row(V311, "50 02 0102", Ack.of(Kind.PUBREC, 258, ReasonCode.SUCCESS)),
                row(V311, "62 02 0102", Ack.of(Kind.PUBREL, 258, ReasonCode.SUCCESS)),
                row(V311, "70 02 0102", Ack.of(Kind.PUBCOMP, 258, ReasonCode.SUCCESS)),
                row(V5, "40 02 0102", Ack.of(Kind.PUBACK, 258, ReasonCode.SUCCESS)),
                row(V5, "50 03 0102 97", Ack.of(Kind.PUBREC, 258, ReasonCode.QUOTA_EXCEEDED)),
                row(V5, "62 03 0102 92", Ack.of(Kind.PUBREL, 258, ReasonCode.PACKET_IDENTIFIER_NOT_FOUND)),
                row(
                        V5,
                        "70 12 0102 00 0E 1F 0002 6E6F 26 0001 6B 0003 C3A976",
                        new Ack(Kind.PUBCOMP, 258, ReasonCode.SUCCESS, "no", List.of(new UserProperty("k", "év")))),
                row(
                        V311,
                        "82 0A 0001 0001 23 01 0001 2B 00",
                        new Subscribe(1, List.of(Filter.of("#", 1), Filter.of("+", 0)), 0, List.of())),
                row(
                        V5,
                        "82 14 0001 09 0B 7F 26 0001 6B 0001 76 0001 61 2E 0001 62 11",
                        new Subscribe(
                                1,
                                List.of(new Filter("a", 2, true, true, 2), new Filter("b", 1, false, false, 1)),
                                127,
                                List.of(new UserProperty("k", "v")))),
                row(V5, "82 09 0001 02 0B 01 0001 61 00", new Subscribe(1, List.of(Filter.of("a", 0)), 1, List.of())),
                row(V311, "A2 08 0001 0001 61 0001 62", new Unsubscribe(1, List.of("a", "b"), List.of())),
                row(
                        V5,
                        "A2 0D 0001 07 26 0001 6B 0001 76 0001 61",
                        new Unsubscribe(1, List.of("a"), List.of(new UserProperty("k", "v")))),
                row(V311, "C0 00", new PingReq()),
                row(V5, "C0 00", new PingReq()),
                row(V311, "E0 00", Disconnect.of(ReasonCode.SUCCESS, null)),
                row(V5, "E0 00", Disconnect.of(ReasonCode.SUCCESS, null)),
                row(V5, "E0 01 04", Disconnect.of(ReasonCode.DISCONNECT_WITH_WILL, null)),
                row(V5, "E0 0B 00 09 11 00000000 1F 0001 77", new Disconnect(ReasonCode.SUCCESS, 0, "w", List.of())),
                row(
                        V5,
                        "F0 0A 18 08 15 0001 6D 16 0001 64",
                        new Auth(ReasonCode.CONTINUE_AUTHENTICATION, "m", new byte[] {'d'}, null, List.of())));
    }

    private static Connect willOf311() {
        Will will = new Will("w", Wire.utf8("hi"), 2, true, 0, MessageProperties.NONE);
        return new Connect(
                V311,
                "c",
                true,
                10,
                "u",
                new byte[] {0, -1},
                will,
                0,
                65535,
                Long.MAX_VALUE,
                0,
                false,
                true,
                null,
                null,
                List.of());
    }

    private static Connect full() {
        MessageProperties properties = new MessageProperties(true, 258, "t", "r", new byte[] {-1}, List.of());
        Will will = new Will("w", Wire.utf8("h"), 1, true, 5, properties);
        return new Connect(
                V5,
                "c",
                true,
                10,
                "u",
                Wire.utf8("p"),
                will,
                Connect.NEVER,
                20,
                65536,
                10,
                true,
                false,
                "m",
                Wire.utf8("d"),
                List.of(new UserProperty("k", "v")));
    }

    private static Connect passwordOnly() {
        return new Connect(
                V5,
                "c",
                true,
                0,
                null,
                new byte[] {0, 'p'},
                null,
                0,
                65535,
                Long.MAX_VALUE,
                0,
                false,
                true,
                null,
                null,
                List.of());
    }

    static Stream<Arguments> sentByServers() {
        return Stream.of(
                row(
                        V311,
                        "20 02 01 00",
                        new ConnAck(
                                true,
                                ReasonCode.SUCCESS,
                                -1,
                                65535,
                                Long.MAX_VALUE,
                                true,
                                null,
                                0,
                                null,
                                -1,
                                List.of())),
                row(V311, "20 02 00 05", ConnAck.refused(ReasonCode.NOT_AUTHORIZED, null)),
                row(V5, "20 03 00 87 00", ConnAck.refused(ReasonCode.NOT_AUTHORIZED, null)),
                row(
                        V5,
                        "20 27 00 00 24 11 0000000A 21 0014 27 00000100 25 00 12 0001 61 22 000A 1F 0001 77 13 001E"
                                + " 26 0001 6B 0001 76",
                        new ConnAck(
                                false,
                                ReasonCode.SUCCESS,
                                10,
                                20,
                                256,
                                false,
                                "a",
                                10,
                                "w",
                                30,
                                List.of(new UserProperty("k", "v")))),
                row(
                        V5,
                        "30 0B 0003 612F62 05 0B 01 0B 8001",
                        new Publish(
                                false, 0, false, "a/b", 0, new byte[0], 0, List.of(1, 128), MessageProperties.NONE)),
                row(
                        V311,
                        "90 06 0001 00 01 02 80",
                        new SubAck(
                                false,
                                1,
                                List.of(
                                        ReasonCode.SUCCESS,
                                        ReasonCode.GRANTED_QOS_1,
                                        ReasonCode.GRANTED_QOS_2,
                                        ReasonCode.UNSPECIFIED_ERROR),
                                null)),
                row(
                        V5,
                        "90 09 0001 04 1F 0001 77 02 8F",
                        new SubAck(false, 1, List.of(ReasonCode.GRANTED_QOS_2, ReasonCode.TOPIC_FILTER_INVALID), "w")),
                row(V311, "B0 02 0001", new SubAck(true, 1, List.of(), null)),
                row(
                        V5,
                        "B0 05 0001 00 00 11",
                        new SubAck(true, 1, List.of(ReasonCode.SUCCESS, ReasonCode.NO_SUBSCRIPTION_EXISTED), null)),
                row(V311, "D0 00", new PingResp()),
                row(V5, "D0 00", new PingResp()),
                row(V5, "E0 06 8E 04 1F 0001 77", Disconnect.of(ReasonCode.SESSION_TAKEN_OVER, "w")),
                row(V5, "F0 06 00 04 15 0001 6D", new Auth(ReasonCode.SUCCESS, "m", null, null, List.of())),
                row(V5, "F0 00", new Auth(ReasonCode.SUCCESS, null, null, null, List.of())));
    }

    @ParameterizedTest
    @MethodSource({"sentByClients", "sentByServers"})
    void writes(MqttVersion version, String hex, Packet packet) {
        assertEquals(hex, Wire.hex(MqttWriter.write(packet, version)));
    }

    @ParameterizedTest
    @MethodSource("sentByClients")
    void aServerReads(MqttVersion version, String hex, Packet packet) {
        boolean first = packet instanceof Connect;
        MqttReader reader = first ? MqttReader.ofServer(Wire.MAX) : Wire.connected(version);
        assertEquals(Wire.text(List.of(packet)), Wire.text(Wire.read(reader, Wire.bytes(hex))));
        assertEquals(version, reader.version());
    }

    @ParameterizedTest
    @MethodSource("sentByServers")
    void aClientReads(MqttVersion version, String hex, Packet packet) {
        boolean first = packet instanceof ConnAck || packet instanceof Auth;
        MqttReader reader = first ? MqttReader.ofClient(version, Wire.MAX) : Wire.accepted(version);
        assertEquals(Wire.text(List.of(packet)), Wire.text(Wire.read(reader, Wire.bytes(hex))));
    }

    /** What 3.1.1 has no place for is left out there. */
    static Stream<Arguments> leftOutIn311() {
        return Stream.of(
                row(V311, "40 02 0001", new Ack(Kind.PUBACK, 1, ReasonCode.QUOTA_EXCEEDED, "w", USER)),
                row(V311, "30 04 0001 61 68", new Publish(false, 0, false, "a", 0, Wire.utf8("h"), 7, List.of(1), ALL)),
                row(V311, "90 03 0001 80", new SubAck(false, 1, List.of(ReasonCode.TOPIC_FILTER_INVALID), "w")),
                row(V311, "B0 02 0001", new SubAck(true, 1, List.of(ReasonCode.SUCCESS), "w")),
                row(V311, "20 02 00 03", ConnAck.refused(ReasonCode.SERVER_BUSY, "w")),
                row(V311, "20 02 00 01", ConnAck.refused(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION, "w")),
                row(V311, "E0 00", Disconnect.of(ReasonCode.SERVER_SHUTTING_DOWN, "w")),
                row(
                        V311,
                        "82 06 0001 0001 61 01",
                        new Subscribe(1, List.of(new Filter("a", 1, true, true, 2)), 5, USER)));
    }

    @ParameterizedTest
    @MethodSource("leftOutIn311")
    void leavesOutWhat311DoesNotHave(MqttVersion version, String hex, Packet packet) {
        assertEquals(hex, Wire.hex(MqttWriter.write(packet, version)));
    }
}
