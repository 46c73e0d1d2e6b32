package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each queue when it is full, and slow readers. */
final class BoundsTest {

    private static List<String> tail(List<String> lines) {
        return lines.subList(1, lines.size());
    }

    @Test
    void noMoreMessagesThanItMayWaitForASession() {
        TestServer server = TestServer.limited("\"maxQueuedMessages\": 2");
        server.client("a").resuming(60).connected().subscribed("t", 1).leaves();
        Peer sender = server.client("s").connected();
        for (int i = 1; i <= 3; i++) {
            assertEquals(
                    List.of("PUBACK #" + i), sender.publishes("t", "" + i, 1, i).heard());
        }
        assertEquals(1, server.dropped("queue_full"));
        assertEquals(
                List.of("t=1 q1 #1", "t=2 q1 #2"),
                tail(server.client("a").resuming(60).asks().heard()));
    }

    @Test
    void noMoreBytesThanItMayWaitForAllSessionsAndEachMessageCountsOnce() {
        TestServer server = TestServer.limited("\"maxQueuedBytes\": 1048576");
        for (String id : List.of("a", "b")) {
            server.client(id).resuming(60).connected().subscribed("t", 1).leaves();
        }
        Peer sender = server.client("s").connected();
        String large = "x".repeat(500_000);
        IntStream.rangeClosed(1, 3).forEach(i -> sender.publishes("t", large, 1, i));
        // Two fit, for both of them.
        assertEquals(2, server.dropped("queue_full"));
        for (String id : List.of("a", "b")) {
            Peer back = server.client(id).resuming(60).asks();
            assertEquals(2, tail(back.heard()).size());
            back.acks(Kind.PUBACK, 1).acks(Kind.PUBACK, 2);
        }
        assertEquals(2, server.dropped("queue_full"));
        sender.publishes("t", large, 1, 4);
        assertEquals(2, server.dropped("queue_full"));
    }

    @Test
    void aSessionThatEndsGivesItsRoomBack() {
        TestServer server = TestServer.limited("\"maxQueuedBytes\": 1048576");
        String large = "x".repeat(900_000);
        Peer sender = server.client("s").connected();
        for (int i = 0; i < 3; i++) {
            server.client("a").resuming(5).connected().subscribed("t", 1).leaves();
            sender.publishes("t", large, 1, 1);
            server.passSeconds(5);
        }
        assertEquals(0, server.dropped("queue_full"));
    }

    @Test
    void qos0ForOneWhoDoesNotReadIsDroppedAndQos1Waits() {
        TestServer server = TestServer.plain();
        Peer peer = server.client("a").connected().subscribed("t", 1).reads(false);
        Peer sender = server.client("s").connected();
        sender.publishes("t", "1", 0, 0).publishes("t", "2", 1, 1).publishes("t", "3", 1, 2);
        assertEquals(List.of(), peer.heard());
        assertEquals(1, server.dropped("slow_reader"));
        assertEquals(List.of("t=2 q1 #1", "t=3 q1 #2"), peer.reads(true).heard());
    }

    @Test
    void ofTheFlowTheNewestOfEachTopicIsKeptForOneWhoDoesNotRead() {
        TestServer server = TestServer.plain();
        Peer peer = server.client("a").connected().subscribed("#", 1).reads(false);
        for (String tick : List.of("x=1", "y=1", "x=2", "x=3")) {
            String[] parts = tick.split("=");
            server.broker().publish(Message.lazy(parts[0], () -> Peer.bytes(parts[1]), 0, false, 0), false);
        }
        assertEquals(List.of("x=3 q0", "y=1 q0"), peer.reads(true).heard());
        assertEquals(2, server.dropped("newer_came"));
        assertEquals(List.of(), peer.reads(true).heard());
    }

