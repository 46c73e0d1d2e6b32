package io.tickwire.journal;

import io.tickwire.domain.Bar;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/**
 * The history in an SQLite file of its own, with a writer of its own, so that no order waits for it. Any thread, but
 * {@link #open} and {@link #close} block.
 */
public final class SqliteHistoryStore implements HistoryStore {
    static final String ALIVE = "alive";
    private static final String FOLDER = "history";

    private final SqliteStore store;

    /** @param storage folder of {@code storage.path}; the database has one of its own in it */
    public SqliteHistoryStore(Path storage, Clock clock) {
        this.store = new SqliteStore(HistorySchema.SCHEMA, folder(storage), writes -> {}, clock);
    }

    /** Where the history of a {@code storage.path} is. */
    public static Path folder(Path storage) {
        return storage.resolve(FOLDER);
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
    public Future<SeriesTail> tail(String series, long fromMsc) {
        return store.read(sql -> new HistoryRows(sql).tail(series, fromMsc));
    }

    @Override
    public Future<Void> write(List<TickRun> runs, long nowMsc) {
        List<TickRun> asHandedIn = List.copyOf(runs);
        return store.must(sql -> {
            HistoryWrites writes = new HistoryWrites(sql);
            for (TickRun run : asHandedIn) {
                writes.write(run);
            }
            writes.meta(ALIVE, nowMsc);
        });
    }

    @Override
    public Future<Long> lastAlive() {
        return store.read(sql -> new HistoryRows(sql).meta(ALIVE));
    }

    @Override
    public Future<TickPage> ticks(TickSpan span) {
        return store.readAtOnce(sql -> new HistoryRows(sql).ticks(span));
    }

    @Override
    public Future<BarPage> bars(BarSpan span) {
        return store.readAtOnce(sql -> new HistoryRows(sql).bars(span));
    }

    @Override
    public Future<Void> fill(String series, List<Bar> minutes) {
        List<Bar> asHandedIn = List.copyOf(minutes);
        return store.must(sql -> new HistoryWrites(sql).fill(series, asHandedIn));
    }

    @Override
    public Future<Long> gap(HistoryGap gap) {
        long[] id = new long[1];
        return store.must(sql -> id[0] = new HistoryWrites(sql).gap(gap)).map(done -> id[0]);
    }

    @Override
    public Future<List<HistoryGap>> gaps() {
        return store.read(sql -> new HistoryRows(sql).gaps());
    }

    @Override
    public Future<List<SeriesInfo>> list() {
        return store.read(sql -> new HistoryRows(sql).list());
    }

    @Override
    public Future<Integer> expire(Expiry expiry) {
        int[] gone = new int[1];
        return store.must(sql -> gone[0] = new HistoryWrites(sql).expire(expiry))
                .map(done -> gone[0]);
    }

    /** For tests of the file's own behaviour. */
    SqliteStore store() {
        return store;
    }
}
