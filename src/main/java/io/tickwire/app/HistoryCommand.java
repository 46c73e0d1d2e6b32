package io.tickwire.app;

import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import io.tickwire.history.HistoryExport;
import io.tickwire.history.HistoryImport;
import io.tickwire.journal.HistoryFile;
import io.tickwire.journal.HistoryGap;
import io.tickwire.journal.JournalInUseException;
import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.journal.SeriesInfo;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.terminal.feeds.FeedException;
import io.tickwire.terminal.feeds.ReplayFeed;
import io.tickwire.terminal.feeds.ReplaySettings;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code history}: brings ticks in, takes ticks and bars out, and tells what is stored. Blocks. */
final class HistoryCommand {
    private final Writer out;
    private final PrintStream err;
    private final Clock clock;

    /**
     * @param out takes what was asked for
     * @param err takes the progress, and what is wrong
     */
    HistoryCommand(Writer out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** @param args what stands behind {@code history} */
    ExitCode run(List<String> args) throws IOException {
        if (args.contains("--help")) {
            out.append(HistoryOption.help()).flush();
            return ExitCode.OK;
        }
        try {
            String command = args.isEmpty() ? "" : args.get(0);
            List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
            return switch (command) {
                case "import" -> importing(rest);
                case "export" -> export(options(command, rest, HistoryOption.EXPORT));
                case "list" -> list(options(command, rest, HistoryOption.LOOK));
                case "gaps" -> gaps(options(command, rest, HistoryOption.LOOK));
                case "verify" -> verify(options(command, rest, HistoryOption.LOOK));
                default -> throw new IllegalArgumentException("history takes import, export, list, gaps or verify");
            };
        } catch (IllegalArgumentException | FeedException usage) {
            return told(usage, ExitCode.CONFIGURATION);
        } catch (JournalInUseException inUse) {
            return told(inUse, ExitCode.JOURNAL_IN_USE);
        } catch (JournalUnavailableException unavailable) {
            return told(unavailable, ExitCode.FAILED);
        }
    }

    private ExitCode told(RuntimeException wrong, ExitCode code) throws IOException {
        out.flush();
        err.println("tickwire: history: " + wrong.getMessage());
        return code;
    }

    private static CommandOptions options(String command, List<String> args, Set<CommandOption> known) {
        return new CommandOptions("history " + command, args, CommandOption.flags(known), Set.of());
    }

    private ExitCode importing(List<String> args) throws IOException {
        List<String> files = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).equals(HistoryOption.FILE.flag()) && i + 1 < args.size()) {
                files.add(args.get(++i));
            } else {
                others.add(args.get(i));
            }
        }
        CommandOptions options = options("import", others, HistoryOption.IMPORT);
        if (files.isEmpty()) {
            throw new IllegalArgumentException(
                    "--file is required: a file, a folder or a glob of recorded ticks or bars");
        }
        ReplaySettings settings = new ReplaySettings(
                files,
                options.word(HistoryOption.FORMAT, ReplayFormat.AUTO),
                options.text(HistoryOption.SYMBOL),
                options.integer(HistoryOption.DIGITS, -1, 8),
                options.number(HistoryOption.SPREAD, 0, 1_000_000),
                options.zone(HistoryOption.ZONE),
                false,
                0);
        ReplayFeed feed = ReplayFeed.open(settings);
        SqliteHistoryStore store = new SqliteHistoryStore(folder(options), clock);
        store.open();
        try {
            ImportProgress progress = new ImportProgress(err, clock, System.console() != null, feed);
            HistoryImport.Counts counts =
                    new HistoryImport(store).run(feed, options.text(HistoryOption.SERIES), progress::show);
            out.append(progress.summary(counts));
        } finally {
            feed.close();
            store.close();
            out.flush();
        }
        return ExitCode.OK;
    }

    private ExitCode export(CommandOptions options) throws IOException {
        boolean bars = options.oneOf(HistoryOption.WHAT, "ticks", "bars").equals("bars");
        HistoryExport.Format format = options.word(HistoryOption.FORMAT, HistoryExport.Format.CSV);
        HistoryExport.Wanted wanted = new HistoryExport.Wanted(
                options.required(HistoryOption.SYMBOL.flag()),
                options.time(HistoryOption.FROM, 0),
                options.time(HistoryOption.TO, Long.MAX_VALUE),
                bars ? options.word(HistoryOption.TIMEFRAME, Timeframe.H1) : null,
                new BarGrid(options.zone(HistoryOption.BAR_ZONE)),
                format,
                options.zone(HistoryOption.ZONE));
        try (HistoryFile file = HistoryFile.open(folder(options))) {
            List<String> known = file.list().stream().map(SeriesInfo::name).toList();
            if (!known.contains(wanted.series())) {
                throw new IllegalArgumentException("--symbol: there is no series '" + wanted.series() + "', there are "
                        + (known.isEmpty() ? "none" : String.join(", ", known)));
            }
            String name = options.text(HistoryOption.OUT);
            if (name.isEmpty()) {
                new HistoryExport(file, wanted, out).write();
                return ExitCode.OK;
            }
            try (Writer to = Files.newBufferedWriter(Path.of(name))) {
                err.println(new HistoryExport(file, wanted, to).write() + " rows in " + name);
            }
        }
        return ExitCode.OK;
    }

    private ExitCode list(CommandOptions options) throws IOException {
        try (HistoryFile file = HistoryFile.open(folder(options))) {
            String line = "%-24s %12s  %-24s %-24s %12s %10s %9s%n";
            out.append(String.format(Locale.ROOT, line, "series", "ticks", "from", "to", "bytes", "B/tick", "minutes"));
            for (SeriesInfo series : file.list()) {
                out.append(String.format(
                        Locale.ROOT,
                        line,
                        series.name(),
                        series.ticks(),
                        series.ticks() == 0 ? "-" : IsoTime.format(series.firstMsc()),
                        series.ticks() == 0 ? "-" : IsoTime.format(series.lastMsc()),
                        series.bytes(),
                        series.ticks() == 0
                                ? "-"
                                : String.format(Locale.ROOT, "%.2f", (double) series.bytes() / series.ticks()),
                        series.minutes()));
            }
            out.append("file: " + file.bytesUsed() + " bytes in use\n").flush();
        }
        return ExitCode.OK;
    }

    private ExitCode gaps(CommandOptions options) throws IOException {
        try (HistoryFile file = HistoryFile.open(folder(options))) {
            for (HistoryGap gap : file.gaps()) {
                out.append(String.format(
                        Locale.ROOT,
                        "%-24s %s to %s  %-5s %-10s %s%n",
                        gap.series(),
                        IsoTime.format(gap.fromMsc()),
                        IsoTime.format(gap.toMsc()),
                        gap.kind().word(),
                        gap.state().word(),
                        gap.note()));
            }
            out.flush();
        }
        return ExitCode.OK;
    }

    private ExitCode verify(CommandOptions options) throws IOException {
        try (HistoryFile file = HistoryFile.open(folder(options))) {
            List<String> damage = file.verify();
            for (String line : damage) {
                out.append("damaged: ").append(line).append('\n');
            }
            out.append(
                            damage.isEmpty()
                                    ? "good\n"
                                    : "damaged: keep a copy of the folder, then restore a backup, or move"
                                            + " history.db away and import again\n")
                    .flush();
            return damage.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static Path folder(CommandOptions options) {
        return Path.of(options.text(HistoryOption.FOLDER));
    }
}
