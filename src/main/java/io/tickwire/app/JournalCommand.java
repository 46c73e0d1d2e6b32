package io.tickwire.app;

import io.tickwire.journal.JournalAudit;
import io.tickwire.journal.JournalExport;
import io.tickwire.journal.JournalExport.Format;
import io.tickwire.journal.JournalExport.Range;
import io.tickwire.journal.JournalExport.What;
import io.tickwire.journal.JournalUnavailableException;
import io.tickwire.journal.NoJournalException;
import io.tickwire.protocol.json.IsoTime;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code journal verify} and {@code journal export}: looks into a journal, also beside a bridge that writes it. */
final class JournalCommand {
    private static final String FOLDER = "--folder";
    private static final Set<String> VERIFY = Set.of(FOLDER);
    private static final Set<String> EXPORT = Set.of(FOLDER, "--what", "--format", "--from", "--to");

    private final Writer out;
    private final Appendable err;

    /** @param err takes one line when it cannot be done */
    JournalCommand(Writer out, Appendable err) {
        this.out = out;
        this.err = err;
    }

    /** @param args what stands behind {@code journal} */
    ExitCode run(List<String> args) throws IOException {
        try {
            String command = args.isEmpty() ? "" : args.get(0);
            return switch (command) {
                case "verify" -> verify(options(args, VERIFY));
                case "export" -> export(options(args, EXPORT));
                default -> throw new IllegalArgumentException("journal takes verify or export");
            };
        } catch (IllegalArgumentException | NoJournalException usage) {
            err.append("tickwire: ").append(usage.getMessage()).append('\n');
            return ExitCode.CONFIGURATION;
        } catch (JournalUnavailableException unreadable) {
            out.flush();
            err.append("tickwire: ").append(unreadable.getMessage()).append('\n');
            return ExitCode.FAILED;
        }
    }

    private ExitCode verify(Map<String, String> options) throws IOException {
        Path folder = folder(options);
        JournalAudit.Report report = JournalAudit.of(folder);
        lines("", report.contents());
        lines("not proven: ", report.unproven());
        lines("damaged: ", report.damage());
        String verdict = report.good()
                ? "good"
                : "damaged: keep a copy of the folder, then restore a backup or start with an empty one";
        lines(folder + ": ", List.of(verdict));
        out.flush();
        return report.good() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void lines(String prefix, List<String> lines) throws IOException {
        for (String line : lines) {
            out.append(prefix).append(line).append('\n');
        }
    }

    private ExitCode export(Map<String, String> options) throws IOException {
        Range range = new Range(
                word(options, "--what", What.SIGNALS),
                word(options, "--format", Format.JSONL),
                time(options, "--from", 0),
                time(options, "--to", Long.MAX_VALUE));
        new JournalExport(folder(options), out).write(range);
        return ExitCode.OK;
    }

    private static Path folder(Map<String, String> options) {
        return Path.of(options.getOrDefault(FOLDER, "data"));
    }

    private static Map<String, String> options(List<String> args, Set<String> known) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < args.size(); i += 2) {
            if (!known.contains(args.get(i))) {
                throw new IllegalArgumentException("journal " + args.get(0) + " has no option '" + args.get(i) + "'");
            }
            if (i + 1 == args.size()) {
                throw new IllegalArgumentException(args.get(i) + " needs a value");
            }
            options.put(args.get(i), args.get(i + 1));
        }
        return options;
    }

    private static <E extends Enum<E>> E word(Map<String, String> options, String name, E fallback) {
        String text = options.get(name);
        if (text == null) {
            return fallback;
        }
        Class<E> type = fallback.getDeclaringClass();
        for (E word : type.getEnumConstants()) {
            if (word.name().toLowerCase(Locale.ROOT).equals(text)) {
                return word;
            }
        }
        throw new IllegalArgumentException(name + " must be one of "
                + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT) + ", not '" + text + "'");
    }

    private static long time(Map<String, String> options, String name, long fallback) {
        String text = options.get(name);
        return text == null
                ? fallback
                : IsoTime.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException(
                                name + " must be a time such as 2026-01-27T10:00:00Z, not '" + text + "'"));
    }
}
