package io.tickwire.market;

import io.tickwire.domain.RawTick;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.tickwire.terminal.TerminalGateway;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Takes ticks from a terminal, names their streams and asks for more: a live terminal is always allowed to go on, a
 * replay only when everybody kept up with the last window. Owner: the poller's context.
 */
public final class TickFlow {
    private static final int PACED_WINDOW = 512;
    private static final int LIVE_WINDOW = 1 << 20;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TerminalGateway gateway;
    private final UnaryOperator<String> streamNames;
    private final TickPipeline pipeline;
    private final ReplayPace pace;
    private final Clock clock;
    private final Metrics metrics;
    private int outstanding;
    private boolean started;
    private boolean stopped;
    /** Counts holds; read by answers that come late, on the context of a poller that is gone. */
    private volatile int holds;

    private long lastTickNanos;
    private long newestMsc;

    /** @param streamNames from the terminal's symbol to the stream's name */
    public TickFlow(
            TerminalGateway gateway,
            UnaryOperator<String> streamNames,
            TickPipeline pipeline,
            ReplayPace pace,
            Clock clock,
            Metrics metrics) {
        this.gateway = gateway;
        this.streamNames = streamNames;
        this.pipeline = pipeline;
        this.pace = pace;
        this.clock = clock;
        this.metrics = metrics;
        this.lastTickNanos = clock.nanos();
    }

    /** Asks for the first window. */
    public void start() {
        started = true;
        request();
    }

    /** Asks for no more; what comes is taken all the same. */
    public void hold() {
        stopped = true;
        holds++;
    }

    /** Goes on where it was held, perhaps on another context. */
    public void resume() {
        stopped = false;
        if (started && outstanding <= 0) {
            askOn();
        }
    }

    /** A pushed batch, oldest first. */
    public void onPushed(List<RawTick> batch) {
        take(batch);
        outstanding -= batch.size();
        if (outstanding <= 0 && !stopped) {
            askOn();
        }
    }

    private void askOn() {
        if (!gateway.paced()) {
            request();
            return;
        }
        int asked = holds;
        pace.allKeptUp().onComplete(done -> {
            if (asked == holds) {
                request();
            }
        });
    }

    /** A polled batch, oldest first. */
    public void take(List<RawTick> batch) {
        if (batch.isEmpty()) {
            return;
        }
        long receivedNanos = clock.nanos();
        lastTickNanos = receivedNanos;
        long nowMsc = clock.millis();
        for (RawTick tick : batch) {
            newestMsc = Math.max(newestMsc, tick.timeMsc());
            metrics.stage(Stage.TICK_TERMINAL_TO_RECEIVED, (nowMsc - tick.timeMsc()) * NANOS_PER_MILLI);
            pipeline.accept(streamNames.apply(tick.symbol()), tick, receivedNanos);
        }
    }

    /** Time of the newest tick, epoch milliseconds UTC, 0 = none yet. */
    public long newestMsc() {
        return newestMsc;
    }

    /** How long no tick has come. */
    public long silenceNanos() {
        return clock.nanos() - lastTickNanos;
    }

    private void request() {
        if (!stopped) {
            int paced = pace.isStepwise() ? 1 : PACED_WINDOW;
            int window = gateway.paced() ? paced : LIVE_WINDOW;
            outstanding += window;
            gateway.requestTicks(window);
        }
    }
}
