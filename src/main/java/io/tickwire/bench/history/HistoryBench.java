package io.tickwire.bench.history;

import io.tickwire.bench.ScratchFolder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import io.tickwire.history.HistoryImport;
import io.tickwire.journal.BarSpan;
import io.tickwire.journal.HistoryFile;
import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.journal.SeriesInfo;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.journal.TickSpan;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.feeds.FeedException;
import io.tickwire.terminal.feeds.ReplayFeed;
import io.tickwire.terminal.feeds.ReplaySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.HdrHistogram.Histogram;

/** The command {@code bench history}: what recorded ticks cost on disk, and how fast they go in and come out. */
public final class HistoryBench {
    public static final String NAME = "history";

    private static final long COPY_MS = 14L * 86_400_000;
    private static final long HOUR_MS = 3_600_000;
    private static final int WARMUP = 200;
    private static final int QUESTIONS = 2_000;
    private static final int LONG_QUESTIONS = 100;
    private static final double NANOS = 1e9;
    private static final double NANOS_PER_MS = 1e6;

    private final Path data;
    private final int copies;
    private final Clock clock;
    private final PrintStream out;

    private HistoryBench(Path data, int copies, Clock clock, PrintStream out) {
        this.data = data;
        this.copies = copies;
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
            System.out.println(
                    "tickwire bench history --data FOLDER [--copies N]: recorded ticks into the history and out"
                            + " again, each day N times with other dates (20), beside plain rows and deflated blocks");
            return args.contains("--help") ? 0 : 2;
        }
        try {
            new HistoryBench(
                            Path.of(args.get(folder + 1)),
                            times < 0 ? 20 : Integer.parseInt(args.get(times + 1)),
                            clock,
                            System.out)
                    .run();
            return 0;
        } catch (IOException | FeedException | JournalUnavailableException failure) {
            System.err.println("tickwire: the bench failed: " + failure.getMessage());
            return 1;
        }
    }

    private void run() throws IOException {
        try (ScratchFolder scratch = new ScratchFolder()) {
            Path folder = scratch.path();
            files(folder.resolve("files"));
            List<RawTick> ticks = ticks();
            candidates(folder, ticks);
            store(folder.resolve("store"), ticks);
        }
    }

    /** As the command imports them: read from files, checked, stored. */
    private void files(Path folder) {
        for (String round : List.of("first", "second")) {
            SqliteHistoryStore store = new SqliteHistoryStore(folder, clock);
            store.open();
            long began = clock.nanos();
            try (ReplayFeed feed = ReplayFeed.open(ReplaySettings.of(data.toString()))) {
                HistoryImport.Counts counts = new HistoryImport(store).run(feed, "", sofar -> {});
                line("import of the files, " + round + " time", counts.all(), began, counts.stored() + " stored");
            } finally {
                store.close();
            }
        }
    }

    private List<RawTick> ticks() {
        List<RawTick> once = new ArrayList<>();
        try (ReplayFeed feed = ReplayFeed.open(ReplaySettings.of(data.toString()))) {
            for (RawTick tick = feed.next(); tick != null; tick = feed.next()) {
                once.add(tick);
            }
        }
        List<RawTick> all = new ArrayList<>(once.size() * copies);
        for (int copy = 0; copy < copies; copy++) {
            for (RawTick tick : once) {
                all.add(tick.at(tick.timeMsc() + copy * COPY_MS));
            }
        }
        return all;
    }

    private void candidates(Path folder, List<RawTick> ticks) throws IOException {
        for (Candidate candidate : List.of(new PlainRows(), new Blocks(false), new Blocks(true))) {
            Path place = Files.createDirectories(folder.resolve("candidate")).resolve(candidate.name() + ".db");
            long began = clock.nanos();
            candidate.write(place, ticks);
            double bytes = Files.size(place);
            line(candidate.name() + ": write", ticks.size(), began, bytesEach(bytes, ticks.size()));
            long reading = clock.nanos();
            double sum = candidate.read(place);
            line(candidate.name() + ": read all in order", ticks.size(), reading, "sum " + Math.round(sum));
            Files.delete(place);
        }
    }

    private static String bytesEach(double bytes, int ticks) {
        return String.format(Locale.ROOT, "%.2f bytes a tick", bytes / ticks);
    }

    private void store(Path folder, List<RawTick> ticks) throws IOException {
        SqliteHistoryStore store = new SqliteHistoryStore(folder, clock);
        store.open();
        long began = clock.nanos();
        new HistoryImport(store).run(new ListFeed(ticks), "", counts -> {});
        store.close();
        Path file = SqliteHistoryStore.folder(folder).resolve("history.db");
        line("history: import from memory, with bars", ticks.size(), began, bytesEach(Files.size(file), ticks.size()));
        try (HistoryFile history = HistoryFile.open(folder)) {
            SeriesInfo info = history.list().get(0);
            for (int round = 0; round < 3; round++) {
                long reading = clock.nanos();
                double[] sum = new double[1];
                history.scan(info.name(), 0, Long.MAX_VALUE, block -> {
                    for (double bid : block.bids()) {
                        sum[0] += bid;
                    }
                    return true;
                });
                line("history: read all in order", (int) info.ticks(), reading, "sum " + Math.round(sum[0]));
            }
            questions(history, info);
        }
    }

    private void questions(HistoryFile history, SeriesInfo info) {
        Random random = new Random(1);
        String series = info.name();
        ask("newest 100 ticks", QUESTIONS, () -> history.ticks(new TickSpan(series, 0, Long.MAX_VALUE, 0, 100, true))
                .ticks()
                .size());
        ask("one hour of ticks", QUESTIONS, () -> {
            long from = info.firstMsc() + random.nextInt(copies) * COPY_MS + random.nextInt(8 * 24) * HOUR_MS;
            return history.ticks(new TickSpan(series, from, from + HOUR_MS, 0, 1_000_000, false))
                    .ticks()
                    .size();
        });
        for (Timeframe timeframe : List.of(Timeframe.M1, Timeframe.M15, Timeframe.H1, Timeframe.D1, Timeframe.MN1)) {
            ask("rows for the newest 1000 bars, " + timeframe, LONG_QUESTIONS, () -> history.bars(
                            new BarSpan(series, timeframe, BarGrid.UTC, 0, Long.MAX_VALUE, 1000, true))
                    .rows()
                    .size());
        }
    }

    private interface Question {
        int ask();
    }

    private void ask(String what, int times, Question question) {
        Histogram took = new Histogram(3);
        long answers = 0;
        for (int i = 0; i < WARMUP + times; i++) {
            long began = clock.nanos();
            int size = question.ask();
            if (i >= WARMUP) {
                took.recordValue(clock.nanos() - began);
                answers += size;
            }
        }
        out.printf(
                Locale.ROOT,
                "%-44s p50 %8.3f ms  p99 %8.3f ms  max %8.3f ms  %d on average%n",
                what,
                took.getValueAtPercentile(50) / NANOS_PER_MS,
                took.getValueAtPercentile(99) / NANOS_PER_MS,
                took.getMaxValue() / NANOS_PER_MS,
                answers / times);
    }

    private void line(String what, long ticks, long beganNanos, String more) {
        double seconds = (clock.nanos() - beganNanos) / NANOS;
        out.printf(
                Locale.ROOT,
                "%-44s %,11d ticks in %6.2f s = %,12.0f a second  %s%n",
                what,
                ticks,
                seconds,
                ticks / seconds,
                more);
    }
}
