package io.tickwire.app;

import io.tickwire.backtest.Backtest;
import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.Preparation;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.StrategyFailedException;
import io.tickwire.backtest.TestedStrategy;
import io.tickwire.backtest.data.CancelledException;
import io.tickwire.backtest.data.DataException;
import io.tickwire.backtest.data.DataLoader;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.report.HtmlReport;
import io.tickwire.backtest.report.Origin;
import io.tickwire.backtest.report.ResultJson;
import io.tickwire.backtest.search.Axis;
import io.tickwire.backtest.search.Search;
import io.tickwire.backtest.search.SearchJson;
import io.tickwire.backtest.search.SearchRun;
import io.tickwire.backtest.search.Space;
import io.tickwire.backtest.search.WalkForward;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Version;
import io.tickwire.strategy.pack.UnusableStrategyException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** {@code backtest}: runs a strategy on recorded prices and says what it came to. Blocks. */
final class BacktestCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final Cancellation cancellation = new Cancellation();

    /**
     * @param out takes the figures
     * @param err takes the progress, and what is wrong
     */
    BacktestCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** @param args what stands behind {@code backtest} */
    ExitCode run(List<String> args) {
        if (args.contains("--help")) {
            out.print(BacktestOption.help());
            return ExitCode.OK;
        }
        BacktestProgress progress = new BacktestProgress(err, clock, System.console() != null);
        try (Cancellation.Watch watch = cancellation.onInterrupt(() -> cancelled(progress))) {
            BacktestOptions options = new BacktestOptions(args);
            // Everything that can be wrong with the words is told before hours of data are read.
            options.by();
            options.walkForward();
            options.log();
            boolean search = options.isSearch();
            ConfigLoader loader = new ConfigLoader(System.getenv());
            TickwireConfig config =
                    options.conf().isPresent() ? loader.file(options.conf().get()) : loader.builtIn();
            try (TestedStrategy strategy = TestedStrategy.load(
                    options.wish(), config, warning -> err.println("tickwire: backtest: " + warning))) {
                if (search) {
                    search(options, strategy, progress);
                } else {
                    single(options, strategy, progress);
                }
            }
            watch.done();
            return ExitCode.OK;
        } catch (IllegalArgumentException | DataException | ConfigException wrong) {
            return told(progress, wrong, ExitCode.CONFIGURATION);
        } catch (UnusableStrategyException unusable) {
            unusable.problems().forEach(problem -> err.println("tickwire: backtest: " + problem));
            return ExitCode.CONFIGURATION;
        } catch (StrategyFailedException | IOException failed) {
            return told(progress, failed, ExitCode.FAILED);
        } catch (CancelledException cancelled) {
            return ExitCode.FAILED;
        }
    }

    private void cancelled(BacktestProgress progress) {
        progress.end();
        err.println("tickwire: backtest: cancelled; nothing was written");
    }

    private ExitCode told(BacktestProgress progress, Exception wrong, ExitCode code) {
        progress.end();
        err.println("tickwire: backtest: " + wrong.getMessage());
        return code;
    }

    /** Data as they were read, with where they come from. */
    private record Loaded(MarketData data, Origin origin) {}

    private Loaded load(BacktestOptions options, long warmupMs, BacktestProgress progress) {
        progress.begin("reading", "ticks", 0);
        long began = clock.nanos();
        DataLoader loader = new DataLoader(options.data().earlier(warmupMs), progress::show, cancellation);
        MarketData data = loader.load();
        progress.end();
        return new Loaded(
                data,
                new Origin(
                        options.data().sources(),
                        data.size(),
                        loader.leftOut(),
                        clock.nanos() - began,
                        clock.millis(),
                        "Tickwire " + Version.text()));
    }

    private void single(BacktestOptions options, TestedStrategy strategy, BacktestProgress progress)
            throws IOException {
        Loaded loaded = load(options, strategy.warmupMs(), progress);
        RunPlan plan = strategy.plan(loaded.data().symbols());
        MarketData prepared = Preparation.of(loaded.data(), plan, options.data().fromMsc());
        progress.begin(plan.strategyId(), "ticks", prepared.size());
        Logger log = options.log() ? LoggerFactory.getLogger(plan.strategyId()) : NOPLogger.NOP_LOGGER;
        BacktestResult result = new Backtest(plan, prepared, log, clock).run(progress::show, cancellation);
        progress.end();
        write(options.json(), ResultJson.of(result, loaded.origin()));
        if (options.report().isPresent()) {
            write(options.report(), HtmlReport.of(result, loaded.origin(), prepared));
        }
        out.print(BacktestText.of(result, loaded.origin()));
        options.json().ifPresent(file -> out.println("result   " + file));
        options.report().ifPresent(file -> out.println("report   " + file));
    }

    private void search(BacktestOptions options, TestedStrategy strategy, BacktestProgress progress)
            throws IOException {
        List<Axis> axes = options.axes();
        Space space = new Space(axes, strategy::setting);
        List<Map<String, Object>> points =
                options.random() > 0 ? space.random(options.random(), options.seed()) : space.grid();
        Loaded loaded = load(options, strategy.warmupMs(), progress);
        RunPlan plan = strategy.plan(loaded.data().symbols());
        MarketData prepared = Preparation.of(loaded.data(), plan, options.data().fromMsc());
        Optional<WalkForward.Split> split = options.walkForward();
        long began = clock.nanos();
        if (split.isPresent()) {
            progress.begin(
                    "walk-forward", "runs", (long) points.size() * split.get().windows());
            List<WalkForward.Window> windows = new WalkForward(
                            plan, prepared, split.get(), options.by(), options.threads(), clock)
                    .run(points, progress::show, cancellation);
            progress.end();
            write(options.json(), SearchJson.of(plan, options.by(), axes, split.get(), windows));
            out.print(SearchText.of(windows, options.by()));
        } else {
            progress.begin("search", "runs", points.size());
            List<SearchRun> runs = Search.ranked(
                    new Search(plan, prepared, options.threads(), clock).run(points, progress::show, cancellation),
                    options.by());
            progress.end();
            write(options.json(), SearchJson.of(plan, options.by(), axes, runs));
            out.print(SearchText.of(runs, options.by(), options.best()));
            out.print(SearchText.rate(points.size(), prepared.size(), options.threads(), clock.nanos() - began));
        }
        options.json().ifPresent(file -> out.println("result   " + file));
    }

    private static void write(Optional<Path> file, String text) throws IOException {
        if (file.isPresent()) {
            Path parent = file.get().toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Files.writeString(file.get(), text);
        }
    }
}
