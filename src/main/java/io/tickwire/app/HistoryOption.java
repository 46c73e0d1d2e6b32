package io.tickwire.app;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Every option of {@code history}: the parser and the help read this one table. */
enum HistoryOption implements CommandOption {
    FOLDER("--folder", "FOLDER", "data", "storage.path of the node"),
    FILE("--file", "FILE", "", "import: a file, a folder or a glob; several times = several of them"),
    SYMBOL("--symbol", "NAME", "", "import: symbol of the files, where they do not tell; export: the series, see list"),
    SERIES("--series", "NAME", "", "import: where the ticks go; without it to their symbol"),
    FORMAT(
            "--format",
            "NAME",
            "",
            "import: lean-ticks, lean-bars, mt5-ticks, mt5-bars, point-bars, csv or binance-frames, else told from the"
                    + " file; export: csv (also without it) or mt5"),
    ZONE("--zone", "ZONE", "UTC", "zone of local times in the files, such as Europe/Athens"),
    DIGITS("--digits", "N", "-1", "import: decimals of prices in points; -1 = 3 for yen pairs, else 5"),
    SPREAD("--spread", "POINTS", "10", "import: spread of bars that carry none"),
    WHAT("--what", "NAME", "ticks", "export: ticks or bars"),
    TIMEFRAME("--tf", "NAME", "H1", "export: period of the bars"),
    BAR_ZONE("--bar-zone", "ZONE", "UTC", "export: zone whose midnight begins a day, as market.barZone"),
    FROM("--from", "TIME", "", "export: from this time on, such as 2026-01-27 or 2026-01-27T10:00:00Z"),
    TO("--to", "TIME", "", "export: before this time"),
    OUT("--out", "FILE", "", "export: file to write; without it standard output");

    /** What each command takes. */
    static final Set<HistoryOption> IMPORT = EnumSet.of(FOLDER, FILE, SYMBOL, SERIES, FORMAT, ZONE, DIGITS, SPREAD);

    static final Set<HistoryOption> EXPORT =
            EnumSet.of(FOLDER, SYMBOL, WHAT, TIMEFRAME, BAR_ZONE, FORMAT, ZONE, FROM, TO, OUT);
    static final Set<HistoryOption> LOOK = EnumSet.of(FOLDER);

    private final String flag;
    private final String placeholder;
    private final String fallback;
    private final String doc;

    HistoryOption(String flag, String placeholder, String fallback, String doc) {
        this.flag = flag;
        this.placeholder = placeholder;
        this.fallback = fallback;
        this.doc = doc;
    }

    @Override
    public String flag() {
        return flag;
    }

    @Override
    public String placeholder() {
        return placeholder;
    }

    @Override
    public String fallback() {
        return fallback;
    }

    @Override
    public String doc() {
        return doc;
    }

    static Set<String> flags(Set<HistoryOption> options) {
        return options.stream().map(HistoryOption::flag).collect(Collectors.toSet());
    }

    static String help() {
        return "tickwire history import|export|list|gaps|verify: ticks and bars on disk\n\n"
                + CommandOption.lines(Arrays.stream(values()).toArray(CommandOption[]::new))
                + "\nimport needs the folder for itself; the others may run beside a node\n";
    }
}
