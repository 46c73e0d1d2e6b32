package io.tickwire.client;

import io.tickwire.ops.Clock;
import java.time.Duration;

/** Sends a sign of life now and then, and notices when the other side gives none. Owner: the client's context. */
final class Watch {
    private static final double SILENT_BEATS = 2.5;

    private final double beatMs;
    private final Clock clock;
    private final Timers timers;
    private final Runnable beat;
    private final Runnable silent;
    private long heardAtNanos;
    private Runnable nextBeat = () -> {};
    private Runnable nextLook = () -> {};

    Watch(Duration heartbeat, Clock clock, Timers timers, Runnable beat, Runnable silent) {
        this.beatMs = heartbeat.toMillis();
        this.clock = clock;
        this.timers = timers;
        this.beat = beat;
        this.silent = silent;
    }

    void start() {
        heard();
        beatLater();
        look();
    }

    void heard() {
        heardAtNanos = clock.nanos();
    }

    void stop() {
        nextBeat.run();
        nextLook.run();
    }

    private void beatLater() {
        nextBeat = timers.after(beatMs, () -> {
            beat.run();
            beatLater();
        });
    }

    private void look() {
        double leftMs = beatMs * SILENT_BEATS - (clock.nanos() - heardAtNanos) / 1e6;
        if (leftMs <= 0) {
            silent.run();
        } else {
            nextLook = timers.after(leftMs, this::look);
        }
    }
}
