package io.tickwire.journal;

import io.vertx.core.Future;
import java.util.List;

/**
 * What an MQTT server must not lose: persistent sessions, what waits for them, and retained messages. One server writes
 * to it. Futures complete on any thread.
 */
public interface MqttStore {

    /** All there is; asked once, before the first {@link #commit}. Fails with {@link JournalUnavailableException}. */
    Future<MqttStored> load();

    /**
     * Makes changes, in their order, all or none; batches are made in the order in which they are handed in. Durable when
     * the future succeeds. Fails with {@link JournalUnavailableException}, and then nothing of it was made.
     */
    Future<Void> commit(List<MqttChange> changes);
}
