package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.journal.MqttChange;
import io.tickwire.protocol.mqtt.MessageProperties;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final FlakyStore store = new FlakyStore();
    private final Ledger ledger = new Ledger(store, Runnable::run);
    private final List<String> kept = new ArrayList<>();

    private static MqttChange change(String topic) {
        return new MqttChange.RetainedGone(topic);
    }

    private void promise(String what) {
        ledger.whenDurable(() -> kept.add(what));
    }

    @Test
    void keepsAPromiseAtOnceWhereNothingWaits() {
        promise("a");
        assertEquals(List.of("a"), kept);
    }

    @Test
    void keepsPromisesWhenAllThatWasRecordedBeforeIsDurable() {
        store.slow();
        ledger.record(change("1"));
        promise("a");
        assertEquals(List.of(), kept);
        ledger.commit();
        promise("b");
        ledger.record(change("2"));
        promise("c");
        ledger.commit();
        assertEquals(List.of(List.of(change("1"))), store.asked());
        assertEquals(2, ledger.waiting());
        store.catchUp();
        assertEquals(List.of("a", "b", "c"), kept);
        assertEquals(List.of(List.of(change("1")), List.of(change("2"))), store.asked());
        assertEquals(0, ledger.waiting());
    }

    @Test
    void commitsTogetherWhatATurnRecorded() {
        ledger.record(change("1"));
        ledger.record(change("2"));
        ledger.commit();
        ledger.commit();
        assertEquals(List.of(List.of(change("1"), change("2"))), store.asked());
    }

    @Test
    void triesABatchThatFailedAgainAndLosesNothing() {
        store.failing(true);
        ledger.record(change("1"));
        promise("a");
        ledger.commit();
        assertTrue(ledger.isFailing());
        ledger.record(change("2"));
        promise("b");
        ledger.commit();
        ledger.retry();
        assertEquals(List.of(), kept);
        assertTrue(ledger.isFailing());
        store.failing(false);
        ledger.retry();
        ledger.retry();
        assertFalse(ledger.isFailing());
        assertEquals(List.of("a", "b"), kept);
        assertEquals(
                List.of(List.of(change("1")), List.of(change("1")), List.of(change("1")), List.of(change("2"))),
                store.asked());
    }

    @Test
    void isFailingUntilItIsKnownToWorkAgain() {
        store.failing(true);
        ledger.record(change("1"));
        ledger.commit();
        store.failing(false);
        store.slow();
        ledger.retry();
        assertTrue(ledger.isFailing());
        // One attempt at a time.
        ledger.retry();
        assertEquals(2, store.asked().size());
        store.catchUp();
        assertFalse(ledger.isFailing());
    }

    @Test
    void keepsAMessageAsLongAsADeliveryNamesIt() {
        Message message = Message.of("t", new byte[0], 1, false, MessageProperties.NONE, 0, "");
        ledger.startsAfter(41);
        ledger.use(message);
        ledger.use(message);
        ledger.release(message);
        assertEquals(42, message.storedId());
        assertEquals(1, ledger.recorded());
        ledger.release(message);
        ledger.commit();
        assertEquals(new MqttChange.MessageGone(42), store.asked().get(0).get(1));
    }
}
