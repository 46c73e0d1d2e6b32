package io.tickwire.history;

import static io.tickwire.ops.Awaiting.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Bar;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.StoredBarsQuery;
import io.tickwire.domain.message.StoredTicks;
import io.tickwire.domain.message.StoredTicksQuery;
import io.tickwire.journal.BarPage;
import io.tickwire.journal.BarSpan;
import io.tickwire.journal.Expiry;
import io.tickwire.journal.HistoryGap;
import io.tickwire.journal.HistoryStore;
import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.journal.SeriesInfo;
import io.tickwire.journal.SeriesTail;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.journal.TickPage;
import io.tickwire.journal.TickRun;
import io.tickwire.journal.TickSpan;
import io.tickwire.ops.HistoryMetrics;
import io.tickwire.ops.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A history without a platform: its owner's context is one thread. */
final class Scene implements AutoCloseable {
    static final int MAX_WAITING = 1_000;

    final ManualClock clock = new ManualClock();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HistoryMetrics metrics = new HistoryMetrics(registry);
    final TickwireConfig config;
    final BarGrid grid;
    volatile boolean broken;
    volatile boolean noGaps;
    final List<TickSpan> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService here = Executors.newSingleThreadExecutor();
    private final Path folder;
    private SqliteHistoryStore disk;
    HistoryStore store;
    HistoryWriter writer;
    HistoryReader reader;

    Scene(Path folder, BarGrid grid, String json) {
        this.folder = folder;
        this.grid = grid;
        try {
            this.config = new ConfigLoader(Map.of()).parse(json, "test");
        } catch (ConfigException wrong) {
            throw new IllegalStateException(wrong);
        }
        begin();
    }

    /** The synthetic terminal that there is without a configuration. */
    Scene(Path folder) {
        this(folder, BarGrid.UTC, "{}");
    }

    private void begin() {
        disk = new SqliteHistoryStore(folder, clock);
        disk.open();
        store = new Breakable();
        SeriesNames names = new SeriesNames(config);
        writer = new HistoryWriter(store, names, MAX_WAITING, here, clock, metrics);
        reader = new HistoryReader(store, writer, names, grid, clock);
        await(onHere(() -> writer.start()));
    }

    /** As after {@code kill -9}: what was not flushed is gone. */
    void restart() {
        disk.close();
        begin();
    }

    <T> Future<T> onHere(Supplier<Future<T>> task) {
        Promise<T> done = Promise.promise();
        here.execute(() -> {
            try {
                task.get().onComplete(done);
            } catch (RuntimeException thrown) {
                done.fail(thrown);
            }
        });
        return done.future();
    }

    /** Hands a tick over; what is asked afterwards sees it. */
    void tick(String stream, long timeMsc, double bid) {
        here.execute(() -> writer.accept(new Tick(stream, timeMsc, bid, bid + 0.0001, 0, 0, 6, 1, 1, 1, 1)));
    }

    /** Writes what waits; what is stored around a first tick is known then. */
    void flush() {
        // A tick that is the first makes a question to the store, which is answered before this one.
        await(onHere(Future::succeededFuture));
        await(store.lastAlive().otherwise(0L));
        await(onHere(Future::succeededFuture));
        await(onHere(() -> writer.flush()).otherwiseEmpty());
    }

    double counted(String result) {
        var counter =
                registry.find("tickwire.history.ticks").tag("result", result).counter();
        return counter == null ? 0 : counter.count();
    }

    List<RawTick> ticks(String stream) {
        return await(onHere(() -> reader.ticks(new StoredTicksQuery(stream, 0, Long.MAX_VALUE, "", 1_000_000, false))))
                .ticks();
    }

    StoredTicks page(StoredTicksQuery query) {
        return await(onHere(() -> reader.ticks(query)));
    }

    List<Bar> bars(String stream, Timeframe timeframe, int limit, boolean newest) {
        return await(onHere(
                        () -> reader.bars(new StoredBarsQuery(stream, timeframe, 0, Long.MAX_VALUE, limit, newest))))
                .bars();
    }

    @Override
    public void close() {
        disk.close();
        here.shutdownNow();
    }

    /** Refuses writes while it is broken. */
    private final class Breakable implements HistoryStore {
        @Override
        public Future<SeriesTail> tail(String series, long fromMsc) {
            return disk.tail(series, fromMsc);
        }

        @Override
        public Future<Void> write(List<TickRun> runs, long nowMsc) {
            return broken
                    ? Future.failedFuture(new JournalUnavailableException("the disk is full"))
                    : disk.write(runs, nowMsc);
        }

        @Override
        public Future<Long> lastAlive() {
            return disk.lastAlive();
        }

        @Override
        public Future<TickPage> ticks(TickSpan span) {
            asked.add(span);
            return disk.ticks(span);
        }

        @Override
        public Future<BarPage> bars(BarSpan span) {
            return disk.bars(span);
        }

        @Override
        public Future<Void> fill(String series, List<Bar> minutes) {
            return disk.fill(series, minutes);
        }

        @Override
        public Future<Long> gap(HistoryGap gap) {
            return noGaps ? Future.failedFuture(new JournalUnavailableException("the disk is full")) : disk.gap(gap);
        }

        @Override
        public Future<List<HistoryGap>> gaps() {
            return disk.gaps();
        }

        @Override
        public Future<List<SeriesInfo>> list() {
            return disk.list();
        }

        @Override
        public Future<Integer> expire(Expiry expiry) {
            return disk.expire(expiry);
        }
    }
}
