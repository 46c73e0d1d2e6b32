package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the broker sends, with every answer to it. */
final class PublishOutTest {
    private final TestServer server = TestServer.plain();
    private final Peer sender = server.client("sender").connected();

    private Peer receiver(int receiveMaximum) {
        return server.client("r")
                .resuming(600)
                .receiveMaximum(receiveMaximum)
                .connected()
                .subscribed("t", 2);
    }

    private void send(int qos, String... payloads) {
        for (int i = 0; i < payloads.length; i++) {
            sender.publishes("t", payloads[i], qos, i + 1);
            if (qos == 2) {
                sender.acks(Kind.PUBREL, i + 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,1,0", "0,2,0", "1,0,0", "1,1,1", "1,2,1", "2,0,0", "2,1,1", "2,2,2"})
    void deliversAtTheLowerOfBothQos(int published, int subscribed, int delivered) {
        Peer peer = server.client("p").connected().subscribed("t", subscribed);
        send(published, "x");
        assertEquals(List.of("t=x q" + delivered + (delivered == 0 ? "" : " #1")), peer.heard());
    }

    @Test
    void qos2IsReleasedWhenReceivedAndItsIdIsFreeWhenComplete() {
        Peer peer = receiver(1);
        send(2, "x", "y");
        assertEquals(List.of("t=x q2 #1"), peer.heard());
        assertEquals(List.of("PUBREL #1"), peer.acks(Kind.PUBREC, 1).heard());
        assertEquals(List.of("PUBREL #1"), peer.acks(Kind.PUBREC, 1).heard());
        assertEquals(List.of("t=y q2 #2"), peer.acks(Kind.PUBCOMP, 1).heard());
    }

    @Test
    void aPubrecThatFailsEndsTheExchange() {
        Peer peer = receiver(1);
        send(2, "x", "y");
        peer.heard();
        assertEquals(
                List.of("t=y q2 #2"),
                peer.acks(Kind.PUBREC, 1, ReasonCode.QUOTA_EXCEEDED).heard());
    }

    @Test
    void neverHasMoreUnansweredThanTheClientTakes() {
        Peer peer = receiver(2);
        send(1, "a", "b", "c", "d");
        assertEquals(List.of("t=a q1 #1", "t=b q1 #2"), peer.heard());
        assertEquals(List.of("t=c q1 #3"), peer.acks(Kind.PUBACK, 2).heard());
        assertEquals(List.of("t=d q1 #4"), peer.acks(Kind.PUBACK, 1).heard());
        send(0, "e");
        assertEquals(List.of("t=e q0"), peer.heard());
    }

    @Test
    void neitherDoesItWhenItSendsAgain() {
        Peer peer = receiver(10);
        send(1, "a", "b", "c");
        send(2, "d");
        peer.vanishes();
        Peer back = server.client("r").resuming(600).receiveMaximum(2).asks();
        assertEquals(List.of("CONNACK present", "t=a q1 #1 dup", "t=b q1 #2 dup"), back.heard());
        assertEquals(List.of("t=c q1 #3 dup"), back.acks(Kind.PUBACK, 1).heard());
        send(1, "e");
        assertEquals(List.of("t=d q2 #4 dup"), back.acks(Kind.PUBACK, 2).heard());
        assertEquals(List.of("t=e q1 #5"), back.acks(Kind.PUBACK, 3).heard());
    }

    @Test
    void aReleaseThatIsSentAgainTakesNoRoom() {
        Peer peer = receiver(1);
        send(2, "a", "b");
        peer.acks(Kind.PUBREC, 1).vanishes();
        Peer back = server.client("r").resuming(600).receiveMaximum(1).asks();
        assertEquals(List.of("CONNACK present", "PUBREL #1", "t=b q2 #2"), back.heard());
        assertEquals(List.of(), back.acks(Kind.PUBCOMP, 1).heard());
    }

    @Test
    void whatAClientAnswersFromBeforeIsNotSentAgainAndMakesNoRoom() {
        Peer peer = receiver(10);
        send(1, "a", "b", "c");
        send(2, "d");
        peer.vanishes();
        Peer back = server.client("r").resuming(600).receiveMaximum(1).asks();
        assertEquals(List.of("CONNACK present", "t=a q1 #1 dup"), back.heard());
        assertEquals(List.of(), back.acks(Kind.PUBACK, 2).heard());
        assertEquals(List.of("PUBREL #4"), back.acks(Kind.PUBREC, 4).heard());
        assertEquals(List.of("t=c q1 #3 dup"), back.acks(Kind.PUBACK, 1).heard());
        send(1, "e");
        assertEquals(List.of("t=e q1 #5"), back.acks(Kind.PUBACK, 3).heard());
    }

    static Stream<Arguments> wrongAnswers() {
        return Stream.of(
                Arguments.of(1, List.of(), Kind.PUBREC),
                Arguments.of(1, List.of(), Kind.PUBCOMP),
                Arguments.of(2, List.of(), Kind.PUBACK),
                Arguments.of(2, List.of(), Kind.PUBCOMP),
                Arguments.of(2, List.of(Kind.PUBREC), Kind.PUBACK));
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void closesOnAnAnswerThatDoesNotFit(int qos, List<Kind> before, Kind wrong) {
        Peer peer = receiver(10);
        send(qos, "x");
        before.forEach(kind -> peer.acks(kind, 1));
        peer.heard();
        assertEquals(
                List.of("DISCONNECT PROTOCOL_ERROR", "closed"),
                peer.acks(wrong, 1).heard());
    }

    @Test
    void answersToWhatItDoesNotKnowDoNoHarm() {
        Peer peer = receiver(10);
        assertEquals(List.of(), peer.acks(Kind.PUBACK, 9).heard());
        assertEquals(List.of(), peer.acks(Kind.PUBCOMP, 9).heard());
        assertEquals(
                List.of("PUBREL #9 PACKET_IDENTIFIER_NOT_FOUND"),
                peer.acks(Kind.PUBREC, 9).heard());
        assertEquals(
                List.of(),
                peer.acks(Kind.PUBREC, 9, ReasonCode.UNSPECIFIED_ERROR).heard());
        assertEquals(
                List.of("PUBCOMP #9 PACKET_IDENTIFIER_NOT_FOUND"),
                peer.acks(Kind.PUBREL, 9).heard());
    }

    @Test
    void whatWasNotAnsweredIsSentAgainInItsOrderWithDup() {
        Peer peer = receiver(10);
        send(1, "a");
        send(2, "b", "c");
        peer.acks(Kind.PUBREC, 2).vanishes();
        send(1, "d");
        Peer back = server.client("r").resuming(600).asks();
        assertEquals(
                List.of("CONNACK present", "PUBREL #2", "t=a q1 #1 dup", "t=c q2 #3 dup", "t=d q1 #4"), back.heard());
    }

    @Test
    void qos2IsExactlyOnceAcrossACrash() {
        Peer peer = receiver(10);
        send(2, "a", "b");
        peer.acks(Kind.PUBREC, 1);
        TestServer again = server.crashed();
        Peer back = again.client("r").resuming(600).asks();
        assertEquals(List.of("CONNACK present", "PUBREL #1", "t=b q2 #2 dup"), back.heard());
        assertEquals(List.of(), back.acks(Kind.PUBCOMP, 1).heard());
        assertEquals(List.of("PUBREL #2"), back.acks(Kind.PUBREC, 2).heard());
        back.acks(Kind.PUBCOMP, 2);
        back.vanishes();
        assertEquals(
                List.of("CONNACK present"),
                again.crashed().client("r").resuming(600).asks().heard());
    }

    @Test
    void qos2IsNotSentBeforeItIsDurable() {
        Peer peer = receiver(10);
        server.store().slow();
        send(2, "a");
        send(1, "b");
        assertEquals(List.of("t=b q1 #2"), peer.heard());
        server.store().catchUp();
        server.settle();
        assertEquals(List.of("t=a q2 #1"), peer.heard());
    }

    @Test
    void oneTooLargeThatWasWaitingForTheStoreHoldsUpNothing() {
        Peer peer = server.client("r")
                .resuming(600)
                .receiveMaximum(1)
                .maximumPacketSize(60)
                .connected()
                .subscribed("t", 2);
        server.store().slow();
        send(2, "x".repeat(100), "y");
        server.store().catchUp();
        server.settle();
        assertEquals(List.of("t=y q2 #2"), peer.heard());
        assertEquals(1, server.dropped("too_large"));
    }

    @Test
    void whatIsTooLargeForAClientCountsAsSent() {
        Peer peer = server.client("r")
                .receiveMaximum(1)
                .maximumPacketSize(40)
                .connected()
                .subscribed("t", 1);
        send(1, "x".repeat(100));
        send(0, "x".repeat(100));
        send(1, "y");
        assertEquals(List.of("t=y q1 #2"), peer.heard());
        assertEquals(2, server.dropped("too_large"));
    }

    @Test
    void keepsWhatComesWhileAPersistentClientIsAbsentButForQos0() {
        receiver(10).leaves();
        send(0, "a");
        send(1, "b");
        send(2, "c");
        assertEquals(
                List.of("CONNACK present", "t=b q1 #1", "t=c q2 #2"),
                server.client("r").resuming(600).asks().heard());
    }

    @Test
    void aPersistentClientOf311IsKeptForAlike() {
        server.client("r").v311().resuming(0).connected().subscribed("t", 1).vanishes();
        send(1, "b");
        assertEquals(
                List.of("CONNACK present", "t=b q1 #1"),
                server.client("r").v311().resuming(0).asks().heard());
    }
}
