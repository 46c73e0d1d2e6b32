package io.tickwire.strategy.host;

import io.tickwire.domain.message.StrategyStatus.State;
import io.tickwire.session.SlidingWindow;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Stops versions that throw, block, flood or leak. One that has to be stopped soon after it took over is followed by the one
 * before. Owner: the host's context.
 */
final class Warden implements StrategySession.Breakage {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final HostParts parts;
    private final Condition condition;
    private final LineBook decisions;
    private final LoaderWatch loaders;
    private final Consumer<String> rollback;
    private final Logger log;
    private StrategySession session;
    private SlidingWindow faults;
    private Generation judged;
    private Generation interrupted;

    /** @param rollback starts an earlier version, by its hash */
    Warden(
            HostParts parts,
            Condition condition,
            LineBook decisions,
            LoaderWatch loaders,
            Consumer<String> rollback,
            Logger log) {
        this.parts = parts;
        this.condition = condition;
        this.decisions = decisions;
        this.loaders = loaders;
        this.rollback = rollback;
        this.log = log;
    }

    void watch(StrategySession opened) {
        session = opened;
    }

    @Override
    public void fault(Generation by, String where, Throwable fault) {
        parts.metrics().fault(parts.id(), "threw");
        log.error("version {}: {} threw", by.number(), where, fault);
        decisions.add(parts.clock().millis(), "fault", where + ": " + fault);
        int budget = parts.limits().faultBudget();
        if (by == session.versions().active() && overBudget(by)) {
            broken(by, "threw", "more than " + budget + " faults within a minute, the last in " + where + ": " + fault);
        } else if (by == session.versions().shadow() && by.faults() > budget) {
            broken(by, "threw", "more than " + budget + " faults");
        }
    }

    /** Each version has a budget of its own. */
    private boolean overBudget(Generation by) {
        if (judged != by) {
            judged = by;
            faults = new SlidingWindow(parts.limits().faultBudget(), MINUTE_NANOS);
        }
        return faults.tryAcquire(parts.clock().nanos()) > 0;
    }

    @Override
    public void broken(Generation by, String kind, String why) {
        parts.metrics().fault(parts.id(), kind);
        if (by == session.versions().shadow()) {
            log.error("the shadow was stopped: {}", why);
            session.versions().dropShadow();
        } else if (by == session.versions().active()) {
            stop(by, why);
        }
    }

    private void stop(Generation by, String why) {
        log.error("stopped: {}", why);
        condition.bad(by.loaded().hash());
        by.revoke();
        by.thread().interrupt();
        session.versions().abandon();
        session.dropOrders();
        condition.become(State.FAILED, why);
        long age = parts.clock().millis() - condition.sinceMsc();
        String before = condition.before();
        boolean young = age < parts.limits().probation().toMillis();
        if (young && !before.isEmpty() && !condition.isBad(before)) {
            rollback.accept(before);
        } else {
            parts.metrics().version(parts.id(), "failed");
        }
    }

    /** Looks for calls that do not return. */
    void sweep() {
        for (Generation each : new Generation[] {
            session.versions().active(), session.versions().shadow()
        }) {
            if (each != null) {
                look(each, each.thread().busyNanos());
            }
        }
    }

    private void look(Generation each, long busyNanos) {
        long blockedNanos = parts.limits().blockedAfter().toNanos();
        long busyMs = busyNanos / NANOS_PER_MILLI;
        if (busyNanos > 2 * blockedNanos) {
            broken(
                    each,
                    "blocked",
                    "it does not return since " + busyMs + " ms, at "
                            + each.thread().where());
        } else if (busyNanos > blockedNanos && interrupted != each) {
            interrupted = each;
            parts.metrics().fault(parts.id(), "blocked");
            log.error(
                    "it blocks since {} ms and is interrupted, at {}",
                    busyMs,
                    each.thread().where());
            each.thread().interrupt();
        } else if (busyNanos <= blockedNanos && interrupted == each) {
            interrupted = null;
        }
    }

    /** Looks whether replaced versions go away. */
    void sweepSlowly() {
        int leaked = loaders.leaked();
        Generation active = session.versions().active();
        if (leaked > 0 && active != null) {
            broken(
                    active,
                    "leak",
                    leaked + " replaced versions are still in memory: it keeps a thread, a thread-local or a static"
                            + " reference of the platform's");
        }
    }
}
