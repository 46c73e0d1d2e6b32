package io.tickwire.history;

import io.tickwire.domain.BarGrid;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.terminal.TerminalEvent;
import io.vertx.core.Future;
import java.time.ZoneId;
import java.util.concurrent.Executor;

/** A node's history, assembled. Owner: the verticle's context. */
public final class HistoryDesk {
    private final HistoryParts parts;
    private final SeriesNames names;
    private final HistoryWriter writer;
    private final HistoryReader reader;
    private final Backfill backfill;
    private final Retention retention;
    private final StreamWatch watch;

    /** @param here runs tasks on the owner's context */
    public HistoryDesk(HistoryParts parts, Executor here) {
        this.parts = parts;
        this.names = new SeriesNames(parts.config());
        this.writer = new HistoryWriter(
                parts.store(), names, parts.config().history().maxWaiting(), here, parts.clock(), parts.counters());
        BarGrid grid = new BarGrid(ZoneId.of(parts.config().market().barZone()));
        this.reader = new HistoryReader(parts.store(), writer, names, grid, parts.clock());
        this.backfill = new Backfill(parts.store(), series -> parts.minutes(names, series), parts.clock());
        this.retention = new Retention(parts.config().history(), parts.store(), parts.clock());
        this.watch = new StreamWatch(
                parts.bus(),
                parts.config().terminals().stream()
                        .map(terminal -> terminal.id())
                        .toList(),
                names::stored,
                writer::accept,
                writer);
    }

    public HistoryWriter writer() {
        return writer;
    }

    public HistoryReader reader() {
        return reader;
    }

    public StreamWatch watch() {
        return watch;
    }

    /** Asks terminals for what was missed, where the configuration wants it. */
    public Future<Void> backfill() {
        return parts.config().history().backfill()
                ? backfill.run()
                : backfill.look().mapEmpty();
    }

    /** One step; whether there may be more to delete. */
    public Future<Boolean> expire() {
        return retention.step();
    }

    /** Something happened at a terminal. */
    public void onEvent(String terminal, TerminalEvent event) {
        if (event instanceof TerminalEvent.StatusChanged changed
                && !changed.status().connected()) {
            writer.away(stream -> names.terminalOf(stream).equals(terminal));
        }
    }

    /** @param unopened why the file is not open, empty = it is */
    public HealthReport health(String unopened) {
        JournalStatus status = parts.store().status();
        String problem = !unopened.isEmpty() ? unopened : status.healthy() ? writer.problem() : status.reason();
        String reason = problem.isEmpty() ? backfill.told() : problem;
        return new HealthReport("History", problem.isEmpty() ? Level.HEALTHY : Level.DEGRADED, reason);
    }
}
