package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.tickwire.domain.Scope;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.ConnAck;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.Packet.Will;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConnectTest {
    private static ConnAck welcome(Peer peer) {
        return (ConnAck) peer.asks().packets().get(0);
    }

    @Test
    void tellsItsLimitsInConnack() {
        TestServer server = TestServer.limited(
                "\"receiveMaximum\": 7, \"topicAliasMaximum\": 3, \"maxPacketBytes\": 2048, \"maxKeepAlive\": \"30s\"");
        assertEquals(
                new ConnAck(false, ReasonCode.SUCCESS, -1, 7, 2048, true, null, 3, null, 30, List.of()),
                welcome(server.client("a").keepAlive(60)));
    }

    @Test
    void saysNothingOfTheKeepAliveThatWasAskedFor() {
        assertEquals(-1, welcome(TestServer.plain().client("a")).serverKeepAliveSeconds());
    }

    @Test
    void tellsTheSessionExpiryThatItCaps() {
        TestServer server = TestServer.limited("\"maxSessionExpiry\": \"60s\"");
        assertEquals(60, welcome(server.client("a").resuming(3600)).sessionExpirySeconds());
        assertEquals(-1, welcome(server.client("b").resuming(59)).sessionExpirySeconds());
    }

    @Test
    void givesAnIdToWhoBringsNone() {
        TestServer server = TestServer.plain();
        assertEquals("auto1", welcome(server.client("")).assignedClientId());
        assertEquals("auto2", welcome(server.client("")).assignedClientId());
        assertEquals(2, server.broker().sessions());
    }

    @Test
    void tellsThatNothingIsRetained() {
        assertFalse(
                welcome(TestServer.limited("\"maxRetained\": 0").client("a")).retainAvailable());
    }

    static Stream<Arguments> refusals() {
        MessageProperties utf8 = new MessageProperties(true, -1, null, null, null, List.of());
        Will notText = new Will("w", new byte[] {(byte) 0xFF}, 0, false, 0, utf8);
        return Stream.of(
                no("BAD_AUTHENTICATION_METHOD", "", peer -> peer.authentication("SCRAM")),
                no("CLIENT_IDENTIFIER_NOT_VALID", "\"limits\": {\"maxKeepAlive\": \"30s\"}", Peer::v311),
                no("CLIENT_IDENTIFIER_NOT_VALID", "\"limits\": {\"maxKeepAlive\": \"30s\"}", peer -> peer.v311()
                        .keepAlive(0)),
                no("NOT_AUTHORIZED", "", peer -> peer.as("reader", Scope.READ).will("w", "x", 0, 0)),
                no("NOT_AUTHORIZED", "", peer -> peer.will("$SYS/x", "x", 0, 0)),
                no("TOPIC_NAME_INVALID", "\"limits\": {\"maxTopicLevels\": 2}", peer -> peer.will("a/b/c", "x", 0, 0)),
                no("PAYLOAD_FORMAT_INVALID", "", peer -> peer.will(notText)),
                no(
                        "RETAIN_NOT_SUPPORTED",
                        "\"limits\": {\"maxRetained\": 0}",
                        peer -> peer.will("w", "x", 0, true, 0)));
    }

    private static Arguments no(String reason, String settings, UnaryOperator<Peer> who) {
        return Arguments.of(reason, settings, who);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String reason, String settings, UnaryOperator<Peer> who) {
        TestServer server = new TestServer(settings);
        Peer peer = who.apply(server.client("a")).asks();
        String told = peer.packets().stream().map(Said::of).toList().get(0);
        // 3.1.1 knows fewer words; what it says is the codec's.
        assertEquals("CONNACK " + reason, told);
        assertEquals(List.of("closed"), peer.heard());
        assertEquals(0, server.broker().sessions());
    }

    @Test
    void refusesAnUnnamedSessionThatIsToBeKeptIn311Only() {
        TestServer server = TestServer.plain();
        assertEquals(
                List.of("CONNACK CLIENT_IDENTIFIER_NOT_VALID", "closed"),
                server.client("").v311().resuming(0).asks().heard());
        assertEquals(List.of("CONNACK"), server.client("").resuming(10).asks().heard());
    }

    @Test
    void refusesAnIdThatIsTooLong() {
        assertEquals(
                List.of("CONNACK CLIENT_IDENTIFIER_NOT_VALID", "closed"),
                TestServer.plain().client("x".repeat(1025)).asks().heard());
        assertEquals(
                List.of("CONNACK"),
                TestServer.plain().client("x".repeat(1024)).asks().heard());
    }

    @Test
    void givesASessionToNobodyButItsOwner() {
        TestServer server = TestServer.plain();
        Peer owner = server.client("a").as("ann", Scope.TRADE).resuming(60).connected();
        assertEquals(
                List.of("CONNACK NOT_AUTHORIZED", "closed"),
                server.client("a").as("bob", Scope.TRADE).resuming(60).asks().heard());
        assertEquals(List.of(), owner.heard());
    }

    @Test
    void letsInNoMoreClientsThanItMayButLetsOneBeReplaced() {
        TestServer server = TestServer.limited("\"maxClients\": 2");
        server.client("a").connected();
        server.client("b").connected();
        assertEquals(
                List.of("CONNACK QUOTA_EXCEEDED", "closed"),
                server.client("c").asks().heard());
        Peer again = server.client("b").connected();
        again.leaves();
        assertEquals(List.of("CONNACK"), server.client("c").asks().heard());
    }

    @Test
    void keepsNoMoreSessionsThanItMay() {
        TestServer server = TestServer.limited("\"maxSessions\": 1");
        server.client("a").resuming(10).connected().vanishes();
        assertEquals(
                List.of("CONNACK QUOTA_EXCEEDED", "closed"),
                server.client("b").asks().heard());
        assertEquals(
                List.of("CONNACK present"),
                server.client("a").resuming(10).asks().heard());
        server.client("a").resuming(10).connected().vanishes();
        server.passSeconds(10);
        assertEquals(List.of("CONNACK"), server.client("b").asks().heard());
    }

    @Test
    void answersAPing() {
        assertEquals(
                List.of("PINGRESP"),
                TestServer.plain()
                        .client("a")
                        .connected()
                        .says(new Packet.PingReq())
                        .heard());
    }

    static Stream<Packet> packetsOfServers() {
        return Stream.of(
                new Packet.PingResp(),
                ConnAck.refused(ReasonCode.SUCCESS, null),
                new Packet.SubAck(false, 1, List.of(ReasonCode.SUCCESS), null),
                new Packet.SubAck(true, 1, List.of(ReasonCode.SUCCESS), null),
                new Packet.Auth(ReasonCode.REAUTHENTICATE, "m", null, null, List.of()));
    }

    @ParameterizedTest
    @MethodSource("packetsOfServers")
    void takesNoPacketThatOnlyAServerSends(Packet packet) {
        assertEquals(
                List.of("DISCONNECT PROTOCOL_ERROR", "closed"),
                TestServer.plain().client("a").connected().says(packet).heard());
        assertEquals(
                List.of("closed"),
                TestServer.plain().client("a").v311().connected().says(packet).heard());
    }

    @Test
    void doesNothingThatAClientSaysAfterItsEnd() {
        TestServer server = TestServer.plain();
        Peer other = server.client("b").connected().subscribed("t", 0);
        Peer gone = server.client("a").connected();
        gone.saysAtOnce(Disconnect.of(ReasonCode.SUCCESS, null), Peer.message("t", "late", 0, 0));
        assertEquals(List.of("closed"), gone.heard());
        assertEquals(List.of(), other.heard());
    }

    @Test
    void endsThoseForWhomItIsMeant() {
        TestServer server = TestServer.plain();
        Peer a = server.client("a").connected();
        Peer b = server.client("b").connected();
        server.broker().endIf(client -> client.clientId().equals("a"), ReasonCode.ADMINISTRATIVE_ACTION, "out");
        assertEquals(List.of("DISCONNECT ADMINISTRATIVE_ACTION", "closed"), a.heard());
        assertEquals(List.of(), b.heard());
        assertNotNull(b.client());
    }

    @Test
    void leavesOutReasonsForWhoWantsNone() {
        TestServer server = new TestServer("\"acl\": [{\"access\": \"deny\", \"topic\": \"x\"}]");
        Packet.Ack told = (Packet.Ack) server.client("a")
                .connected()
                .publishes("x", "1", 1, 1)
                .packets()
                .get(0);
        assertNotNull(told.reasonString());
        Packet.Ack brief = (Packet.Ack) server.client("b")
                .withoutProblemInformation()
                .connected()
                .publishes("x", "1", 1, 1)
                .packets()
                .get(0);
        assertEquals(Packet.Ack.of(Packet.Ack.Kind.PUBACK, 1, ReasonCode.NOT_AUTHORIZED), brief);
    }
}
