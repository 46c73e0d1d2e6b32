package io.tickwire.app;

import io.tickwire.history.HistoryImport;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.feeds.ReplayFeed;
import java.io.PrintStream;
import java.util.Locale;

/** Shows how far an import is: a line that is drawn again on a terminal, nothing elsewhere. Owner: who imports. */
final class ImportProgress {
    private static final long REDRAW_NANOS = 200_000_000;
    private static final double NANOS = 1e9;

    private final PrintStream err;
    private final Clock clock;
    private final boolean terminal;
    private final ReplayFeed feed;
    private final long beganNanos;
    private long drawnNanos;

    /** @param terminal whether a line can be drawn again */
    ImportProgress(PrintStream err, Clock clock, boolean terminal, ReplayFeed feed) {
        this.err = err;
        this.clock = clock;
        this.terminal = terminal;
        this.feed = feed;
        this.beganNanos = clock.nanos();
        this.drawnNanos = beganNanos;
    }

    void show(HistoryImport.Counts counts) {
        long now = clock.nanos();
        if (!terminal || now - drawnNanos < REDRAW_NANOS) {
            return;
        }
        drawnNanos = now;
        double seconds = (now - beganNanos) / NANOS;
        // The file that is read now is half done, as far as anybody knows.
        double done = Math.max(0.5, feed.stats().files() - 0.5);
        err.printf(
                Locale.ROOT,
                "\rfile %d of %d  %,d ticks  %,.0f ticks/s  about %s left \033[K",
                feed.stats().files(),
                feed.files(),
                counts.all(),
                counts.all() / seconds,
                TrainProgress.time(seconds * (feed.files() - done) / done));
        err.flush();
    }

    /** What it came to. */
    String summary(HistoryImport.Counts counts) {
        double seconds = (clock.nanos() - beganNanos) / NANOS;
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
        return String.format(
                Locale.ROOT,
                "%d ticks stored, %d were there already, %d unchanged, %d refused, %d bad lines; %.1f s, %.0f ticks/s%n",
                counts.stored(),
                counts.covered(),
                counts.unchanged(),
                counts.refused(),
                feed.stats().badLines(),
                seconds,
                counts.all() / seconds);
    }
}
