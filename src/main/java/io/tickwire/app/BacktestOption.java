package io.tickwire.app;

import io.tickwire.backtest.Terms;
import java.util.List;

/** Every option of {@code backtest}: the parser and the help read this one table. */
final class BacktestOption {
    static final CommandOption STRATEGY =
            new CommandOption("--strategy", "NAME", "", "a strategy's folder, or its name in the folder of strategies");
    static final CommandOption STRATEGIES =
            new CommandOption("--strategies", "FOLDER", "verticles/strategies", "where strategies are");
    static final CommandOption DATA = new CommandOption(
            "--data",
            "SOURCE",
            "",
            "recorded ticks or bars: a file, a folder, a glob, or history:SERIES; several times = several of them");
    static final CommandOption FROM =
            new CommandOption("--from", "TIME", "", "from this time on, such as 2026-01-27 or 2026-01-27T10:00:00Z");
    static final CommandOption TO = new CommandOption("--to", "TIME", "", "before this time");
    static final CommandOption FOLDER =
            new CommandOption("--folder", "FOLDER", "data", "storage.path of the node, for history:SERIES");
    static final CommandOption FORMAT = new CommandOption(
            "--format",
            "NAME",
            "",
            "lean-ticks, lean-bars, mt5-ticks, mt5-bars, point-bars, csv or binance-frames; without it told from the file");
    static final CommandOption SYMBOL =
            new CommandOption("--symbol", "NAME", "", "symbol of the files, where they do not tell");
    static final CommandOption ZONE =
            new CommandOption("--zone", "ZONE", "UTC", "zone of local times in the files, such as Europe/Athens");
    static final CommandOption DIGITS =
            new CommandOption("--digits", "N", "-1", "decimals of prices in points; -1 = 3 for yen pairs, else 5");
    static final CommandOption BAR_SPREAD =
            new CommandOption("--bar-spread", "POINTS", "10", "spread of bars that carry none");
    static final CommandOption SYMBOLS =
            new CommandOption("--symbols", "A,B", "", "symbols to trade; without it the strategy's that the data have");
    static final CommandOption SETTINGS =
            new CommandOption("--settings", "a=1,b=2", "", "settings that differ from the strategy's defaults");
    static final CommandOption MODE =
            new CommandOption("--mode", "NAME", "ticks", "what is looked at: ticks, m1-ohlc or open-prices");
    static final CommandOption CONF = new CommandOption(
            "--conf", "FILE", "", "configuration whose simulated terminal is the broker: swaps, hours, limits, faults");
    static final CommandOption TERMINAL = new CommandOption(
            "--terminal", "ID", "", "which of its terminals; without it the strategy's, else the first");
    static final CommandOption DEPOSIT = new CommandOption("--deposit", "X", "", "account currency, at the start");
    static final CommandOption LEVERAGE = new CommandOption("--leverage", "N", "", "100 means 1:100");
    static final CommandOption SPREAD =
            new CommandOption("--spread", "POINTS", "", "always this distance of bid and ask; without it the data's");
    static final CommandOption COMMISSION =
            new CommandOption("--commission", "X", "", "per lot and deal, account currency");
    static final CommandOption LATENCY = new CommandOption(
            "--latency", "TIME", "", "from an order to the broker, such as 50ms; without it the terminal's faults");
    static final CommandOption DEVIATION = new CommandOption(
            "--deviation", "POINTS", Integer.toString(Terms.USUAL_DEVIATION), "greatest slippage of a market order");
    static final CommandOption REPORT = new CommandOption("--report", "FILE", "", "writes a page to look at");
    static final CommandOption JSON = new CommandOption("--json", "FILE", "", "writes the result as JSON");
    static final CommandOption LOG =
            new CommandOption("--log", "yes|no", "no", "whether the strategy's own log lines are shown");
    static final CommandOption GRID = new CommandOption(
            "--grid", "AXES", "", "searches settings: fast=5:50:5,slow=20:200:20,kind=a|b runs every combination");
    static final CommandOption RANDOM =
            new CommandOption("--random", "N", "", "runs so many combinations of the grid, drawn by the seed");
    static final CommandOption SEED =
            new CommandOption("--seed", "N", "1", "the same seed draws the same combinations");
    static final CommandOption BY =
            new CommandOption("--by", "STAT", "STAT_PROFIT", "what a search makes best; of falls less is better");
    static final CommandOption BEST = new CommandOption("--best", "N", "10", "how many of a search are printed");
    static final CommandOption THREADS =
            new CommandOption("--threads", "N", "", "processors that a search uses; without it all of them");
    static final CommandOption WALK_FORWARD = new CommandOption(
            "--walk-forward", "A:B", "", "searches on A parts of the time, tests on the next B, and rolls on");
    static final CommandOption WINDOWS = new CommandOption("--windows", "N", "5", "how often it rolls");

    /** All of them, in the order of the help. */
    static final List<CommandOption> ALL = List.of(
            STRATEGY,
            STRATEGIES,
            DATA,
            FROM,
            TO,
            FOLDER,
            FORMAT,
            SYMBOL,
            ZONE,
            DIGITS,
            BAR_SPREAD,
            SYMBOLS,
            SETTINGS,
            MODE,
            CONF,
            TERMINAL,
            DEPOSIT,
            LEVERAGE,
            SPREAD,
            COMMISSION,
            LATENCY,
            DEVIATION,
            REPORT,
            JSON,
            LOG,
            GRID,
            RANDOM,
            SEED,
            BY,
            BEST,
            THREADS,
            WALK_FORWARD,
            WINDOWS);

    private BacktestOption() {}

    static String help() {
        return "tickwire backtest --strategy NAME --data SOURCE [options]: runs a strategy on recorded prices\n\n"
                + CommandOption.lines(ALL)
                + "\nThe same input gives the same finger print, on any machine. Ctrl-C cancels.\n";
    }
}
