package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Scope;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.Packet.Publish;
import io.tickwire.protocol.mqtt.ReasonCode;
import io.tickwire.protocol.mqtt.UserProperty;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients publish, and how it is answered. */
final class PublishInTest {
    private final TestServer server = TestServer.plain();

    @Test
    void tellsThatNobodyHasSubscribed() {
        Peer peer = server.client("a").connected();
        assertEquals(
                List.of("PUBACK #1 NO_MATCHING_SUBSCRIBERS"),
                peer.publishes("t", "x", 1, 1).heard());
        // Clients expect 0 in a PUBREC with which the exchange goes on.
        assertEquals(List.of("PUBREC #2"), peer.publishes("t", "x", 2, 2).heard());
    }

    @Test
    void oneWhoHasSubscribedWithNoLocalIsSomebody() {
        Peer peer = server.client("a").connected();
        peer.subscribes(1, 0, new Filter("t", 1, true, false, 0)).heard();
        assertEquals(List.of("PUBACK #1"), peer.publishes("t", "x", 1, 1).heard());
    }

    @Test
    void givesNoReasonsIn311() {
        Peer peer = server.client("a").v311().connected();
        assertEquals(List.of("PUBACK #1"), peer.publishes("t", "x", 1, 1).heard());
    }

    @Test
    void deliversQos2OnceHoweverOftenItComes() {
        Peer other = server.client("o").connected().subscribed("t", 0);
        Peer peer = server.client("a").resuming(60).connected();
        peer.publishes("t", "x", 2, 5).publishes("t", "x", 2, 5);
        assertEquals(List.of("PUBREC #5", "PUBREC #5"), peer.heard());
        peer.vanishes();
        Peer back = server.client("a").resuming(60).connected();
        assertEquals(List.of("PUBREC #5"), back.publishes("t", "x", 2, 5).heard());
        assertEquals(List.of("PUBCOMP #5"), back.acks(Kind.PUBREL, 5).heard());
        assertEquals(List.of("t=x q0"), other.heard());
        back.publishes("t", "y", 2, 5);
        assertEquals(List.of("t=y q0"), other.heard());
    }

    @Test
    void deliversQos2OnceAcrossACrash() {
        server.client("a").resuming(60).connected().publishes("t", "x", 2, 5);
        TestServer again = server.crashed();
        Peer other = again.client("o").connected().subscribed("t", 0);
        Peer back = again.client("a").resuming(60).connected();
        assertEquals(List.of("PUBREC #5"), back.publishes("t", "x", 2, 5).heard());
        assertEquals(List.of("PUBCOMP #5"), back.acks(Kind.PUBREL, 5).heard());
        assertEquals(List.of(), other.heard());
        TestServer third = again.crashed();
        assertEquals(
                List.of("PUBCOMP #5 PACKET_IDENTIFIER_NOT_FOUND"),
                third.client("a").resuming(60).connected().acks(Kind.PUBREL, 5).heard());
    }

    @Test
    void promisesNothingThatIsNotDurable() {
        Peer keeper = server.client("k").resuming(60).connected().subscribed("t", 1);
        Peer peer = server.client("a").resuming(60).connected();
        server.store().slow();
        peer.publishes("t", "x", 1, 1).publishes("t", "y", 2, 2).publishes("u", "z", 2, 3);
        assertEquals(List.of(), peer.heard());
        server.store().catchUp();
        server.settle();
        assertEquals(List.of("PUBACK #1", "PUBREC #2", "PUBREC #3"), peer.heard());
        assertEquals(List.of("t=x q1 #1", "t=y q1 #2"), keeper.heard());
    }

    @Test
    void whatComesAgainIsAnsweredNoEarlierThanTheFirstWouldBe() {
        Peer peer = server.client("a").resuming(60).connected();
        server.store().slow();
        peer.publishes("t", "x", 2, 1).vanishes();
        Peer back = server.client("a").resuming(60).connected().publishes("t", "x", 2, 1);
        assertEquals(List.of(), back.heard());
        server.store().catchUp();
        server.settle();
        assertEquals(List.of("PUBREC #1"), back.heard());
    }

