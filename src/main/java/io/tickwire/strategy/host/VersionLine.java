package io.tickwire.strategy.host;

import io.tickwire.domain.Tick;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.State;
import io.tickwire.strategy.run.RunState;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The versions of a strategy that are in memory, and who of them gets which event: exactly one trades, one may get ready to
 * follow it, one may decide in its shadow. Owner: the host's context.
 */
final class VersionLine {
    private final Gate gate;
    private final Supplier<Held> held;
    private final Consumer<Generation> retired;
    private final Duration patience;
    private Generation active;
    private Generation candidate;
    private Generation shadow;
    private RunState last = RunState.fresh(new State());
    private long tickNumber;
    private long nextId = 1;
    private final Set<Long> underWay = new HashSet<>();

    /**
     * @param held what the strategy holds now
     * @param retired told of a version that is over
     * @param patience how long a version may take to hand over
     */
    VersionLine(Gate gate, Supplier<Held> held, Consumer<Generation> retired, Duration patience) {
        this.gate = gate;
        this.held = held;
        this.retired = retired;
        this.patience = patience;
    }

    /** Null while none trades. */
    Generation active() {
        return active;
    }

    /** Null while none gets ready. */
    Generation candidate() {
        return candidate;
    }

    /** Null while there is none. */
    Generation shadow() {
        return shadow;
    }

    /** What a version that begins without a former one goes on with. */
    void last(RunState state) {
        last = state;
    }

    /** What was handed over or saved last. */
    RunState last() {
        return last;
    }

    void onTick(Tick tick) {
        long number = ++tickNumber;
        if (active != null) {
            active.tick(tick, number);
        }
        if (shadow != null) {
            shadow.tick(tick, number);
        }
        if (candidate != null) {
            candidate.observe(tick);
        }
    }

    long tickNumber() {
        return tickNumber;
    }

    /** What the strategy holds has changed. */
    void onHeld() {
        if (active != null) {
            active.held(held.get());
        }
        if (shadow != null) {
            shadow.held(held.get());
        }
    }

    void sent(long id) {
        nextId = Math.max(nextId, id + 1);
        underWay.add(id);
    }

    void onReport(OrderReport report) {
        underWay.remove(report.id());
        if (active != null) {
            active.report(report);
        }
        if (shadow != null && report.id() == 0) {
            shadow.report(report);
        }
    }

    void onForecast(Generation asked, Forecast forecast) {
        if (asked == shadow) {
            shadow.forecast(forecast);
        } else if (active != null) {
            active.forecast(forecast);
        }
    }

    void candidate(Generation next) {
        dropCandidate();
        candidate = next;
    }

    void dropCandidate() {
        if (candidate != null) {
            retire(candidate);
            candidate = null;
        }
    }

    /** The candidate decides beside the version that trades, from the next event on. */
    Future<Void> toShadow() {
        Generation next = candidate;
        Generation beside = active;
        Future<RunState> state = beside == null
                ? Future.succeededFuture(last)
                : beside.handOver().timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        return state.compose(saved -> next.takeOver(RunState.fresh(saved.state()))
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS))
                .onComplete(done -> {
                    if (done.failed()) {
                        dropCandidate();
                    } else if (candidate == next) {
                        dropShadow();
                        candidate = null;
                        shadow = next;
                        shadow.held(held.get());
                    }
                });
    }

    void dropShadow() {
        if (shadow != null) {
            retire(shadow);
            shadow = null;
        }
    }

    /**
     * The candidate takes over between two events: what the present version was told is told to nobody else, what comes from
     * now on to nobody but the candidate. When the candidate cannot, the present one goes on as if nothing had been.
     *
     * @param taken told when it has, before the first event reaches it
     */
    Future<Void> swap(Runnable taken) {
        Generation next = candidate;
        Generation before = active;
        gate.close();
        return left(before)
                .compose(state -> next.takeOver(state)
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .onSuccess(v -> {
                            last = state;
                            candidate = null;
                            active = next;
                            active.held(held.get());
                            if (before != null) {
                                retire(before);
                            }
                            taken.run();
                        }))
                .onComplete(done -> {
                    if (done.failed()) {
                        dropCandidate();
                    }
                    gate.open();
                });
    }

    /** What the present version leaves; one that hangs leaves what it wrote down last. */
    private Future<RunState> left(Generation before) {
        if (before == null) {
            return Future.succeededFuture(last.with(Math.max(nextId, last.nextId()), Set.copyOf(underWay)));
        }
        return before.handOver()
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .map(state -> state.with(Math.max(nextId, state.nextId()), union(state.underWay())))
                .recover(failure -> {
                    if (!(failure instanceof TimeoutException)) {
                        return Future.failedFuture(failure);
                    }
                    return before.thread().busyNanos() > patience.toNanos()
                            ? Future.succeededFuture(last.with(nextId + 1_000, Set.copyOf(underWay)))
                            : Future.failedFuture(
                                    before.thread().waiting() + " events still wait for the running version");
                });
    }

    /** Orders that the former version sent and that have not reached the line yet, and those that are in it. */
    private Set<Long> union(Set<Long> known) {
        Set<Long> all = new HashSet<>(known);
        all.addAll(underWay);
        return all;
    }

    /** Nobody trades any more; what it leaves is kept for whoever comes next. Never fails. */
    Future<Void> stop() {
        dropCandidate();
        dropShadow();
        Generation over = active;
        if (over == null) {
            return Future.succeededFuture();
        }
        return left(over).otherwise(last).map(state -> {
            if (active == over) {
                last = state;
                active = null;
                retire(over);
            }
            return null;
        });
    }

    /** The version that trades is given up where it stands. */
    void abandon() {
        if (active != null) {
            retire(active);
            active = null;
        }
    }

    private void retire(Generation over) {
        over.revoke();
        if (over.end()) {
            retired.accept(over);
        }
    }
}
