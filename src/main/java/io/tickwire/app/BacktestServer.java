package io.tickwire.app;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.verticles.Backtester;
import java.util.List;

/** The backtests of a node. */
final class BacktestServer {
    private BacktestServer() {}

    static VerticleUnit unit(TickwireConfig config, TypedBus bus, Clock clock) {
        return new VerticleUnit(
                "Backtester",
                1,
                () -> new Backtester(config, bus, clock),
                List.of(Addresses.BACKTEST_START.toString(), Addresses.BACKTESTS.toString()));
    }
}
