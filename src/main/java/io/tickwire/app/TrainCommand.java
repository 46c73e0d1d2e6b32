package io.tickwire.app;

import ai.onnxruntime.OrtException;
import io.tickwire.inference.train.DivergedException;
import io.tickwire.inference.train.ModelMaker;
import io.tickwire.inference.train.TrainingJob;
import io.tickwire.inference.train.data.DataException;
import io.tickwire.ops.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;

/** {@code train}: makes a model of closing prices and says what it is worth. Blocks. */
final class TrainCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    /**
     * @param out takes the figures
     * @param err takes the progress, and what is wrong
     */
    TrainCommand(PrintStream out, PrintStream err, Clock clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** @param args what stands behind {@code train} */
    ExitCode run(List<String> args) {
        if (args.contains("--help")) {
            out.print(TrainOption.help());
            return ExitCode.OK;
        }
        try {
            TrainingJob job = new TrainOptions(args).job();
            TrainProgress progress = new TrainProgress(
                    err, clock, System.console() != null, job.plan().epochs());
            out.print(TrainReport.of(new ModelMaker(job, clock, progress).make()));
            return ExitCode.OK;
        } catch (IllegalArgumentException | DataException wrong) {
            err.println("tickwire: train: " + wrong.getMessage());
            return ExitCode.CONFIGURATION;
        } catch (FileAlreadyExistsException taken) {
            err.println("tickwire: train: " + taken.getMessage()
                    + " has appeared meanwhile and is left as it is; train again with another --version");
            return ExitCode.FAILED;
        } catch (IOException | OrtException | DivergedException failed) {
            err.println("tickwire: train: " + failed.getMessage());
            return ExitCode.FAILED;
        }
    }
}
