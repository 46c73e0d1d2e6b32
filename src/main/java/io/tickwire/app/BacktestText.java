package io.tickwire.app;

import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.report.Origin;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.protocol.json.IsoTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A result in a few lines. Pure. */
final class BacktestText {
    private static final double NANOS = 1e9;

    private BacktestText() {}

    static String of(BacktestResult result, Origin origin) {
        StringBuilder text = new StringBuilder();
        Map<Stat, Double> stats = result.statistics().values();
        line(
                text,
                "%s %s on %s, %s to %s, %s",
                result.plan().strategyId(),
                result.plan().version(),
                String.join(", ", result.symbols()),
                IsoTime.format(result.firstMsc()),
                IsoTime.format(result.lastMsc()),
                result.plan().mode().wire());
        line(text, "settings %s", new TreeMap<>(result.plan().settings()));
        line(
                text,
                "profit   %s (%.2f %% of %s)   factor %s   payoff %s   Sharpe %s",
                figure(stats, Stat.STAT_PROFIT),
                stats.get(Stat.STAT_PROFIT) / stats.get(Stat.STAT_INITIAL_DEPOSIT) * 100,
                figure(stats, Stat.STAT_INITIAL_DEPOSIT),
                figure(stats, Stat.STAT_PROFIT_FACTOR),
                figure(stats, Stat.STAT_EXPECTED_PAYOFF),
                figure(stats, Stat.STAT_SHARPE_RATIO));
        line(
                text,
                "fall     equity %s (%s %%)   balance %s   recovery %s",
                figure(stats, Stat.STAT_EQUITY_DD),
                figure(stats, Stat.STAT_EQUITY_DDREL_PERCENT),
                figure(stats, Stat.STAT_BALANCE_DD),
                figure(stats, Stat.STAT_RECOVERY_FACTOR));
        line(
                text,
                "trades   %.0f, %.0f won   long %.0f   short %.0f   best %s   worst %s",
                stats.get(Stat.STAT_TRADES),
                stats.get(Stat.STAT_PROFIT_TRADES),
                stats.get(Stat.STAT_LONG_TRADES),
                stats.get(Stat.STAT_SHORT_TRADES),
                figure(stats, Stat.STAT_MAX_PROFITTRADE),
                figure(stats, Stat.STAT_MAX_LOSSTRADE));
        if (result.faultCount() > 0) {
            line(
                    text,
                    "faults   %d, first %s",
                    result.faultCount(),
                    result.faults().get(0));
        }
        line(
                text,
                "speed    %,d ticks read in %.2f s, %,d run in %.2f s: %,.0f ticks/s",
                origin.loadedTicks(),
                origin.loadNanos() / NANOS,
                result.ticks(),
                result.tookNanos() / NANOS,
                result.ticksPerSecond());
        line(text, "hash     %s", result.hash());
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }

    static String figure(Map<Stat, Double> stats, Stat stat) {
        Double value = stats.get(stat);
        return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }
}
