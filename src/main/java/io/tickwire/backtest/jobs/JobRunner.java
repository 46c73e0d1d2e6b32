package io.tickwire.backtest.jobs;

import io.tickwire.backtest.Backtest;
import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.Mode;
import io.tickwire.backtest.Preparation;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.Terms;
import io.tickwire.backtest.TestedStrategy;
import io.tickwire.backtest.data.DataLoader;
import io.tickwire.backtest.data.DataRequest;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.report.HtmlReport;
import io.tickwire.backtest.report.Origin;
import io.tickwire.backtest.report.ResultJson;
import io.tickwire.backtest.search.Axis;
import io.tickwire.backtest.search.Search;
import io.tickwire.backtest.search.SearchJson;
import io.tickwire.backtest.search.SearchRun;
import io.tickwire.backtest.search.Space;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.backtest.stats.Statistics;
import io.tickwire.config.ReplayFormat;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.BacktestStatus.State;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Version;
import io.tickwire.strategy.pack.DescriptorReader;
import io.tickwire.strategy.pack.UnusableStrategyException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.helpers.NOPLogger;

/** Does what a job asks for, from reading to the report. Any thread; blocks. */
final class JobRunner {
    private static final String HISTORY = "history:";
    private static final double USUAL_BAR_SPREAD = 10;
    private static final long MOST_LATENCY_MS = 60_000;

    private final TickwireConfig config;
    private final Clock clock;

    JobRunner(TickwireConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException naming the field that is wrong */
    void check(StartBacktest wish) {
        if (!DescriptorReader.isId(wish.strategy())) {
            throw new IllegalArgumentException("strategy: '" + wish.strategy() + "' is no name of a strategy");
        }
        if (wish.sources().isEmpty()) {
            throw new IllegalArgumentException("sources: name at least one, such as history:EURUSD");
        }
        wish.sources().forEach(this::source);
        mode(wish);
        by(wish);
        if (wish.fromMsc() >= wish.toMsc()) {
            throw new IllegalArgumentException("from must be before to");
        }
        if (wish.latencyMs() > MOST_LATENCY_MS) {
            throw new IllegalArgumentException("latency must be at most " + MOST_LATENCY_MS + " ms");
        }
        if (!wish.grid().isEmpty()) {
            Axis.parse(wish.grid());
        }
    }

    /** Who asks over a network must not look at any file of the machine. */
    private String source(String source) {
        if (source.startsWith(HISTORY)) {
            return source;
        }
        String allowed = config.backtests().data();
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException(
                    "sources: only history:SERIES; files need backtests.data, not '" + source + "'");
        }
        Path folder = Path.of(allowed).toAbsolutePath().normalize();
        Path file = folder.resolve(source).normalize();
        if (!file.startsWith(folder) || Path.of(source).isAbsolute()) {
            throw new IllegalArgumentException("sources: '" + source + "' is not in backtests.data");
        }
        return file.toString();
    }

    private static Mode mode(StartBacktest wish) {
        return Mode.of(wish.mode())
                .orElseThrow(() -> new IllegalArgumentException(
                        "mode: must be ticks, m1-ohlc or open-prices, not '" + wish.mode() + "'"));
    }

    private static Stat by(StartBacktest wish) {
        return Stat.of(wish.by())
                .orElseThrow(() -> new IllegalArgumentException("by: '" + wish.by() + "' is no statistic"));
    }

    void run(Job job) throws IOException, UnusableStrategyException {
        StartBacktest wish = job.wish();
        TestedStrategy.Wish tested = new TestedStrategy.Wish(
                Path.of(config.strategies().folder(), wish.strategy()),
                wish.symbols(),
                wish.settings(),
                mode(wish),
                wish.terminal(),
                terms(wish));
        try (TestedStrategy strategy = TestedStrategy.load(tested, config, warning -> {})) {
            job.begin(State.READING, 0);
            long began = clock.nanos();
            DataLoader loader = new DataLoader(data(wish).earlier(strategy.warmupMs()), job::progress, job);
            MarketData data = loader.load();
            Origin origin = new Origin(
                    wish.sources(),
                    data.size(),
                    loader.leftOut(),
                    clock.nanos() - began,
                    clock.millis(),
                    "Tickwire " + Version.text());
            RunPlan plan = strategy.plan(data.symbols());
            MarketData prepared = Preparation.of(data, plan, wish.fromMsc());
            if (wish.grid().isEmpty()) {
                single(job, plan, prepared, origin);
            } else {
                search(job, strategy, plan, prepared);
            }
        }
    }

    private static Terms terms(StartBacktest wish) {
        return new Terms(
                wish.deposit(),
                wish.leverage(),
                wish.commissionPerLot(),
                wish.latencyMs() < 0 ? null : Duration.ofMillis(wish.latencyMs()),
                wish.spreadPoints(),
                Terms.USUAL_DEVIATION);
    }

    private DataRequest data(StartBacktest wish) {
        return new DataRequest(
                wish.sources().stream().map(this::source).toList(),
                wish.fromMsc(),
                wish.toMsc(),
                ReplayFormat.AUTO,
                "",
                ZoneOffset.UTC,
                -1,
                USUAL_BAR_SPREAD,
                Path.of(config.storage().path()));
    }

    private void single(Job job, RunPlan plan, MarketData data, Origin origin) {
        job.begin(State.RUNNING, data.size());
        BacktestResult result = new Backtest(plan, data, NOPLogger.NOP_LOGGER, clock).run(job::progress, job);
        job.finished(named(result.statistics()), ResultJson.of(result, origin), HtmlReport.of(result, origin, data));
    }

    private void search(Job job, TestedStrategy strategy, RunPlan plan, MarketData data) {
        List<Axis> axes = Axis.parse(job.wish().grid());
        Space space = new Space(axes, strategy::setting);
        List<Map<String, Object>> points = job.wish().random() > 0
                ? space.random(job.wish().random(), job.wish().seed())
                : space.grid();
        job.begin(State.RUNNING, points.size());
        // One thread: the rest of the machine is the node's.
        List<SearchRun> runs =
                Search.ranked(new Search(plan, data, 1, clock).run(points, job::progress, job), by(job.wish()));
        SearchRun best = runs.get(0);
        job.finished(
                best.failure().isEmpty() ? named(best.statistics()) : Map.of(),
                SearchJson.of(plan, by(job.wish()), axes, runs),
                "");
    }

    private static Map<String, Double> named(Statistics statistics) {
        Map<String, Double> named = new LinkedHashMap<>();
        statistics.values().forEach((stat, value) -> named.put(stat.name(), value));
        return named;
    }
}
