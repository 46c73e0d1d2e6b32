package io.tickwire.backtest;

import io.tickwire.backtest.stats.EquityPoint;
import io.tickwire.backtest.stats.Statistics;
import io.tickwire.backtest.stats.Trade;
import java.util.List;

/**
 * What one run came to.
 *
 * @param symbols of the data
 * @param firstMsc time of the first tick, epoch milliseconds UTC
 * @param ticks that the run looked at, after its mode thinned them out
 * @param orders that the strategy made, refused ones as well
 * @param refused by the strategy's own limits
 * @param faultCount how often the strategy threw
 * @param faults the first of them
 * @param hash finger print of all orders, deals and reports in their order
 * @param tookNanos the run alone, without loading
 */
public record BacktestResult(
        RunPlan plan,
        List<String> symbols,
        long firstMsc,
        long lastMsc,
        int ticks,
        Statistics statistics,
        List<Trade> trades,
        List<EquityPoint> equity,
        int orders,
        int refused,
        int faultCount,
        List<String> faults,
        String hash,
        long tookNanos) {

    public double ticksPerSecond() {
        return ticks / Math.max(1e-9, tookNanos / 1e9);
    }
}
