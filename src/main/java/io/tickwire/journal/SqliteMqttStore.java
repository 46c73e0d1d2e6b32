package io.tickwire.journal;

import io.tickwire.domain.message.JournalStatus;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * An MQTT server's store on disk: a database beside the order journal, with a writer of its own, so that no order waits
 * for MQTT traffic. Any thread, but {@link #open} and {@link #close} block.
 */
public final class SqliteMqttStore implements MqttStore {
    private static final String FOLDER = "mqtt";

    private final SqliteStore store;
    private final MqttStatements statements = new MqttStatements();

    /**
     * @param storage folder of {@code storage.path}; the database has one of its own in it
     * @param batches told how many calls of {@link #commit} each sync of the disk held
     */
    public SqliteMqttStore(Path storage, IntConsumer batches) {
        this.store = new SqliteStore(MqttSchema.SCHEMA, storage.resolve(FOLDER), batches, Clock.system());
    }

    /**
     * Opens the file unless it is open. Blocks.
     *
     * @throws JournalInUseException when another process has it
     * @throws JournalUnavailableException when it cannot be used, with the reason and what to do
     */
    public void open() {
        store.open();
    }

    /** Writes what waits, then lets go of the file. Blocks for a few seconds at most. */
    public void close() {
        store.close();
    }

    /** Whether it is open and the last write worked; never blocks. */
    public JournalStatus status() {
        return store.status();
    }

    @Override
    public Future<MqttStored> load() {
        return store.must(MqttRows::tidy)
                .compose(tidy -> store.read(MqttRows::all))
                .map(MqttStored::new);
    }

    @Override
    public Future<Void> commit(List<MqttChange> changes) {
        List<MqttChange> asHandedIn = List.copyOf(changes);
        return store.must(sql -> {
                    for (MqttChange change : asHandedIn) {
                        statements.apply(sql, change);
                    }
                })
                .recover(SqliteMqttStore::unavailable);
    }

    /** A batch that the database does not take is refused as one that the disk does not take. */
    private static Future<Void> unavailable(Throwable failure) {
        return Future.failedFuture(
                failure instanceof JournalUnavailableException
                        ? failure
                        : new JournalUnavailableException("the MQTT store refuses a change: " + failure.getMessage()));
    }

    /** For tests of the file's own behaviour. */
    SqliteStore store() {
        return store;
    }
}