    @Test
    void answersInTheOrderInWhichItWasAsked() {
        List<Promise<Intake.Taken>> taken = new ArrayList<>();
        server.broker().platform((message, again, who) -> {
            if (!message.topic().equals("order")) {
                return null;
            }
            taken.add(Promise.promise());
            return taken.get(taken.size() - 1).future();
        });
        Peer peer = server.client("a").connected();
        peer.publishes("order", "1", 1, 1).publishes("t", "2", 1, 2).publishes("order", "3", 2, 3);
        assertEquals(List.of(), peer.heard());
        taken.get(1).complete(new Intake.Taken(ReasonCode.QUOTA_EXCEEDED, "no"));
        server.settle();
        assertEquals(List.of(), peer.heard());
        taken.get(0).fail(new IllegalStateException("fault"));
        server.settle();
        assertEquals(
                List.of("PUBACK #1 UNSPECIFIED_ERROR", "PUBACK #2 NO_MATCHING_SUBSCRIBERS", "PUBREC #3 QUOTA_EXCEEDED"),
                peer.heard());
        // The exchange ended with the PUBREC that failed: the id is free for another message.
        Peer other = server.client("o").connected().subscribed("t", 0);
        assertEquals(List.of("PUBREC #3"), peer.publishes("t", "4", 2, 3).heard());
        assertEquals(List.of("t=4 q0"), other.heard());
    }

    @Test
    void closesOnMoreUnansweredThanItTakes() {
        TestServer small = TestServer.limited("\"receiveMaximum\": 2");
        Peer peer = small.client("a").connected();
        peer.publishes("t", "1", 2, 1).publishes("t", "2", 2, 2);
        assertEquals(List.of("PUBREC #1", "PUBREC #2"), peer.heard());
        peer.acks(Kind.PUBREL, 1).publishes("t", "3", 2, 3);
        assertEquals(List.of("PUBCOMP #1", "PUBREC #3"), peer.heard());
        assertEquals(
                List.of("DISCONNECT RECEIVE_MAXIMUM_EXCEEDED", "closed"),
                peer.publishes("t", "4", 1, 4).heard());
    }

    @Test
    void whatIsNotDurableYetCountsOnce() {
        TestServer small = TestServer.limited("\"receiveMaximum\": 3");
        Peer peer = small.client("a").resuming(60).connected();
        small.store().slow();
        peer.publishes("t", "1", 2, 1).publishes("t", "2", 2, 2).publishes("t", "3", 2, 3);
        small.store().catchUp();
        small.settle();
        assertEquals(List.of("PUBREC #1", "PUBREC #2", "PUBREC #3"), peer.heard());
    }

    @Test
    void whatAnEarlierConnectionLeftOpenDoesNotCount() {
        TestServer small = TestServer.limited("\"receiveMaximum\": 2");
        small.client("a")
                .resuming(60)
                .connected()
                .publishes("t", "1", 2, 1)
                .publishes("t", "2", 2, 2)
                .vanishes();
        Peer back = small.client("a").resuming(60).connected();
        back.publishes("t", "3", 2, 3).publishes("t", "4", 2, 4);
        assertEquals(List.of("PUBREC #3", "PUBREC #4"), back.heard());
    }

    @Test
    void readsAClientOf311NoFurtherInsteadAndOnWhenItIsAnswered() {
        TestServer small = TestServer.limited("\"receiveMaximum\": 2");
        Peer peer = small.client("a").v311().resuming(0).connected();
        small.store().slow();
        peer.publishes("t", "1", 2, 1);
        assertFalse(peer.link().isHeld());
        peer.publishes("t", "2", 2, 2);
        assertTrue(peer.link().isHeld());
        small.store().catchUp();
        small.settle();
        assertFalse(peer.link().isHeld());
        assertEquals(List.of("PUBREC #1", "PUBREC #2"), peer.heard());
        // Its PUBREL would never be read.
        peer.publishes("t", "3", 2, 3);
        assertFalse(peer.link().isHeld());
    }

