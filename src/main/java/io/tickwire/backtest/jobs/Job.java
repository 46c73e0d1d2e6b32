package io.tickwire.backtest.jobs;

import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.BacktestStatus.State;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.ops.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One backtest that was asked for. Any thread. */
final class Job implements BooleanSupplier {
    private static final long PACE_NANOS = 200_000_000;

    private final String id;
    private final StartBacktest wish;
    private final Clock clock;
    private final Consumer<BacktestStatus> listener;
    private final long startedMsc;
    private volatile boolean cancelled;
    private State state = State.WAITING;
    private long done;
    private long total;
    private long toldNanos;
    private String message = "";
    private Map<String, Double> statistics = Map.of();
    private String json = "";
    private String report = "";

    Job(String id, StartBacktest wish, Clock clock, Consumer<BacktestStatus> listener) {
        this.id = id;
        this.wish = wish;
        this.clock = clock;
        this.listener = listener;
        this.startedMsc = clock.millis();
    }

    String id() {
        return id;
    }

    StartBacktest wish() {
        return wish;
    }

    /** Whether it shall end. */
    @Override
    public boolean getAsBoolean() {
        return cancelled || Thread.currentThread().isInterrupted();
    }

    void cancel() {
        cancelled = true;
        synchronized (this) {
            if (state != State.WAITING) {
                return;
            }
        }
        over(State.CANCELLED, "");
    }

    synchronized BacktestStatus status() {
        return new BacktestStatus(id, wish.strategy(), state, done, total, startedMsc, message, statistics);
    }

    /** A part of the work begins. */
    void begin(State next, long size) {
        synchronized (this) {
            if (state.isOver()) {
                return;
            }
            state = next;
            done = 0;
            total = size;
        }
        listener.accept(status());
    }

    void progress(long nowDone) {
        synchronized (this) {
            done = Math.max(done, nowDone);
            long now = clock.nanos();
            if (now - toldNanos < PACE_NANOS) {
                return;
            }
            toldNanos = now;
        }
        listener.accept(status());
    }

    void finished(Map<String, Double> figures, String asJson, String asPage) {
        synchronized (this) {
            statistics = figures;
            json = asJson;
            report = asPage;
            done = total;
        }
        over(State.DONE, "");
    }

    void over(State end, String why) {
        synchronized (this) {
            if (state.isOver()) {
                return;
            }
            state = end;
            message = why;
        }
        listener.accept(status());
    }

    synchronized String json() {
        return json;
    }

    synchronized String report() {
        return report;
    }
}
