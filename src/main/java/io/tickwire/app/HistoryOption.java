package io.tickwire.app;

import java.util.List;
import java.util.Set;

/** Every option of {@code history}: the parser and the help read this one table. */
final class HistoryOption {
    static final CommandOption FOLDER = new CommandOption("--folder", "FOLDER", "data", "storage.path of the node");
    static final CommandOption FILE = new CommandOption(
            "--file", "FILE", "", "import: a file, a folder or a glob; several times = several of them");
    static final CommandOption SYMBOL = new CommandOption(
            "--symbol",
            "NAME",
            "",
            "import: symbol of the files, where they do not tell; export: the series, see list");
    static final CommandOption SERIES =
            new CommandOption("--series", "NAME", "", "import: where the ticks go; without it to their symbol");
    static final CommandOption FORMAT = new CommandOption(
            "--format",
            "NAME",
            "",
            "import: lean-ticks, lean-bars, mt5-ticks, mt5-bars, point-bars, csv or binance-frames, else told from the"
                    + " file; export: csv (also without it) or mt5");
    static final CommandOption ZONE =
            new CommandOption("--zone", "ZONE", "UTC", "zone of local times in the files, such as Europe/Athens");
    static final CommandOption DIGITS = new CommandOption(
            "--digits", "N", "-1", "import: decimals of prices in points; -1 = 3 for yen pairs, else 5");
    static final CommandOption SPREAD =
            new CommandOption("--spread", "POINTS", "10", "import: spread of bars that carry none");
    static final CommandOption WHAT = new CommandOption("--what", "NAME", "ticks", "export: ticks or bars");
    static final CommandOption TIMEFRAME = new CommandOption("--tf", "NAME", "H1", "export: period of the bars");
    static final CommandOption BAR_ZONE = new CommandOption(
            "--bar-zone", "ZONE", "UTC", "export: zone whose midnight begins a day, as market.barZone");
    static final CommandOption FROM = new CommandOption(
            "--from", "TIME", "", "export: from this time on, such as 2026-01-27 or 2026-01-27T10:00:00Z");
    static final CommandOption TO = new CommandOption("--to", "TIME", "", "export: before this time");
    static final CommandOption OUT =
            new CommandOption("--out", "FILE", "", "export: file to write; without it standard output");

    /** All of them, in the order of the help. */
    static final List<CommandOption> ALL = List.of(
            FOLDER, FILE, SYMBOL, SERIES, FORMAT, ZONE, DIGITS, SPREAD, WHAT, TIMEFRAME, BAR_ZONE, FROM, TO, OUT);

    /** What each command takes. */
    static final Set<CommandOption> IMPORT = Set.of(FOLDER, FILE, SYMBOL, SERIES, FORMAT, ZONE, DIGITS, SPREAD);

    static final Set<CommandOption> EXPORT =
            Set.of(FOLDER, SYMBOL, WHAT, TIMEFRAME, BAR_ZONE, FORMAT, ZONE, FROM, TO, OUT);
    static final Set<CommandOption> LOOK = Set.of(FOLDER);

    private HistoryOption() {}

    static String help() {
        return "tickwire history import|export|list|gaps|verify: ticks and bars on disk\n\n"
                + CommandOption.lines(ALL)
                + "\nimport needs the folder for itself; the others may run beside a node\n";
    }
}
