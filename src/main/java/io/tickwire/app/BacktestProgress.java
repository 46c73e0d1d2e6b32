package io.tickwire.app;

import io.tickwire.ops.Clock;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a backtest is: a bar that is drawn again on a terminal, a line now and then elsewhere. Any thread. */
final class BacktestProgress {
    private static final long REDRAW_NANOS = 100_000_000;
    private static final long LINE_NANOS = 5_000_000_000L;
    private static final double NANOS = 1e9;
    private static final int WIDTH = 30;

    private final PrintStream err;
    private final Clock clock;
    private final boolean terminal;
    private String what = "";
    private String unit = "";
    private long total;
    private long beganNanos;
    private long shownNanos;

    /** @param terminal whether a line can be drawn again */
    BacktestProgress(PrintStream err, Clock clock, boolean terminal) {
        this.err = err;
        this.clock = clock;
        this.terminal = terminal;
    }

    /** Begins something. @param size in its units; 0 = nobody knows */
    synchronized void begin(String name, String units, long size) {
        what = name;
        unit = units;
        total = size;
        beganNanos = clock.nanos();
        shownNanos = beganNanos;
        if (!terminal) {
            err.println(size == 0 ? name + " " + units : String.format(Locale.ROOT, "%s: %,d %s", name, size, units));
        }
    }

    synchronized void show(long done) {
        long now = clock.nanos();
        if (now - shownNanos < (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            return;
        }
        shownNanos = now;
        double seconds = (now - beganNanos) / NANOS;
        double rate = done / seconds;
        String text = total == 0
                ? String.format(Locale.ROOT, "%s  %,d %s  %,.0f/s", what, done, unit, rate)
                : String.format(
                        Locale.ROOT,
                        "%s %s %3.0f %%  %,d of %,d %s  %,.0f/s  about %s left",
                        what,
                        bar((double) done / total),
                        100.0 * done / total,
                        done,
                        total,
                        unit,
                        rate,
                        TrainProgress.time(rate > 0 ? (total - done) / rate : 0));
        err.print(terminal ? "\r" + text + "\033[K" : text + "\n");
        err.flush();
    }

    private static String bar(double share) {
        int full = (int) Math.round(share * WIDTH);
        return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "]";
    }

    /** Takes the bar away. */
    synchronized void end() {
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
