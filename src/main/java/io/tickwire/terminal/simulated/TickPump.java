package io.tickwire.terminal.simulated;

import io.tickwire.domain.RawTick;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Moves a feed's ticks to whoever takes them: those that are due, as many as were asked for, in batches; then it sleeps
 * until the next one. Owner: the terminal's thread.
 */
final class TickPump {
    private static final int BATCH = 256;

    private final FeedPlayer player;
    private final ScheduledExecutorService owner;
    private final UnaryOperator<RawTick> market;
    private final Consumer<RuntimeException> broken;
    private final Runnable ended;
    private Consumer<List<RawTick>> sink = batch -> {};
    private long demand;
    private ScheduledFuture<?> next;
    private boolean endTold;

    /**
     * @param market takes each tick before anybody else sees it and gives what is told; null = it is not this feed's
     * @param broken told once when the feed fails
     * @param ended told once when the feed has no more
     */
    TickPump(
            FeedPlayer player,
            ScheduledExecutorService owner,
            UnaryOperator<RawTick> market,
            Consumer<RuntimeException> broken,
            Runnable ended) {
        this.player = player;
        this.owner = owner;
        this.market = market;
        this.broken = broken;
        this.ended = ended;
    }

    /** Replaces the sink; what the former one asked for is void. */
    void sink(Consumer<List<RawTick>> newSink) {
        sink = newSink;
        demand = 0;
    }

    /** Pushes a tick that came from elsewhere. */
    void push(RawTick tick) {
        sink.accept(List.of(tick));
    }

    void request(int count) {
        demand += count;
    }

    /** Pushes what is due and asked for. */
    void run() {
        stop();
        try {
            List<RawTick> batch = takeDue((int) Math.min(demand, BATCH));
            if (!batch.isEmpty()) {
                demand -= batch.size();
                sink.accept(batch);
            }
            sleep();
        } catch (RuntimeException failure) {
            tellOnce(() -> broken.accept(failure));
        }
    }

    private void sleep() {
        if (demand > 0) {
            long due = player.dueInNanos();
            if (due != Long.MAX_VALUE) {
                next = owner.schedule(this::run, Math.max(0, due), TimeUnit.NANOSECONDS);
            }
        }
        tellEnd();
    }

    /** Takes up to {@code max} ticks that are due now. */
    List<RawTick> poll(int max) {
        List<RawTick> due = takeDue(max);
        tellEnd();
        return due;
    }

    private List<RawTick> takeDue(int max) {
        List<RawTick> due = new ArrayList<>(Math.min(max, BATCH));
        while (due.size() < max && player.dueInNanos() <= 0) {
            RawTick told = market.apply(player.take());
            if (told != null) {
                due.add(told);
            }
        }
        return due;
    }

    private void tellEnd() {
        if (player.ended()) {
            tellOnce(ended);
        }
    }

    private void tellOnce(Runnable news) {
        if (!endTold) {
            endTold = true;
            news.run();
        }
    }

    /** Ticks handed out so far. */
    long taken() {
        return player.taken();
    }

    void stop() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
    }

    void close() {
        stop();
        player.close();
    }
}
