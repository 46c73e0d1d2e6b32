package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.protocol.mqtt.Packet.Connect;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionTest {
    private final TestServer server = TestServer.plain();

    @Test
    void isThereAgainWithinItsExpiryAndGoneAfterIt() {
        server.client("a").resuming(10).connected().subscribed("t", 0).leaves();
        server.passSeconds(9.9);
        Peer again = server.client("a").resuming(10).asks();
        assertEquals(List.of("CONNACK present"), again.heard());
        server.client("b").connected().publishes("t", "x", 0, 0);
        assertEquals(List.of("t=x q0"), again.heard());
        again.leaves();
        server.passSeconds(10);
        assertEquals(0, server.broker().sessions() - 1);
        assertEquals(List.of("CONNACK"), server.client("a").resuming(10).asks().heard());
    }

    @Test
    void doesNotEndWhileItsClientIsThere() {
        server.client("a").resuming(10).connected().leaves();
        server.passSeconds(5);
        Peer again = server.client("a").resuming(10).connected().subscribed("t", 0);
        server.passSeconds(100);
        server.client("b").connected().publishes("t", "x", 0, 0);
        assertEquals(List.of("t=x q0"), again.heard());
    }

    @Test
    void isGoneOnTimeThoughNobodyHasSwept() {
        server.client("a").resuming(10).connected().leaves();
        server.passUnswept(10);
        assertEquals(List.of("CONNACK"), server.client("a").resuming(10).asks().heard());
    }

    @Test
    void endsWithItsConnectionWhenItAskedForNoMore() {
        server.client("a").resuming(0).connected().subscribed("t", 0).vanishes();
        assertEquals(0, server.broker().sessions());
        assertEquals(List.of("CONNACK"), server.client("a").resuming(0).asks().heard());
    }

    @Test
    void neverEndsWhenItAskedForThat() {
        server.client("a").resuming(Connect.NEVER).connected().leaves();
        server.client("o").v311().resuming(0).connected().leaves();
        server.passSeconds(1e9);
        assertEquals(
                List.of("CONNACK present"),
                server.client("a").resuming(0).asks().heard());
        assertEquals(
                List.of("CONNACK present"),
                server.client("o").v311().resuming(0).asks().heard());
    }

    @Test
    void aCleanStartBeginsAnew() {
        server.client("a").resuming(60).connected().subscribed("t", 0).leaves();
        Peer clean = server.client("a").expiring(60).asks();
        assertEquals(List.of("CONNACK"), clean.heard());
        server.client("b").connected().publishes("t", "x", 0, 0);
        assertEquals(List.of(), clean.heard());
    }

    @Test
    void aDisconnectCanShortenAndProlongIt() {
        Peer peer = server.client("a").resuming(10).connected();
        peer.says(new Disconnect(ReasonCode.SUCCESS, 100, null, List.of()));
        server.passSeconds(99);
        assertEquals(
                List.of("CONNACK present"),
                server.client("a").resuming(10).asks().heard());
        Peer last = server.client("a").resuming(10).connected();
        last.says(new Disconnect(ReasonCode.SUCCESS, 0, null, List.of()));
        assertEquals(0, server.broker().sessions());
    }

    @Test
    void aDisconnectCannotKeepWhatWasToEnd() {
        Peer peer = server.client("a").connected();
        peer.client().heard(new Disconnect(ReasonCode.SUCCESS, 5, null, List.of()));
        assertEquals(List.of("DISCONNECT PROTOCOL_ERROR", "closed"), peer.heard());
    }

    @Test
    void isTakenOverByTheNextWithItsId() {
        Peer first = server.client("a").resuming(60).connected().subscribed("t", 0);
        Peer second = server.client("a").resuming(60).asks();
        assertEquals(List.of("DISCONNECT SESSION_TAKEN_OVER", "closed"), first.heard());
        assertEquals(List.of("CONNACK present"), second.heard());
        server.client("b").connected().publishes("t", "x", 0, 0);
        assertEquals(List.of("t=x q0"), second.heard());
        first.vanishes();
        server.client("c").connected().publishes("t", "y", 0, 0);
        assertEquals(List.of("t=y q0"), second.heard());
    }

    @Test
    void in311OneThatIsTakenOverIsJustClosed() {
        Peer first = server.client("a").v311().connected();
        Peer second = server.client("a").v311().asks();
        assertEquals(List.of("closed"), first.heard());
        assertEquals(List.of("CONNACK"), second.heard());
    }

    @Test
    void endsWhenItsClientHasComeToAnotherNode() {
        Peer peer = server.client("a").resuming(60).connected();
        server.client("b").resuming(60).connected().leaves();
        server.broker().claimedElsewhere("a");
        server.broker().claimedElsewhere("b");
        server.broker().claimedElsewhere("nobody");
        assertEquals(List.of("DISCONNECT SESSION_TAKEN_OVER", "closed"), peer.heard());
        assertEquals(0, server.broker().sessions());
    }

    @Test
    void survivesACrashWithItsSubscriptions() {
        server.client("a").resuming(60).connected().subscribed("t", 1);
        server.client("gone").connected().subscribed("t", 1);
        TestServer again = server.crashed();
        assertEquals(1, again.broker().sessions());
        again.client("b").connected().publishes("t", "x", 1, 1);
        Peer back = again.client("a").resuming(60).asks();
        assertEquals(List.of("CONNACK present", "t=x q1 #1"), back.heard());
    }

    @Test
    void ofTheTimeThatTheNodeWasAwayNothingIsTakenFromWhoWasThere() {
        server.client("here").resuming(10).connected();
        server.client("absent").resuming(10).connected().leaves();
        server.passUnswept(11);
        TestServer again = server.crashed();
        again.passSeconds(1);
        assertEquals(
                List.of("CONNACK present"),
                again.client("here").resuming(10).asks().heard());
        assertEquals(
                List.of("CONNACK"), again.client("absent").resuming(10).asks().heard());
    }

    @Test
    void oneThatIsToEndWithItsConnectionNowDoesNotSurviveACrash() {
        server.client("a").resuming(60).connected().leaves();
        server.client("a").resuming(0).connected();
        assertEquals(List.of(), server.store().content());
        assertEquals(0, server.crashed().broker().sessions());
    }

    @Test
    void oneThatIsToLiveOnSinceItCameBackSurvivesACrashWithAllItHas() {
        Peer first = server.client("a").connected().subscribed("t", 1);
        assertEquals(List.of(), server.store().content());
        first.vanishes();
        server.client("a").resuming(0).connected().subscribed("t", 1);
        // The same connection is resumed by one who wants more.
        Peer longer = server.client("a").resuming(60).asks();
        assertEquals("CONNACK", longer.heard().get(0));
    }

    @Test
    void leavesNothingInTheStoreWhenItEnds() {
        Peer peer = server.client("a").resuming(60).will("w", "bye", 1, 30).connected();
        peer.subscribed("t", 2);
        Peer other = server.client("b").connected();
        other.publishes("t", "1", 1, 1).publishes("t", "2", 2, 2);
        peer.vanishes();
        other.publishes("t", "3", 2, 3);
        server.passSeconds(60);
        assertEquals(List.of(), server.store().content());
    }

    @Test
    void whoComesAndGoesForeverLeavesNoTimersBehind() {
        for (int i = 0; i < 1000; i++) {
            server.client("a")
                    .resuming(1_000_000)
                    .will("w", "x", 0, 500_000)
                    .connected()
                    .vanishes();
        }
        // One for the session and one for the will.
        assertEquals(2, server.broker().timers());
    }
}
