package io.tickwire.app;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.history.HistoryParts;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.Clock;
import io.tickwire.ops.HistoryMetrics;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.verticles.History;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The history of a node. */
final class HistoryServer {
    private HistoryServer() {}

    static VerticleUnit unit(
            Supplier<TickwireConfig> config,
            Map<String, TerminalGateway> terminals,
            TypedBus bus,
            Clock clock,
            Metrics metrics,
            HistoryMetrics counters) {
        // Each instance opens the file for itself: one that is replaced holds the folder until it has let go of it.
        return new VerticleUnit(
                "History",
                1,
                () -> new History(new HistoryParts(
                        config.get(),
                        Map.copyOf(terminals),
                        new SqliteHistoryStore(Path.of(config.get().storage().path()), clock),
                        bus,
                        clock,
                        metrics,
                        counters)),
                List.of(Addresses.STORED_TICKS.toString(), Addresses.STORED_BARS.toString()));
    }
}
