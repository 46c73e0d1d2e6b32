package io.tickwire.app;

import io.tickwire.backtest.Mode;
import io.tickwire.backtest.Terms;
import io.tickwire.backtest.TestedStrategy;
import io.tickwire.backtest.data.DataRequest;
import io.tickwire.backtest.search.Axis;
import io.tickwire.backtest.search.WalkForward;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.config.Durations;
import io.tickwire.config.ReplayFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the words behind {@code backtest} into what is to be done, or says which word is wrong. */
final class BacktestOptions {
    private final List<String> data = new ArrayList<>();
    private final CommandOptions options;

    /** @throws IllegalArgumentException when an option is unknown, twice or without its value */
    BacktestOptions(List<String> args) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            boolean more = i + 1 < args.size();
            if (args.get(i).equals(BacktestOption.DATA.flag()) && more) {
                data.add(args.get(++i));
            } else {
                others.add(args.get(i));
                if (more) {
                    others.add(args.get(++i));
                }
            }
        }
        options = new CommandOptions("backtest", others, CommandOption.flags(BacktestOption.ALL), Set.of());
        if (data.isEmpty()) {
            throw new IllegalArgumentException("--data is required: files, a folder, a glob, or history:SYMBOL");
        }
    }

    /** What is to be tested. */
    TestedStrategy.Wish wish() {
        return new TestedStrategy.Wish(
                strategy(),
                words(BacktestOption.SYMBOLS),
                settings(),
                mode(),
                options.text(BacktestOption.TERMINAL),
                terms());
    }

    /** The strategy's own folder. */
    private Path strategy() {
        String named = options.required(BacktestOption.STRATEGY.flag());
        Path folder = Path.of(named);
        return named.contains("/") || Files.isDirectory(folder)
                ? folder.toAbsolutePath().normalize()
                : Path.of(options.text(BacktestOption.STRATEGIES), named)
                        .toAbsolutePath()
                        .normalize();
    }

    DataRequest data() {
        return new DataRequest(
                data,
                options.time(BacktestOption.FROM, Long.MIN_VALUE),
                options.time(BacktestOption.TO, Long.MAX_VALUE),
                options.word(BacktestOption.FORMAT, ReplayFormat.AUTO),
                options.text(BacktestOption.SYMBOL),
                options.zone(BacktestOption.ZONE),
                options.integer(BacktestOption.DIGITS, -1, 8),
                options.number(BacktestOption.BAR_SPREAD, 0, 1_000_000),
                Path.of(options.text(BacktestOption.FOLDER)));
    }

    private Terms terms() {
        return new Terms(
                number(BacktestOption.DEPOSIT, 0.01, 1e12),
                (int) number(BacktestOption.LEVERAGE, 1, 5000),
                number(BacktestOption.COMMISSION, 0, 1e6),
                options.has(BacktestOption.LATENCY.flag())
                        ? Durations.parse(options.text(BacktestOption.LATENCY))
                                .filter(time -> time.toMillis() <= 60_000)
                                .orElseThrow(() ->
                                        new IllegalArgumentException("--latency takes a time up to 60s, such as 50ms"))
                        : null,
                number(BacktestOption.SPREAD, 0, 1_000_000),
                options.integer(BacktestOption.DEVIATION, 0, 1_000_000));
    }

    /** -1 when it is not given. */
    private double number(CommandOption option, double min, double max) {
        return options.has(option.flag()) ? options.number(option, min, max) : -1;
    }

    private Mode mode() {
        String name = options.text(BacktestOption.MODE);
        return Mode.of(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("--mode takes ticks, m1-ohlc or open-prices, not '" + name + "'"));
    }

    /** Settings as they were written, by their names. */
    private Map<String, String> settings() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String part : words(BacktestOption.SETTINGS)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "--settings takes name=value with commas between, not '" + part + "'");
            }
            if (given.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip())
                    != null) {
                throw new IllegalArgumentException("--settings names " + part.substring(0, equals) + " twice");
            }
        }
        return given;
    }

    private List<String> words(CommandOption option) {
        return Arrays.stream(options.text(option).split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    Optional<Path> conf() {
        return path(BacktestOption.CONF);
    }

    Optional<Path> report() {
        return path(BacktestOption.REPORT);
    }

    Optional<Path> json() {
        return path(BacktestOption.JSON);
    }

    /** Whether the strategy's log is shown. */
    boolean log() {
        return options.oneOf(BacktestOption.LOG, "yes", "no").equals("yes");
    }

    private Optional<Path> path(CommandOption option) {
        return options.has(option.flag()) ? Optional.of(Path.of(options.text(option))) : Optional.empty();
    }

    boolean isSearch() {
        boolean search = options.has(BacktestOption.GRID.flag());
        for (CommandOption other : List.of(BacktestOption.RANDOM, BacktestOption.WALK_FORWARD)) {
            if (!search && options.has(other.flag())) {
                throw new IllegalArgumentException(other.flag() + " needs --grid, which says what is searched");
            }
        }
        if (search && options.has(BacktestOption.REPORT.flag())) {
            throw new IllegalArgumentException(
                    "--report shows one run: take the best settings of the search and run them with --settings");
        }
        return search;
    }

    List<Axis> axes() {
        return Axis.parse(options.required(BacktestOption.GRID.flag()));
    }

    /** 0 = the whole grid. */
    int random() {
        return options.has(BacktestOption.RANDOM.flag()) ? options.integer(BacktestOption.RANDOM, 1, 100_000) : 0;
    }

    long seed() {
        return options.integer(BacktestOption.SEED, 0, Integer.MAX_VALUE);
    }

    Stat by() {
        String name = options.text(BacktestOption.BY);
        return Stat.of(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--by takes one of " + Arrays.toString(Stat.values()) + ", not '" + name + "'"));
    }

    int best() {
        return options.integer(BacktestOption.BEST, 1, 100_000);
    }

    int threads() {
        return options.threads();
    }

    Optional<WalkForward.Split> walkForward() {
        return options.has(BacktestOption.WALK_FORWARD.flag())
                ? Optional.of(WalkForward.Split.parse(
                        options.text(BacktestOption.WALK_FORWARD), options.integer(BacktestOption.WINDOWS, 1, 1000)))
                : Optional.empty();
    }
}
