package io.tickwire.app;

import io.tickwire.inference.train.Epoch;
import io.tickwire.inference.train.Progress;
import io.tickwire.ops.Clock;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far training is: a bar that moves on a terminal, one line for each epoch elsewhere. Owner: who trains. */
final class TrainProgress implements Progress {
    private static final long REDRAW_NANOS = 200_000_000;
    private static final int CELLS = 24;

    private final PrintStream err;
    private final Clock clock;
    private final boolean terminal;
    private final int epochs;
    private final long beganNanos;
    private long drawnNanos;

    /** @param terminal whether a line can be drawn again */
    TrainProgress(PrintStream err, Clock clock, boolean terminal, int epochs) {
        this.err = err;
        this.clock = clock;
        this.terminal = terminal;
        this.epochs = epochs;
        this.beganNanos = clock.nanos();
        this.drawnNanos = beganNanos;
    }

    @Override
    public void step(int epoch, int step, int steps, int windows, double loss) {
        long now = clock.nanos();
        if (!terminal || now - drawnNanos < REDRAW_NANOS) {
            return;
        }
        drawnNanos = now;
        long done = (long) (epoch - 1) * steps + step;
        double seconds = (now - beganNanos) / 1e9;
        int full = CELLS * step / steps;
        err.printf(
                Locale.ROOT,
                "\repoch %d/%d [%s%s] loss %.4f  %,.0f windows/s  at most %s left ",
                epoch,
                epochs,
                "#".repeat(full),
                ".".repeat(CELLS - full),
                loss,
                done * windows / seconds,
                time(seconds * ((long) epochs * steps - done) / done));
        err.flush();
    }

    @Override
    public void epoch(Epoch epoch) {
        double left = epoch.tookNanos() / 1e9 * (epoch.of() - epoch.number());
        err.printf(
                Locale.ROOT,
                "%sepoch %d/%d  train %.5f  validation %.5f%s  %,.0f windows/s  at most %s left%n",
                terminal ? "\r\033[K" : "",
                epoch.number(),
                epoch.of(),
                epoch.trainLoss(),
                epoch.validationLoss(),
                epoch.best() ? " best" : "     ",
                epoch.windowsPerSecond(),
                time(left));
    }

    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60
                ? whole + " s"
                : whole < 3600
                        ? whole / 60 + " min " + whole % 60 + " s"
                        : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }
}