    @Test
    void topicsAreBoundInLengthAndDepth() {
        TestServer server = TestServer.limited("\"maxTopicBytes\": 16, \"maxTopicLevels\": 3");
        Peer peer = server.client("a").connected();
        assertEquals(
                List.of("PUBACK #1 NO_MATCHING_SUBSCRIBERS"),
                peer.publishes("x".repeat(16), "", 1, 1).heard());
        assertEquals(
                List.of("PUBACK #2 TOPIC_NAME_INVALID"),
                peer.publishes("x".repeat(17), "", 1, 2).heard());
        // Bytes, not letters.
        assertEquals(
                List.of("PUBREC #3 TOPIC_NAME_INVALID"),
                peer.publishes("ä".repeat(9), "", 2, 3).heard());
        assertEquals(
                List.of("PUBACK #4 NO_MATCHING_SUBSCRIBERS"),
                peer.publishes("a/b/c", "", 1, 4).heard());
        assertEquals(
                List.of("DISCONNECT TOPIC_NAME_INVALID", "closed"),
                peer.publishes("a/b/c/", "", 0, 0).heard());
        assertEquals(
                List.of("closed"),
                server.client("o")
                        .v311()
                        .connected()
                        .publishes("a/b/c/d", "", 1, 1)
                        .heard());
    }

    @Test
    void expiredMessagesAreNotSentAndOthersTellWhatIsLeft() {
        TestServer server = TestServer.plain();
        server.client("a").resuming(600).connected().subscribed("t", 1).leaves();
        Peer sender = server.client("s").connected();
        sender.says(Peer.expiring("t", "1", 1, 1, 2)).says(Peer.expiring("t", "2", 1, 2, 10));
        server.passSeconds(3);
        // The id that the first one had does not come again.
        assertEquals(
                List.of("t=2 q1 #2 expires7"),
                tail(server.client("a").resuming(600).asks().heard()));
        assertEquals(1, server.dropped("expired"));
        assertEquals(
                List.of("t=2 q1 #2 dup expires7"),
                tail(server.crashed().client("a").resuming(600).asks().heard()));
    }

    @Test
    void aMessageThatMayHaveBeenSeenIsSentAgainThoughItExpired() {
        TestServer server = TestServer.plain();
        Peer peer = server.client("a").resuming(600).connected().subscribed("t", 2);
        server.client("s").connected().says(Peer.expiring("t", "1", 2, 1, 2));
        assertEquals(List.of("t=1 q2 #1 expires2"), peer.heard());
        peer.vanishes();
        server.passSeconds(3);
        assertEquals(
                List.of("t=1 q2 #1 dup expires0"),
                tail(server.client("a").resuming(600).asks().heard()));
    }

    @Test
    void packetIdsBeginAnewAfterTheLast() {
        TestServer server = TestServer.plain();
        Peer peer = server.client("a").connected().subscribed("t", 1);
        Peer sender = server.client("s").connected();
        for (int i = 1; i <= 65_535; i++) {
            sender.publishes("t", "", 1, 1);
            if (i != 2) {
                peer.acks(Kind.PUBACK, i);
            }
        }
        peer.heard();
        sender.publishes("t", "a", 1, 1).publishes("t", "b", 1, 1);
        assertEquals(List.of("t=a q1 #1", "t=b q1 #3"), peer.heard());
    }

    @Test
    void whatIsTooLargeOfOurAnswersIsNotSent() {
        TestServer server = new TestServer("\"acl\": [{\"access\": \"deny\", \"topic\": \"x\"}]");
        Peer peer = server.client("a").maximumPacketSize(22).connected();
        assertEquals(
                List.of("PUBACK #1 NOT_AUTHORIZED"),
                peer.publishes("x", "1", 1, 1).heard());
        Filter[] many =
                IntStream.range(0, 30).mapToObj(i -> Filter.of("f" + i, 0)).toArray(Filter[]::new);
        assertEquals(List.of(), peer.subscribes(1, 0, many).heard());
        assertEquals(1, server.dropped("too_large"));
        peer.client().end(ReasonCode.ADMINISTRATIVE_ACTION, "for reasons that take more than twenty bytes to tell");
        assertEquals(List.of("DISCONNECT ADMINISTRATIVE_ACTION", "closed"), peer.heard());
    }
}
