package io.tickwire.backtest.search;

import io.tickwire.backtest.stats.Stat;
import io.tickwire.backtest.stats.Statistics;
import java.util.Map;

/**
 * One point of a search and what it came to.
 *
 * @param settings those that were searched
 * @param failure why it did not run; empty when it did
 */
public record SearchRun(Map<String, Object> settings, Statistics statistics, String hash, String failure) {

    /** What runs are ordered by: higher is better; a run without the figure is worst. */
    public double score(Stat by) {
        double value = statistics == null ? Double.NaN : statistics.get(by);
        if (Double.isNaN(value)) {
            return Double.NEGATIVE_INFINITY;
        }
        return by.isBetterLow() ? -value : value;
    }
}
