package io.tickwire.app;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.train.DivergedException;
import io.tickwire.inference.train.Loss;
import io.tickwire.inference.train.data.DataException;
import io.tickwire.inference.train.tourism.TourismEvaluation;
import io.tickwire.inference.train.tourism.TourismFiles;
import io.tickwire.inference.train.tourism.TourismPlan;
import io.tickwire.ops.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** {@code eval tourism}: how the trainer compares with published figures. Blocks. */
final class EvalCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    EvalCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** @param args what stands behind {@code eval} */
    ExitCode run(List<String> args) {
        if (args.contains("--help")) {
            out.print(EvalOption.help());
            return ExitCode.OK;
        }
        try {
            if (args.size() < 2 || !args.get(0).equals("tourism") || args.get(1).startsWith("-")) {
                throw new IllegalArgumentException("it takes 'tourism' and a folder, see tickwire eval --help");
            }
            tourism(Path.of(args.get(1)), args.subList(2, args.size()));
            return ExitCode.OK;
        } catch (IllegalArgumentException | DataException wrong) {
            err.println("tickwire: eval: " + wrong.getMessage());
            return ExitCode.CONFIGURATION;
        } catch (IOException | OrtException | DivergedException failed) {
            err.println("tickwire: eval: " + failed.getMessage());
            return ExitCode.FAILED;
        }
    }

    private void tourism(Path folder, List<String> args)
            throws DataException, IOException, OrtException, DivergedException {
        TourismPlan plan =
                plan(new CommandOptions("eval tourism", args, CommandOption.flags(EvalOption.ALL), Set.of()));
        TourismEvaluation evaluation = new TourismEvaluation(TourismFiles.read(folder), plan, clock);
        TourismEvaluation.Figures figures =
                evaluation.run((member, mape) -> err.printf(Locale.ROOT, "%s: MAPE %.2f%n", member, mape));
        out.printf(
                Locale.ROOT,
                "%d series, %d networks%nMAPE  last value repeated %.2f   median of the networks %.2f%n"
                        + "published for the 518 yearly series: last value repeated 23.61,"
                        + " N-BEATS-I of one repeat 21.91%n",
                figures.series(),
                figures.members(),
                figures.naiveMape(),
                figures.mape());
    }

    private static TourismPlan plan(CommandOptions options) {
        String form = options.text(EvalOption.FORM);
        if (!form.equals("interpretable") && !form.equals("generic")) {
            throw new IllegalArgumentException("--form takes interpretable or generic, not '" + form + "'");
        }
        return new TourismPlan(
                form.equals("generic"),
                Stream.of(options.text(EvalOption.LOSSES).split(","))
                        .map(name -> Loss.of(name)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "--losses takes mape, smape, mase and mae, not '" + name + "'")))
                        .toList(),
                options.integer(EvalOption.REPEATS, 1, 1000),
                options.integer(EvalOption.STEPS, 1, 1_000_000),
                options.integer(EvalOption.BATCH, 1, 65_536),
                options.integer(EvalOption.WIDTH, 4, 8192),
                options.integer(EvalOption.HISTORY, 1, 1000),
                options.number(EvalOption.LEARNING_RATE, 1e-9, 10),
                options.integer(EvalOption.SEED, 0, Integer.MAX_VALUE),
                options.threads());
    }
}
