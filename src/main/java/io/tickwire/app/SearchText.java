package io.tickwire.app;

import io.tickwire.backtest.search.SearchRun;
import io.tickwire.backtest.search.WalkForward;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.backtest.stats.Statistics;
import io.tickwire.protocol.json.IsoTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The outcome of a search as a table. Pure. */
final class SearchText {
    private static final List<Stat> USUAL = List.of(
            Stat.STAT_PROFIT,
            Stat.STAT_PROFIT_FACTOR,
            Stat.STAT_EQUITY_DDREL_PERCENT,
            Stat.STAT_SHARPE_RATIO,
            Stat.STAT_TRADES);

    private SearchText() {}

    /** @param runs the best first */
    static String of(List<SearchRun> runs, Stat by, int most) {
        List<String> names =
                runs.isEmpty() ? List.of() : List.copyOf(runs.get(0).settings().keySet());
        Set<Stat> stats = stats(by);
        List<List<String>> rows = new ArrayList<>();
        rows.add(head(names, stats));
        for (SearchRun run : runs.subList(0, Math.min(most, runs.size()))) {
            List<String> row = new ArrayList<>();
            names.forEach(name -> row.add(String.valueOf(run.settings().get(name))));
            if (run.failure().isEmpty()) {
                stats.forEach(stat -> row.add(figure(run.statistics(), stat)));
            } else {
                row.add(run.failure());
            }
            rows.add(row);
        }
        return table(rows);
    }

    private static Set<Stat> stats(Stat by) {
        Set<Stat> stats = new LinkedHashSet<>(List.of(by));
        stats.addAll(USUAL);
        return stats;
    }

    private static List<String> head(List<String> names, Set<Stat> stats) {
        List<String> head = new ArrayList<>(names);
        stats.forEach(stat -> head.add(stat.name().substring("STAT_".length()).toLowerCase(Locale.ROOT)));
        return head;
    }

    static String rate(int runs, int ticks, int threads, long nanos) {
        double seconds = nanos / 1e9;
        return String.format(
                Locale.ROOT,
                "%d runs of %,d ticks in %.2f s on %d threads: %.1f runs/s, %,.0f ticks/s%n",
                runs,
                ticks,
                seconds,
                threads,
                runs / seconds,
                (double) runs * ticks / seconds);
    }

    /** Each window, then all tests together. */
    static String of(List<WalkForward.Window> windows, Stat by) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "test from", "to", "best settings", "searched " + name(by), "tested " + name(by), "profit", "trades"));
        double profit = 0;
        double trades = 0;
        for (WalkForward.Window window : windows) {
            Statistics test = window.test() == null ? null : window.test().statistics();
            rows.add(List.of(
                    IsoTime.format(window.testMsc()).substring(0, 16),
                    IsoTime.format(window.toMsc()).substring(0, 16),
                    settings(window.best().settings()),
                    window.best().statistics() == null
                            ? window.best().failure()
                            : figure(window.best().statistics(), by),
                    test == null ? "-" : figure(test, by),
                    test == null ? "-" : figure(test, Stat.STAT_PROFIT),
                    test == null ? "-" : figure(test, Stat.STAT_TRADES)));
            profit += test == null ? 0 : test.get(Stat.STAT_PROFIT);
            trades += test == null ? 0 : test.get(Stat.STAT_TRADES);
        }
        return table(rows)
                + String.format(
                        Locale.ROOT,
                        "out of sample: profit %.2f in %.0f trades, %d of %d windows won%n",
                        profit,
                        trades,
                        windows.stream()
                                .filter(window -> window.test() != null
                                        && window.test().statistics().get(Stat.STAT_PROFIT) > 0)
                                .count(),
                        windows.size());
    }

    private static String name(Stat stat) {
        return stat.name().substring("STAT_".length()).toLowerCase(Locale.ROOT);
    }

    private static String settings(Map<String, Object> settings) {
        return settings.toString().replaceAll("[{}]", "");
    }

    private static String figure(Statistics statistics, Stat stat) {
        return BacktestText.figure(statistics.values(), stat);
    }

    private static String table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                boolean lastOfShort = row.size() < rows.get(0).size() && i == row.size() - 1;
                widths[i] =
                        lastOfShort ? widths[i] : Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                text.append(String.format("%" + Math.max(1, widths[i]) + "s  ", row.get(i)));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