    @ParameterizedTest
    @CsvSource({"$SYS/broker/uptime", "$share/g/t", "$SYS/broker/connection/me"})
    void keepsTheServersTopicsToItself(String topic) {
        assertEquals(
                List.of("PUBACK #1 NOT_AUTHORIZED"),
                server.client("a").connected().publishes(topic, "x", 1, 1).heard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$mine", "$SYS", "$SYS/broker/connection/me/state", "$shared/x"})
    void otherTopicsThatBeginWithADollarAreLikeAnyOther(String topic) {
        Peer peer = server.client("a").connected().subscribed(topic, 0).subscribed("#", 0);
        assertEquals(
                List.of("PUBACK #1", topic + "=x q0"),
                peer.publishes(topic, "x", 1, 1).heard());
    }

    @Test
    void refusesWhatTheAclDoesNotAllow() {
        Peer reader = server.client("a").as("reader", Scope.READ).connected();
        assertEquals(
                List.of("PUBACK #1 NOT_AUTHORIZED"),
                reader.publishes("t", "x", 1, 1).heard());
        assertEquals(
                List.of("PUBREC #2 NOT_AUTHORIZED"),
                reader.publishes("t", "x", 2, 2).heard());
        assertEquals(List.of(), reader.publishes("t", "x", 0, 0).heard());
        Peer old = server.client("o").v311().as("reader", Scope.READ).connected();
        assertEquals(
                List.of("PUBACK #1", "PUBREC #2", "PUBCOMP #2"),
                old.publishes("t", "x", 1, 1)
                        .publishes("t", "x", 2, 2)
                        .acks(Kind.PUBREL, 2)
                        .heard());
    }

    @Test
    void refusesTextThatIsNone() {
        MessageProperties utf8 = new MessageProperties(true, -1, null, null, null, List.of());
        Peer peer = server.client("a").connected();
        Publish wrong = new Publish(false, 1, false, "t", 1, new byte[] {(byte) 0xC0}, 0, List.of(), utf8);
        assertEquals(
                List.of("PUBACK #1 PAYLOAD_FORMAT_INVALID"), peer.says(wrong).heard());
        Publish lost = new Publish(false, 0, false, "t", 0, new byte[] {(byte) 0xC0}, 0, List.of(), utf8);
        assertEquals(
                List.of("DISCONNECT PAYLOAD_FORMAT_INVALID", "closed"),
                peer.says(lost).heard());
    }

    @Test
    void handsOnWhatIsSaidOfAMessage() {
        var properties = new MessageProperties(
                true,
                -1,
                "text/plain",
                "answer/here",
                new byte[] {1, 2},
                List.of(new UserProperty("b", "1"), new UserProperty("a", "2"), new UserProperty("b", "3")));
        Peer other = server.client("o").connected().subscribed("t", 0);
        server.client("a")
                .connected()
                .says(new Publish(false, 0, false, "t", 0, Peer.bytes("x"), 0, List.of(), properties));
        MessageProperties got = ((Publish) other.packets().get(0)).properties();
        assertEquals(properties.userProperties(), got.userProperties());
        assertEquals(
                "text/plain answer/here 2",
                got.contentType() + ' ' + got.responseTopic() + ' ' + got.correlationData()[1]);
        assertTrue(got.utf8());
    }

    @Test
    void answersFirstAndThenSendsThePublisherItsOwnCopy() {
        Peer peer = server.client("a").connected().subscribed("t", 2);
        assertEquals(
                List.of("PUBREC #9", "t=x q2 #1"),
                peer.publishes("t", "x", 2, 9).heard());
        assertEquals(
                List.of("PUBACK #9", "t=x q1 #2"),
                peer.publishes("t", "x", 1, 9).heard());
    }

    @Test
    void onesOwnCopyIsDurableBeforeTheAnswerWhereTheSessionIsKept() {
        Peer peer = server.client("a").resuming(60).connected().subscribed("t", 1);
        server.store().slow();
        assertEquals(List.of("t=x q1 #1"), peer.publishes("t", "x", 1, 9).heard());
        server.store().catchUp();
        server.settle();
        assertEquals(List.of("PUBACK #9"), peer.heard());
    }

    @Test
    void aFailingStoreIsToldToWhoWantsPromises() {
        Peer peer = server.client("a").connected();
        server.store().failing(true);
        peer.retains("r", "x", 0, 0);
        assertEquals(
                List.of("PUBACK #1 QUOTA_EXCEEDED"),
                peer.publishes("t", "x", 1, 1).heard());
        assertEquals(List.of(), peer.publishes("t", "x", 0, 0).heard());
        server.store().failing(false);
        server.passSeconds(1);
        assertEquals(
                List.of("PUBACK #2 NO_MATCHING_SUBSCRIBERS"),
                peer.publishes("t", "x", 1, 2).heard());
    }
}
