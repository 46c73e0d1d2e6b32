package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.Packet.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetainedTest {
    private final TestServer server = TestServer.plain();
    private final Peer sender = server.client("s").connected();
    private final Peer peer = server.client("a").connected();

    @Test
    void aNewSubscriberGetsTheLastOneAndOthersGetItAsANewOne() {
        peer.subscribed("t", 1);
        sender.retains("t", "1", 1, 1).retains("t", "2", 1, 2).retains("u/v", "3", 0, 0);
        assertEquals(List.of("t=1 q1 #1", "t=2 q1 #2"), peer.heard());
        assertEquals(
                List.of("SUBACK #1 1", "t=2 q1 #1 retain"),
                server.client("b").connected().subscribes("t", 1).heard());
        assertEquals(
                List.of("SUBACK #1 0", "t=2 q0 retain"),
                server.client("c").connected().subscribes("+", 0).heard());
    }

    @Test
    void anEmptyOneTakesItAwayAndIsDeliveredItself() {
        sender.retains("t", "1", 0, 0);
        peer.subscribed("t", 0);
        sender.retains("t", "", 0, 0);
        assertEquals(List.of("t= q0"), peer.heard());
        assertEquals(List.of("SUBACK #1 0"), peer.subscribes("t", 0).heard());
        assertEquals(List.of(), server.store().content());
    }

    /** MQTT 5.0 §3.8.3.1: first and second time. */
    @ParameterizedTest
    @CsvSource({"0,true,true", "1,true,false", "2,false,false"})
    void retainHandlingSaysWhenItIsSent(int handling, boolean first, boolean second) {
        sender.retains("t", "1", 0, 0);
        Filter filter = new Filter("t", 0, false, false, handling);
        List<String> with = List.of("SUBACK #1 0", "t=1 q0 retain");
        List<String> without = List.of("SUBACK #1 0");
        assertEquals(first ? with : without, peer.subscribes(1, 0, filter).heard());
        assertEquals(second ? with : without, peer.subscribes(1, 0, filter).heard());
        peer.unsubscribes("t").heard();
        assertEquals(first ? with : without, peer.subscribes(1, 0, filter).heard());
    }

    @Test
    void retainAsPublishedKeepsTheFlag() {
        peer.subscribes(1, 0, new Filter("t", 0, false, true, 0)).heard();
        sender.retains("t", "1", 0, 0).publishes("t", "2", 0, 0);
        assertEquals(List.of("t=1 q0 retain", "t=2 q0"), peer.heard());
    }

    @Test
    void ofOverlappingSubscriptionsOneThatKeepsTheFlagIsEnough() {
        for (Filter filter : List.of(Filter.of("t", 0), new Filter("+", 0, false, true, 2), Filter.of("t/#", 0))) {
            peer.subscribes(1, 0, filter).heard();
        }
        sender.retains("t", "1", 0, 0);
        assertEquals(List.of("t=1 q0 retain"), peer.heard());
    }

    @Test
    void aSharedSubscriptionGetsNone() {
        sender.retains("t", "1", 0, 0);
        assertEquals(List.of("SUBACK #1 0"), peer.subscribes("$share/g/t", 0).heard());
    }

    @Test
    void withNoLocalOnesOwnIsNotSentEither() {
        peer.retains("t", "1", 0, 0);
        sender.retains("u", "2", 0, 0);
        assertEquals(
                List.of("SUBACK #1 0", "u=2 q0 retain"),
                peer.subscribes(1, 0, new Filter("+", 0, true, false, 0)).heard());
    }

    @Test
    void carriesTheIdOfTheSubscriptionThatItIsSentFor() {
        sender.retains("t", "1", 0, 0);
        peer.subscribed("t", 0);
        assertEquals(
                List.of("SUBACK #1 0", "t=1 q0 retain ids[7]"),
                peer.subscribes(1, 7, Filter.of("+", 0)).heard());
    }

    @Test
    void survivesACrash() {
        sender.retains("t", "1", 0, 0).retains("u", "2", 1, 1).retains("u", "", 0, 0);
        assertEquals(
                List.of("SUBACK #1 0", "t=1 q0 retain"),
                server.crashed().client("a").connected().subscribes("#", 0).heard());
    }

    @Test
    void oneThatExpiresIsGoneAndTakesNoRoom() {
        TestServer small = TestServer.limited("\"maxRetained\": 1");
        Peer owner = small.client("s").connected();
        MessageProperties soon = Peer.life(5);
        owner.says(Peer.retained("t", "1", 0, 0, soon));
        small.passUnswept(4.5);
        assertEquals(
                List.of("SUBACK #1 0", "t=1 q0 retain expires1"),
                small.client("a").connected().subscribes("#", 0).heard());
        small.passUnswept(0.5);
        assertEquals(
                List.of("SUBACK #1 0"),
                small.client("b").connected().subscribes("#", 0).heard());
        small.passSeconds(0);
        assertEquals(
                List.of("PUBACK #1"),
                small.client("c").connected().retains("u", "2", 1, 1).heard());
        assertEquals(1, small.store().content().size());
    }

    @Test
    void oneThatIsReplacedNoLongerExpiresWithTheOldOnesTime() {
        sender.says(Peer.retained("t", "1", 0, 0, Peer.life(5))).retains("t", "2", 0, 0);
        server.passSeconds(6);
        assertEquals(
                List.of("SUBACK #1 0", "t=2 q0 retain"), peer.subscribes("t", 0).heard());
    }

    @Test
    void noMoreThanItMayAreKept() {
        TestServer small = TestServer.limited("\"maxRetained\": 2");
        Peer owner = small.client("s").connected();
        Peer other = small.client("o").connected().subscribed("#", 0);
        owner.retains("a", "1", 0, 0).retains("b", "1", 0, 0);
        assertEquals(
                List.of("PUBACK #1 QUOTA_EXCEEDED"),
                owner.retains("c", "1", 1, 1).heard());
        // What is there may change, and go.
        assertEquals(List.of("PUBACK #2"), owner.retains("a", "2", 1, 2).heard());
        assertEquals(List.of("PUBACK #3"), owner.retains("b", "", 1, 3).heard());
        assertEquals(List.of("PUBACK #4"), owner.retains("c", "1", 1, 4).heard());
        assertEquals(List.of("a=1 q0", "b=1 q0", "a=2 q0", "b= q0", "c=1 q0"), other.heard());
        assertEquals(
                List.of("DISCONNECT QUOTA_EXCEEDED", "closed"),
                owner.retains("d", "1", 0, 0).heard());
    }

    @Test
    void noMoreBytesThanItMayAreKept() {
        TestServer small = TestServer.limited("\"maxRetainedBytes\": 1000");
        Peer owner = small.client("s").connected();
        assertEquals(
                List.of("PUBACK #1 QUOTA_EXCEEDED"),
                owner.retains("a", "x".repeat(1000), 1, 1).heard());
        assertEquals(
                List.of("PUBACK #2 NO_MATCHING_SUBSCRIBERS"),
                owner.retains("a", "x".repeat(500), 1, 2).heard());
        assertEquals(
                List.of("PUBACK #3 QUOTA_EXCEEDED"),
                owner.retains("b", "x".repeat(500), 1, 3).heard());
        assertEquals(
                List.of("PUBACK #4 NO_MATCHING_SUBSCRIBERS"),
                owner.retains("a", "y".repeat(500), 1, 4).heard());
    }

    @Test
    void whereNothingIsRetainedWhoTriesIsClosed() {
        TestServer none = TestServer.limited("\"maxRetained\": 0");
        assertEquals(
                List.of("DISCONNECT RETAIN_NOT_SUPPORTED", "closed"),
                none.client("a").connected().retains("t", "1", 1, 1).heard());
    }
}
