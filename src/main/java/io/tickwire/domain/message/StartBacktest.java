package io.tickwire.domain.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks for a backtest. What is negative or empty stays as the terminal or the strategy has it.
 *
 * @param strategy name in the folder of strategies
 * @param sources {@code history:SERIES}, or files of the folder that backtests may read
 * @param fromMsc at or after, epoch milliseconds UTC
 * @param toMsc before
 * @param settings that differ from the defaults, as texts
 * @param mode ticks, m1-ohlc or open-prices
 * @param terminal whose broker it is
 * @param spreadPoints always this distance of bid and ask
 * @param latencyMs from an order to the broker
 * @param grid axes of a search such as {@code fast=5:50:5,slow=20:200:20}; empty = one run
 * @param random so many points of the grid; 0 = all
 * @param by statistic that a search makes best
 */
public record StartBacktest(
        String strategy,
        List<String> sources,
        long fromMsc,
        long toMsc,
        List<String> symbols,
        Map<String, String> settings,
        String mode,
        String terminal,
        double deposit,
        int leverage,
        double commissionPerLot,
        double spreadPoints,
        long latencyMs,
        String grid,
        int random,
        long seed,
        String by) {
    public StartBacktest {
        Objects.requireNonNull(strategy, "strategy");
        sources = List.copyOf(sources);
        symbols = List.copyOf(symbols);
        settings = Map.copyOf(settings);
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(terminal, "terminal");
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(by, "by");
    }

    /** All ticks of some sources, with everything else as usual. */
    public static StartBacktest of(String strategy, List<String> sources) {
        return new StartBacktest(
                strategy,
                sources,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                List.of(),
                Map.of(),
                "ticks",
                "",
                -1,
                -1,
                -1,
                -1,
                -1,
                "",
                0,
                1,
                "STAT_PROFIT");
    }
}
