package io.tickwire.history;

import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.Clock;
import io.tickwire.ops.HistoryMetrics;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.TerminalGateway;
import java.util.Map;

/**
 * What a history is made of.
 *
 * @param terminals by id, asked for what was missed
 * @param store of this instance alone; opened and closed by it
 */
public record HistoryParts(
        TickwireConfig config,
        Map<String, TerminalGateway> terminals,
        SqliteHistoryStore store,
        TypedBus bus,
        Clock clock,
        Metrics metrics,
        HistoryMetrics counters) {

    /** Who can be asked for the minutes of a series; null = nobody. */
    Backfill.Minutes minutes(SeriesNames names, String series) {
        TerminalGateway gateway = terminals.get(names.terminalOf(series));
        return gateway == null ? null : count -> gateway.history(SeriesNames.symbolOf(series), count);
    }
}
