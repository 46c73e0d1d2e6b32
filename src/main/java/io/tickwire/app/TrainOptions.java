package io.tickwire.app;

import io.tickwire.domain.Timeframe;
import io.tickwire.inference.model.ManifestReader;
import io.tickwire.inference.nbeats.NBeatsShape;
import io.tickwire.inference.train.Loss;
import io.tickwire.inference.train.ModelWriter;
import io.tickwire.inference.train.TrainingJob;
import io.tickwire.inference.train.TrainingPlan;
import io.tickwire.inference.train.data.SeriesFormat;
import io.tickwire.ops.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Turns the words behind {@code train} into a job, or says which word is wrong. */
final class TrainOptions {
    private static final int GENERIC_STACKS = 10;
    private static final int GENERIC_WIDTH = 256;
    private static final int TREND_WIDTH = 128;
    private static final int SEASONALITY_WIDTH = 512;
    private static final int WARMUP_STEPS = 100;

    private final List<Path> data = new ArrayList<>();
    private final CommandOptions options;

    /** @throws IllegalArgumentException when an option is unknown, twice or without its value */
    TrainOptions(List<String> args) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            boolean more = i + 1 < args.size();
            if (args.get(i).equals(TrainOption.DATA.flag())) {
                if (!more) {
                    throw new IllegalArgumentException("--data needs a value");
                }
                data.add(Path.of(args.get(++i)));
            } else {
                others.add(args.get(i));
                if (more) {
                    others.add(args.get(++i));
                }
            }
        }
        options = new CommandOptions("train", others, CommandOption.flags(TrainOption.ALL), Set.of());
    }

    /**
     * @throws IllegalArgumentException when a value is out of range, or the version is there already
     * @throws IOException when the folder of models cannot be read
     */
    TrainingJob job() throws IOException {
        if (data.isEmpty()) {
            throw new IllegalArgumentException("--data is required: a file of closing prices");
        }
        Path out = Path.of(options.text(TrainOption.OUT));
        String name = name(TrainOption.MODEL, options.required(TrainOption.MODEL.flag()));
        String version = options.has(TrainOption.VERSION.flag())
                ? name(TrainOption.VERSION, options.text(TrainOption.VERSION))
                : new ModelWriter(out).nextVersion(name);
        if (new ModelWriter(out).holds(name, version)) {
            throw new IllegalArgumentException(out.resolve(name).resolve(version)
                    + " is there already and is never written over; take another --version or --model");
        }
        return new TrainingJob(
                data,
                format(),
                date(TrainOption.FROM, Long.MIN_VALUE),
                date(TrainOption.TO, Long.MAX_VALUE),
                out,
                name,
                version,
                options.text(TrainOption.PRESET),
                shape(),
                plan(),
                timeframe(),
                symbols(),
                "tickwire " + Version.text());
    }

    private List<String> symbols() {
        return options.has(TrainOption.SYMBOL.flag())
                ? Arrays.stream(options.text(TrainOption.SYMBOL).split(","))
                        .map(String::strip)
                        .filter(symbol -> !symbol.isEmpty())
                        .toList()
                : List.of();
    }

    /** A node refuses a manifest with another one. */
    private String timeframe() {
        String name = options.text(TrainOption.TIMEFRAME);
        List<String> known =
                Arrays.stream(Timeframe.values()).map(Timeframe::name).toList();
        if (!name.isEmpty() && !known.contains(name)) {
            throw new IllegalArgumentException(TrainOption.TIMEFRAME.flag() + " takes " + String.join(", ", known)
                    + " or nothing, not '" + name + "'");
        }
        return name;
    }

    private NBeatsShape shape() {
        int lookback = options.integer(TrainOption.LOOKBACK, 8, 4096);
        int horizon = options.integer(TrainOption.HORIZON, 1, 1024);
        String preset = options.text(TrainOption.PRESET);
        return switch (preset) {
            case "pytorch" -> NBeatsShape.pytorch(lookback, horizon);
            case "small" -> NBeatsShape.small(lookback, horizon);
            case "generic" -> NBeatsShape.generic(lookback, horizon, GENERIC_STACKS, GENERIC_WIDTH);
            case "interpretable" -> NBeatsShape.interpretable(lookback, horizon, TREND_WIDTH, SEASONALITY_WIDTH);
            default ->
                throw new IllegalArgumentException(
                        "--preset takes pytorch, generic, interpretable or small, not '" + preset + "'");
        };
    }

    private TrainingPlan plan() {
        return new TrainingPlan(
                options.integer(TrainOption.EPOCHS, 1, 100_000),
                options.integer(TrainOption.BATCH, 1, 65_536),
                options.number(TrainOption.LEARNING_RATE, 1e-9, 10),
                options.number(TrainOption.WEIGHT_DECAY, 0, 10),
                options.number(TrainOption.CLIP, 1e-9, 1e9),
                WARMUP_STEPS,
                options.integer(TrainOption.PATIENCE, 1, 100_000),
                Loss.of(options.text(TrainOption.LOSS))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "--loss takes mae, mape, smape or mase, not '" + options.text(TrainOption.LOSS) + "'")),
                options.number(TrainOption.BACKCAST_LOSS, 0, 1000),
                options.integer(TrainOption.SEED, 0, Integer.MAX_VALUE),
                options.threads());
    }

    private SeriesFormat format() {
        return new SeriesFormat(
                options.text(TrainOption.COLUMN), options.number(TrainOption.POINT, 1e-12, 1e12), zone());
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(options.text(TrainOption.ZONE));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("--zone takes a zone such as UTC or Europe/Athens");
        }
    }

    private long date(CommandOption option, long absent) {
        if (!options.has(option.flag())) {
            return absent;
        }
        try {
            return LocalDate.parse(options.text(option))
                    .atStartOfDay(zone())
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(option.flag() + " takes a day such as 2010-01-01");
        }
    }

    private static String name(CommandOption option, String value) {
        if (!ManifestReader.isName(value)) {
            throw new IllegalArgumentException(
                    option.flag() + " takes up to 64 letters, digits, dots, - and _, not '" + value + "'");
        }
        return value;
    }
}
