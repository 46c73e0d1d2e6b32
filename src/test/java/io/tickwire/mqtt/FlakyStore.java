package io.tickwire.mqtt;

import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.journal.MemoryMqttStore;
import io.tickwire.journal.MqttChange;
import io.tickwire.journal.MqttStore;
import io.tickwire.journal.MqttStored;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;

/** A store that is slow, or fails, as a test wants it. */
final class FlakyStore implements MqttStore {
    private final MemoryMqttStore behind = new MemoryMqttStore();
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private final List<List<MqttChange>> held = new ArrayList<>();
    private final List<List<MqttChange>> asked = new ArrayList<>();
    private boolean slow;
    private boolean failing;

    @Override
    public Future<MqttStored> load() {
        return behind.load();
    }

    @Override
    public Future<Void> commit(List<MqttChange> changes) {
        asked.add(List.copyOf(changes));
        if (failing) {
            return Future.failedFuture(new JournalUnavailableException("the disk is full"));
        }
        if (slow) {
            Promise<Void> promise = Promise.promise();
            waiting.add(promise);
            held.add(changes);
            return promise.future();
        }
        return behind.commit(changes);
    }

    /** Nothing is durable until {@link #catchUp}. */
    void slow() {
        slow = true;
    }

    void failing(boolean now) {
        failing = now;
    }

    void catchUp() {
        slow = false;
        held.forEach(behind::commit);
        held.clear();
        List<Promise<Void>> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Promise::complete);
    }

    /** Every batch that was handed in, also those that failed. */
    List<List<MqttChange>> asked() {
        return asked;
    }

    List<MqttChange> content() {
        return behind.load().result().changes();
    }
}
