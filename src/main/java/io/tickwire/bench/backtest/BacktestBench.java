package io.tickwire.bench.backtest;

import io.tickwire.backtest.Backtest;
import io.tickwire.backtest.BacktestResult;
import io.tickwire.backtest.Forecaster;
import io.tickwire.backtest.Mode;
import io.tickwire.backtest.Preparation;
import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.Terms;
import io.tickwire.backtest.data.DataException;
import io.tickwire.backtest.data.DataLoader;
import io.tickwire.backtest.data.DataRequest;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.data.MarketDataBuilder;
import io.tickwire.backtest.search.Axis;
import io.tickwire.backtest.search.Search;
import io.tickwire.backtest.search.Space;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.Timeframe;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.run.StrategyLimits;
import java.io.PrintStream;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.helpers.NOPLogger;

/** The command {@code bench backtest}: how fast ticks are loaded, run through, and searched with one thread and two. */
public final class BacktestBench {
    public static final String NAME = "backtest";

    private static final long COPY_MS = 14L * 86_400_000;
    private static final double NANOS = 1e9;
    private static final int ROUNDS = 5;
    private static final long MAGIC = 1;

    private final String data;
    private final int copies;
    private final SimulatedConfig account;
    private final Clock clock;
    private final PrintStream out;

    private BacktestBench(String data, int copies, SimulatedConfig account, Clock clock, PrintStream out) {
        this.data = data;
        this.copies = copies;
        this.account = account;
        this.clock = clock;
        this.out = out;
    }

    /** @return exit code: 0 measured, 1 it could not be, 2 wrong options */
    public static int run(List<String> args, Clock clock) {
        int folder = args.indexOf("--data");
        int times = args.indexOf("--copies");
        boolean wrong = folder < 0
                || folder + 1 >= args.size()
                || args.size() != (times < 0 ? 2 : 4)
                || times >= 0
                        && (times + 1 >= args.size() || !args.get(times + 1).matches("[1-9][0-9]{0,2}"));
        if (args.contains("--help") || wrong) {
            System.out.println("tickwire bench backtest --data FOLDER [--copies N]: recorded ticks loaded, and run"
                    + " through by two moving averages that cross, each day N times with other dates (20)");
            return args.contains("--help") ? 0 : 2;
        }
        try {
            SimulatedConfig account =
                    new ConfigLoader(Map.of()).builtIn().primaryTerminal().simulated();
            new BacktestBench(
                            args.get(folder + 1),
                            times < 0 ? 20 : Integer.parseInt(args.get(times + 1)),
                            account,
                            clock,
                            System.out)
                    .run();
            return 0;
        } catch (DataException | ConfigException failure) {
            System.err.println("tickwire: the bench failed: " + failure.getMessage());
            return 1;
        }
    }

    private void run() {
        MarketData once = null;
        for (int round = 1; round <= 3; round++) {
            long began = clock.nanos();
            once = new DataLoader(DataRequest.of(data), read -> {}, () -> false).load();
            line("load from files, round " + round, once.size(), began, "");
        }
        search(once);
        MarketData all = copied(once);
        for (Mode mode : Mode.values()) {
            RunPlan plan = plan(mode);
            long preparing = clock.nanos();
            MarketData prepared = Preparation.of(all, plan);
            if (mode != Mode.TICKS) {
                line("thin out to " + mode.wire(), all.size(), preparing, prepared.size() + " left");
            }
            for (int round = 1; round <= ROUNDS; round++) {
                long began = clock.nanos();
                BacktestResult result =
                        new Backtest(plan, prepared, NOPLogger.NOP_LOGGER, clock).run(done -> {}, () -> false);
                line(
                        "run " + mode.wire() + ", round " + round,
                        prepared.size(),
                        began,
                        result.trades().size() + " trades, " + result.hash().substring(0, 12));
            }
        }
    }

    /** The same runs on more and more threads; the data are shared. */
    private void search(MarketData data) {
        List<Map<String, Object>> points =
                new Space(Axis.parse("fast=5:20:5,slow=40:100:20"), (name, text) -> Long.valueOf(text)).grid();
        for (int threads : new int[] {1, 2, 1, 2}) {
            long began = clock.nanos();
            new Search(plan(Mode.TICKS), data, threads, clock).run(points, done -> {}, () -> false);
            line(
                    points.size() + " runs, " + threads + " thread" + (threads > 1 ? "s" : ""),
                    (long) points.size() * data.size(),
                    began,
                    "");
        }
    }

    private MarketData copied(MarketData once) {
        MarketDataBuilder all = new MarketDataBuilder(Long.MAX_VALUE);
        all.reserve((long) once.size() * copies);
        for (int copy = 0; copy < copies; copy++) {
            for (int i = 0; i < once.size(); i++) {
                all.add(once.symbols().get(once.symbol(i)), once.timeMsc(i) + copy * COPY_MS, once.bid(i), once.ask(i));
            }
        }
        return all.build();
    }

    private RunPlan plan(Mode mode) {
        return new RunPlan(
                "average-cross",
                "1",
                AverageCross::new,
                List.of(),
                List.of(Timeframe.M1),
                Map.of("fast", 20L, "slow", 100L),
                StrategyLimits.NONE,
                0,
                1000,
                ZoneOffset.UTC,
                mode,
                account,
                new Terms(1e6, -1, -1, null, -1, Terms.USUAL_DEVIATION),
                MAGIC,
                Forecaster.NONE);
    }

    private void line(String what, long ticks, long beganNanos, String more) {
        double seconds = (clock.nanos() - beganNanos) / NANOS;
        out.printf(
                Locale.ROOT,
                "%-36s %,12d ticks in %6.2f s = %,12.0f a second  %s%n",
                what,
                ticks,
                seconds,
                ticks / seconds,
                more);
    }
}
