package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Topic aliases, MQTT 5.0 §3.3.2.3.4. */
final class AliasTest {
    private final TestServer server = TestServer.limited("\"topicAliasMaximum\": 2");
    private final Peer seen = server.client("seen").connected().subscribed("#", 0);

    @Test
    void standsForTheTopicThatItWasGivenLast() {
        server.client("a")
                .connected()
                .saysAtOnce(
                        Peer.aliased("t", "1", 1),
                        Peer.aliased("", "2", 1),
                        Peer.aliased("u", "3", 1),
                        Peer.aliased("v", "4", 2),
                        Peer.aliased("", "5", 1));
        assertEquals(List.of("t=1 q0", "t=2 q0", "u=3 q0", "v=4 q0", "u=5 q0"), seen.heard());
    }

    @Test
    void closesOnOneThatIsTooHighOrStandsForNothing() {
        assertEquals(
                List.of("DISCONNECT TOPIC_ALIAS_INVALID", "closed"),
                server.client("a").connected().says(Peer.aliased("t", "1", 3)).heard());
        assertEquals(
                List.of("DISCONNECT PROTOCOL_ERROR", "closed"),
                server.client("a").connected().says(Peer.aliased("", "1", 2)).heard());
        assertEquals(
                List.of("DISCONNECT TOPIC_ALIAS_INVALID", "closed"),
                TestServer.limited("\"topicAliasMaximum\": 0")
                        .client("a")
                        .connected()
                        .says(Peer.aliased("t", "1", 1))
                        .heard());
    }

    @Test
    void endsWithTheConnection() {
        Peer first = server.client("a").resuming(60).connected().says(Peer.aliased("t", "1", 1));
        first.vanishes();
        assertEquals(
                List.of("DISCONNECT PROTOCOL_ERROR", "closed"),
                server.client("a")
                        .resuming(60)
                        .connected()
                        .says(Peer.aliased("", "2", 1))
                        .heard());
    }

    @Test
    void isUsedTowardsClientsThatUnderstandIt() {
        Peer peer = server.client("p").aliases(2).connected().subscribed("#", 1);
        Peer sender = server.client("s").connected();
        for (String topic : List.of("t", "t", "u", "v", "u", "v")) {
            sender.publishes(topic, "x", 0, 0);
        }
        assertEquals(
                List.of("t=x q0 alias1", "=x q0 alias1", "u=x q0 alias2", "v=x q0", "=x q0 alias2", "v=x q0"),
                peer.heard());
    }

    @Test
    void isNotKnownToTheNextConnection() {
        Peer peer = server.client("p").resuming(60).aliases(1).connected().subscribed("t", 1);
        server.client("s").connected().publishes("t", "x", 1, 1);
        assertEquals(List.of("t=x q1 #1 alias1"), peer.heard());
        peer.vanishes();
        assertEquals(
                List.of("CONNACK present", "t=x q1 #1 dup alias1"),
                server.client("p").resuming(60).aliases(1).asks().heard());
    }

    @Test
    void isLeftOutWhereItWouldMakeAPacketTooLarge() {
        // A packet of 40 bytes with this topic and payload, of 43 with an alias too.
        String payload = "x".repeat(34);
        Peer peer =
                server.client("p").aliases(5).maximumPacketSize(40).connected().subscribed("t", 0);
        server.client("s").connected().publishes("t", payload, 0, 0).publishes("t", "y", 0, 0);
        assertEquals(List.of("t=" + payload + " q0", "t=y q0 alias1"), peer.heard());
    }
}
