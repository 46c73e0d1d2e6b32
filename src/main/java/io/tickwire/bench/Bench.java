package io.tickwire.bench;

import io.tickwire.bench.backtest.BacktestBench;
import io.tickwire.bench.history.HistoryBench;
import io.tickwire.bench.kill.KillBench;
import io.tickwire.ops.Clock;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** The command {@code bench}: measures a node against a bare Vert.x server, or any running server alone. */
public final class Bench {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Bench() {}

    /** @return exit code: 0 measured, 1 a server could not be started or reached, 2 wrong options */
    public static int run(List<String> args, Clock clock) {
        if (!args.isEmpty() && args.get(0).equals(KillBench.NAME)) {
            return KillBench.run(args.subList(1, args.size()), clock);
        }
        if (!args.isEmpty() && args.get(0).equals(FsyncBench.NAME)) {
            return FsyncBench.run(args.subList(1, args.size()), clock);
        }
        if (!args.isEmpty() && args.get(0).equals(SoakBench.NAME)) {
            return SoakBench.run(args.subList(1, args.size()), clock);
        }
        if (!args.isEmpty() && args.get(0).equals(HistoryBench.NAME)) {
            return HistoryBench.run(args.subList(1, args.size()), clock);
        }
        if (!args.isEmpty() && args.get(0).equals(BacktestBench.NAME)) {
            return BacktestBench.run(args.subList(1, args.size()), clock);
        }
        if (args.equals(List.of(Option.HELP.flag()))) {
            System.out.print(Option.overview());
            return OK;
        }
        try {
            BenchOptions options = OptionParser.parse(args);
            if (options.help()) {
                System.out.print(Option.help(options.kind()));
                return OK;
            }
            if (options.kind() == BenchKind.WS_IDLE) {
                idle(options, clock);
                return OK;
            }
            Report report = new Report(options, measure(options, clock));
            System.out.print(options.json() ? report.json() : report.text());
            return OK;
        } catch (UsageException wrong) {
            System.err.println("tickwire: " + wrong.getMessage());
            return USAGE;
        } catch (IOException | TimeoutException | RuntimeException failure) {
            System.err.println("tickwire: the bench failed: " + failure.getMessage());
            return FAILED;
        }
    }

    private static List<Section> measure(BenchOptions options, Clock clock) throws IOException, TimeoutException {
        Cpus cpus = pin(options);
        try (LoadRunner runner = new LoadRunner(options, clock)) {
            if (!options.comparing()) {
                Target running = new Target("server", options.url(), options.ticksUrl(), 0, () -> 0);
                return new Campaign(runner, List.of(running), options.rounds()).run();
            }
            try (Servers servers = Servers.start(options, cpus)) {
                return new Campaign(runner, servers.targets(), options.rounds()).run();
            }
        }
    }

    private static void idle(BenchOptions options, Clock clock) throws IOException, TimeoutException {
        Cpus cpus = pin(options);
        try (IdleBench bench = new IdleBench(options, clock, System.out);
                Servers servers = Servers.start(options, cpus)) {
            bench.run(servers.targets());
        }
    }

    private static Cpus pin(BenchOptions options) {
        Cpus cpus = Cpus.detect();
        boolean wanted =
                !options.serverCpus().isEmpty() || !options.clientCpus().isEmpty();
        if (wanted && !cpus.available()) {
            System.err.println("tickwire: there is no taskset here, so nothing is pinned");
        } else if (!options.clientCpus().isEmpty() && !cpus.pinSelf(options.clientCpus())) {
            System.err.println("tickwire: --client-cpus " + options.clientCpus() + " could not be applied");
        }
        return cpus;
    }
}
