package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.Scope;
import io.tickwire.protocol.mqtt.Packet.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SubscribeTest {
    private final TestServer server = TestServer.plain();
    private final Peer sender = server.client("s").connected();
    private final Peer peer = server.client("a").connected();

    @Test
    void deliversOnceAtTheHighestQosWithAllSubscriptionIds() {
        peer.subscribes(1, 3, Filter.of("t/+", 0)).subscribes(2, 4, Filter.of("t/#", 2));
        peer.subscribes(3, 0, Filter.of("t/x", 1)).heard();
        sender.publishes("t/x", "m", 2, 1);
        assertEquals(List.of("t/x=m q2 #1 ids[3, 4]"), sorted(peer));
        sender.publishes("t/y", "m", 1, 2);
        assertEquals(List.of("t/y=m q1 #2 ids[3, 4]"), sorted(peer));
    }

    /** In which order ids come is nobody's business. */
    private static List<String> sorted(Peer peer) {
        return peer.heard().stream()
                .map(line -> line.replace("[4, 3]", "[3, 4]"))
                .toList();
    }

    @Test
    void a311ClientGetsNoIds() {
        Peer old = server.client("o").v311().connected().subscribed("t/+", 0).subscribed("t/#", 1);
        sender.publishes("t/x", "m", 2, 1);
        assertEquals(List.of("t/x=m q1 #1"), old.heard());
    }

    @Test
    void oneWithTheSameFilterReplacesTheOther() {
        peer.subscribes(1, 3, Filter.of("t", 2))
                .subscribes(2, 4, Filter.of("t", 0))
                .heard();
        sender.publishes("t", "m", 2, 1);
        assertEquals(List.of("t=m q0 ids[4]"), peer.heard());
        assertEquals(1, peer.client().filters().size());
    }

    @Test
    void answersEachFilterByItself() {
        TestServer few =
                new TestServer("\"limits\": {\"maxSubscriptions\": 3, \"maxTopicLevels\": 3, \"maxTopicBytes\": 16},"
                        + "\"acl\": [{\"topic\": \"#\"}, {\"access\": \"deny\", \"topic\": \"secret/#\"}]");
        Peer one = few.client("a").connected();
        one.subscribes(
                9,
                0,
                Filter.of("a", 0),
                Filter.of("a#", 1),
                Filter.of("secret/x", 0),
                Filter.of("a/b/c/d", 0),
                Filter.of("x".repeat(17), 0),
                Filter.of("b", 1),
                Filter.of("c", 2),
                Filter.of("d", 0),
                Filter.of("a", 2));
        assertEquals(
                List.of("SUBACK #9 0 TOPIC_FILTER_INVALID NOT_AUTHORIZED TOPIC_FILTER_INVALID TOPIC_FILTER_INVALID"
                        + " 1 2 QUOTA_EXCEEDED 2"),
                one.heard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#", "#/a", "a+", "$share/g", "$share//t", "$share/g+/t"})
    void closesA311ClientOnAFilterThatIsNone(String filter) {
        Peer old = server.client("o").v311().connected();
        assertEquals(List.of("closed"), old.subscribes(filter, 0).heard());
    }

    @Test
    void unsubscribingTellsWhetherThereWasOne() {
        peer.subscribed("t", 0);
        assertEquals(
                List.of("UNSUBACK #1 0 NO_SUBSCRIPTION_EXISTED TOPIC_FILTER_INVALID NO_SUBSCRIPTION_EXISTED"),
                peer.unsubscribes("t", "u", "a#", "t").heard());
        sender.publishes("t", "m", 0, 0);
        assertEquals(List.of(), peer.heard());
    }

    @Test
    void noLocalKeepsOnesOwnAway() {
        peer.subscribes(1, 0, new Filter("t", 0, true, false, 0)).heard();
        peer.publishes("t", "own", 0, 0);
        sender.publishes("t", "other", 0, 0);
        assertEquals(List.of("t=other q0"), peer.heard());
    }

    @Test
    void noLocalOfOneSubscriptionDoesNotHinderAnother() {
        peer.subscribes(1, 1, new Filter("t", 2, true, false, 0), Filter.of("+", 0))
                .heard();
        peer.publishes("t", "own", 2, 1);
        assertEquals(List.of("PUBREC #1", "t=own q0 ids[1]"), peer.heard());
    }

    @Test
    void leadingWildcardsDoNotReachDollarTopics() {
        peer.subscribed("#", 0).subscribed("+/x", 0).subscribed("$a/#", 0);
        sender.publishes("$a/x", "1", 0, 0).publishes("$b/x", "2", 0, 0);
        assertEquals(List.of("$a/x=1 q0"), peer.heard());
    }

    @Test
    void isNotAcknowledgedBeforeItIsDurable() {
        Peer lasting = server.client("p").resuming(60).connected();
        server.store().slow();
        assertEquals(List.of(), lasting.subscribes("t", 0).heard());
        assertEquals(List.of("SUBACK #1 0"), peer.subscribes("t", 0).heard());
        server.store().catchUp();
        server.settle();
        assertEquals(List.of("SUBACK #1 0"), lasting.heard());
    }

    @Test
    void readingTakesTheRight() {
        Peer feed = server.client("f").as("feed", Scope.FEED).connected();
        assertEquals(
                List.of("SUBACK #1 NOT_AUTHORIZED"), feed.subscribes("t", 0).heard());
    }

    @Test
    void whatIsDeniedInsideOfAFilterIsNotDelivered() {
        TestServer strict =
                new TestServer("\"acl\": [{\"topic\": \"#\"}, {\"access\": \"deny\", \"topic\": \"x/secret\","
                        + " \"subjects\": [\"ann\", \"\"]}]");
        Peer owner =
                strict.client("s").connected().retains("x/secret", "0", 0, 0).retains("x/a", "1", 0, 0);
        Peer ann = strict.client("ann").as("ann", Scope.TRADE).resuming(60).connected();
        Peer member = strict.client("m").as("ann", Scope.TRADE).connected();
        member.subscribed("$share/g/#", 0);
        assertEquals(
                List.of("SUBACK #1 1", "x/a=1 q0 retain"),
                ann.subscribes("x/#", 1).heard());
        owner.publishes("x/secret", "2", 1, 1).publishes("x/b", "3", 1, 1);
        assertEquals(List.of("x/b=3 q1 #1"), ann.heard());
        assertEquals(List.of("x/b=3 q0"), member.heard());
        Peer away = strict.client("w").as("ann", Scope.TRADE).resuming(60).connected();
        away.subscribed("$share/h/+/secret", 1).leaves();
        owner.publishes("y/secret", "6", 1, 1).publishes("x/secret", "7", 1, 1);
        assertEquals(
                List.of("CONNACK present", "y/secret=6 q1 #1"),
                strict.client("w").as("ann", Scope.TRADE).resuming(60).asks().heard());
        TestServer again = strict.crashed();
        again.client("s").connected().publishes("x/secret", "4", 1, 1).publishes("x/c", "5", 1, 1);
        assertEquals(
                List.of("CONNACK present", "x/b=3 q1 #1 dup", "x/c=5 q1 #2"),
                again.client("ann").as("ann", Scope.TRADE).resuming(60).asks().heard());
    }

    @Test
    void whoComesBackWithFewerRightsHasFewerSubscriptions() {
        Peer trader = server.client("t").as("ann", Scope.TRADE).resuming(60).connected();
        trader.subscribed("t", 0).vanishes();
        Peer back = server.client("t").as("ann", Scope.FEED).resuming(60).connected();
        sender.publishes("t", "1", 0, 0);
        assertEquals(List.of(), back.heard());
        back.vanishes();
        assertEquals(
                0,
                server.crashed()
                        .client("t")
                        .as("ann", Scope.TRADE)
                        .resuming(60)
                        .connected()
                        .client()
                        .filters()
                        .size());
    }

    @Test
    void ofAGroupOneGetsEachInTurn() {
        Peer b = server.client("b").connected().subscribed("$share/g/t", 0);
        peer.subscribed("$share/g/t", 0);
        Peer c = server.client("c").connected().subscribed("$share/h/t", 0).subscribed("t", 0);
        sender.publishes("t", "1", 0, 0).publishes("t", "2", 0, 0);
        assertEquals(List.of("t=1 q0"), b.heard());
        assertEquals(List.of("t=2 q0"), peer.heard());
        assertEquals(List.of("t=1 q0", "t=1 q0", "t=2 q0", "t=2 q0"), c.heard());
    }

    @Test
    void ofAGroupOneWhoIsThereAndHasRoomComesFirst() {
        server.client("absent")
                .resuming(60)
                .connected()
                .subscribed("$share/g/t", 1)
                .leaves();
        Peer busy = server.client("busy").receiveMaximum(1).connected().subscribed("$share/g/t", 1);
        peer.subscribed("$share/g/t", 1);
        for (int i = 1; i <= 3; i++) {
            sender.publishes("t", "" + i, 1, i);
        }
        assertEquals(List.of("t=1 q1 #1"), busy.heard());
        assertEquals(List.of("t=2 q1 #1", "t=3 q1 #2"), peer.heard());
    }

    @Test
    void ofAGroupWithNobodyThereItWaitsForOneWhoComesBack() {
        server.client("absent")
                .resuming(60)
                .connected()
                .subscribed("$share/g/t", 1)
                .leaves();
        sender.publishes("t", "1", 1, 1);
        assertEquals(
                List.of("CONNACK present", "t=1 q1 #1"),
                server.client("absent").resuming(60).asks().heard());
    }

    @Test
    void whoLeavesAGroupGetsNoMore() {
        peer.subscribed("$share/g/t", 0).unsubscribes("$share/g/t").heard();
        assertEquals(
                List.of("PUBACK #1 NO_MATCHING_SUBSCRIBERS"),
                sender.publishes("t", "1", 1, 1).heard());
        assertEquals(List.of(), peer.heard());
    }

    @Test
    void whoseSessionHasEndedHasNoSubscriptions() {
        peer.subscribed("t", 0).subscribed("$share/g/t", 0).vanishes();
        assertEquals(
                List.of("PUBACK #1 NO_MATCHING_SUBSCRIBERS"),
                sender.publishes("t", "1", 1, 1).heard());
    }
}
