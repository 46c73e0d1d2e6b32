package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.Packet.Disconnect;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WillTest {
    private final TestServer server = TestServer.plain();
    private final Peer watcher = server.client("watcher").connected().subscribed("w/#", 1);

    private Peer dying(long expiry, long delay) {
        return server.client("a").resuming(expiry).will("w/a", "bye", 0, delay);
    }

    @Test
    void isPublishedWhenTheConnectionBreaks() {
        dying(0, 0).connected().vanishes();
        assertEquals(List.of("w/a=bye q0"), watcher.heard());
    }

    @Test
    void isNotPublishedAfterAGoodbye() {
        dying(0, 0).connected().leaves();
        dying(60, 5).connected().leaves();
        server.passSeconds(100);
        assertEquals(List.of(), watcher.heard());
    }

    @ParameterizedTest
    @CsvSource({"DISCONNECT_WITH_WILL", "UNSPECIFIED_ERROR", "PROTOCOL_ERROR"})
    void isPublishedAfterAGoodbyeThatAsksForItOrTellsOfAFault(ReasonCode reason) {
        dying(0, 0).connected().says(Disconnect.of(reason, null));
        assertEquals(List.of("w/a=bye q0"), watcher.heard());
    }

    @Test
    void isPublishedWhenTheServerEndsTheConnection() {
        dying(0, 0).connected().client().end(ReasonCode.KEEP_ALIVE_TIMEOUT, "silent");
        assertEquals(List.of("w/a=bye q0"), watcher.heard());
    }

    /** MQTT 5.0 §3.1.3.2.2: after its delay or with its session, whichever comes first. */
    @ParameterizedTest
    @CsvSource({"60,5,5", "3,5,3", "0,5,0", "4294967295,7,7"})
    void waitsForItsDelayOrTheEndOfItsSession(long expiry, long delay, long due) {
        dying(expiry, delay).connected().vanishes();
        if (due > 0) {
            server.passSeconds(due - 0.1);
            assertEquals(List.of(), watcher.heard());
            server.passSeconds(0.1);
        }
        assertEquals(List.of("w/a=bye q0"), watcher.heard());
        server.passSeconds(1000);
        assertEquals(List.of(), watcher.heard());
    }

    @Test
    void isForgottenWhenItsClientIsBackInTime() {
        dying(60, 5).connected().vanishes();
        server.passSeconds(4);
        server.client("a").resuming(60).connected();
        server.passSeconds(10);
        assertEquals(List.of(), watcher.heard());
    }

    @Test
    void isPublishedAtOnceWhenACleanStartEndsItsSession() {
        dying(60, 5).connected().vanishes();
        server.client("a").cleanStart().expiring(60).connected();
        assertEquals(List.of("w/a=bye q0"), watcher.heard());
    }

    /** MQTT 5.0 §3.1.3.2.2, the note: it goes out unless the new connection resumes and the will may wait. */
    @ParameterizedTest
    @CsvSource({"false,5,false", "false,0,true", "true,5,true", "true,0,true"})
    void aTakeOverPublishesItUnlessItMayWaitForTheResumedSession(boolean clean, long delay, boolean published) {
        dying(60, delay).connected();
        Peer next = server.client("a").resuming(60);
        (clean ? next.cleanStart() : next).connected();
        server.passSeconds(10);
        assertEquals(published ? List.of("w/a=bye q0") : List.of(), watcher.heard());
    }

    @Test
    void theNextConnectionHasAWillOfItsOwn() {
        dying(60, 5).connected().vanishes();
        server.client("a").resuming(60).will("w/a", "other", 0, 1).connected().vanishes();
        server.passSeconds(10);
        assertEquals(List.of("w/a=other q0"), watcher.heard());
    }

    @Test
    void isRetainedWhenItSaysSoAndQueuedForWhoIsAbsent() {
        Peer absent = server.client("absent").resuming(60).connected().subscribed("w/a", 2);
        absent.leaves();
        server.client("a").will("w/a", "bye", 1, true, 0).connected().vanishes();
        assertEquals(List.of("w/a=bye q1 #1"), watcher.heard());
        assertEquals(
                List.of("CONNACK present", "w/a=bye q1 #1"),
                server.client("absent").resuming(60).asks().heard());
        assertEquals(
                List.of("SUBACK #1 0", "w/a=bye q0 retain"),
                server.client("late").connected().subscribes("w/a", 0).heard());
    }

    @Test
    void anEmptyOneClearsWhatIsRetainedThoughThereIsNoRoom() {
        TestServer full = TestServer.limited("\"maxRetained\": 1, \"maxRetainedBytes\": 0");
        Peer seen = full.client("s").connected();
        full.broker().publish(retainedBefore(), true);
        full.client("a").will("w/a", "", 0, true, 0).connected().vanishes();
        assertEquals(List.of("SUBACK #1 0"), seen.subscribes("w/a", 0).heard());
    }

    private static Message retainedBefore() {
        return Message.of("w/a", Peer.bytes("old"), 0, true, MessageProperties.NONE, 0, "");
    }

    @Test
    void ofOneWhoWasThereWhenTheNodeDiedIsPublishedAfterItsDelay() {
        server.client("o").resuming(600).connected().subscribed("w/a", 1).leaves();
        dying(60, 5).will("w/a", "bye", 1, 5).connected();
        TestServer again = server.crashed();
        Peer other = again.client("o").resuming(600).connected();
        again.passSeconds(4.9);
        assertEquals(List.of(), other.heard());
        again.passSeconds(0.1);
        assertEquals(List.of("w/a=bye q1 #1"), other.heard());
        assertEquals(
                List.of("CONNACK present", "w/a=bye q1 #1 dup"),
                again.crashed().client("o").resuming(600).asks().heard());
    }

    @Test
    void thatWasWaitingWhenTheNodeDiedKeepsItsTime() {
        dying(60, 10).connected().vanishes();
        server.passUnswept(6);
        TestServer again = server.crashed();
        Peer seen = again.client("s").connected().subscribed("w/a", 0);
        again.passSeconds(3.9);
        assertEquals(List.of(), seen.heard());
        again.passSeconds(0.1);
        assertEquals(List.of("w/a=bye q0"), seen.heard());
    }

    @Test
    void thatIsDueIsGoneFromTheStoreAndSoIsOneThatIsForgotten() {
        dying(60, 1).connected().vanishes();
        server.passSeconds(1);
        watcher.heard();
        TestServer again = server.crashed();
        again.client("a").resuming(60).will("w/a", "x", 0, 1).connected().leaves();
        Peer seen = again.client("s").connected().subscribed("w/#", 0);
        again.passSeconds(100);
        assertEquals(List.of(), seen.heard());
        TestServer third = again.crashed();
        Peer last = third.client("s").connected().subscribed("w/#", 0);
        third.passSeconds(100);
        assertEquals(List.of(), last.heard());
    }
}
