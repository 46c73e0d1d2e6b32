package io.tickwire.verticles;

import io.tickwire.config.SupervisorConfig;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.ops.Backoff;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.UnitPolicy;
import io.tickwire.ops.UnitPolicy.Order;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.session.SlidingWindow;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of verticle under supervision: counts uncaught faults on its contexts and restarts it when they exceed the
 * budget; replaces, scales and stops it on command, one thing at a time. Owner: the supervisor's context; faults are
 * handed over to it.
 */
final class SupervisedUnit {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedUnit.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long NOT_WAITING = -1;

    /** How it is; {@link #RUNNING}, {@link #UNDEPLOYED} and a wait for the next try may last. */
    enum State {
        STARTING,
        RUNNING,
        RESTARTING,
        FAILED,
        REDEPLOYING,
        SCALING,
        DRAINING,
        UNDEPLOYED
    }

    private final Vertx vertx;
    private final Context owner;
    private final VerticleUnit unit;
    private final UnitPolicy policy;
    private final Instances instances;
    private final Backoff backoff;
    private final int faultBudget;
    private final Clock clock;
    private final Metrics metrics;
    private final Consumer<HealthReport> health;
    private SlidingWindow faults;
    private State state = State.STARTING;
    private int wanted;
    private int restarts;
    private int redeploys;
    private int failuresInARow;
    private boolean overBudget;
    private long lastRestartNanos;
    private long sinceMsc;
    private String lastError = "";
    private long retryTimer = NOT_WAITING;
    private boolean stopped;

    SupervisedUnit(
            Vertx vertx,
            VerticleUnit unit,
            SupervisorConfig config,
            Clock clock,
            Metrics metrics,
            Consumer<HealthReport> health) {
        this.vertx = vertx;
        this.owner = vertx.getOrCreateContext();
        this.unit = unit;
        this.policy = unit.policy();
        this.instances = new Instances(vertx, this::guarded);
        this.backoff = new Backoff(config.backoff(), config.maxBackoff());
        this.faultBudget = config.faultBudget();
        this.clock = clock;
        this.metrics = metrics;
        this.health = health;
        this.wanted = unit.instances();
        this.faults = newWindow();
        this.sinceMsc = clock.millis();
    }

    private SlidingWindow newWindow() {
        return new SlidingWindow(faultBudget, MINUTE_NANOS);
    }

    String name() {
        return unit.name();
    }

    UnitPolicy policy() {
        return policy;
    }

    State state() {
        return state;
    }

    /** Whether something is under way that a command would get between. */
    boolean isBusy() {
        return state != State.RUNNING && state != State.UNDEPLOYED && retryTimer == NOT_WAITING;
    }

    private void enter(State next) {
        state = next;
        sinceMsc = clock.millis();
    }

    Future<Void> deploy() {
        return instances.start(wanted).onSuccess(v -> settle());
    }

    private void settle() {
        enter(State.RUNNING);
        health.accept(new HealthReport(unit.name(), Level.HEALTHY, ""));
        if (overBudget) {
            restart();
        }
    }

    /** Wraps an instance so that what it throws on its own context is counted here. */
    private Deployable guarded() {
        Deployable inner = unit.factory().get();
        return new Deployable() {
            @Override
            public Future<?> deploy(Context context) throws Exception {
                context.exceptionHandler(fault -> owner.runOnContext(v -> onFault(fault)));
                return inner.deploy(context);
            }

            @Override
            public Future<?> undeploy(Context context) throws Exception {
                return inner.undeploy(context);
            }
        };
    }

    private void onFault(Throwable fault) {
        LOG.error("{}: uncaught fault", unit.name(), fault);
        lastError = fault.toString();
        overBudget |= faults.tryAcquire(clock.nanos()) > 0;
        if (overBudget && state == State.RUNNING) {
            restart();
        }
    }

    /** The wait keeps a verticle that faults at once from being redeployed without end; a calm minute forgives. */
    private void restart() {
        enter(State.RESTARTING);
        overBudget = false;
        metrics.restarted(unit.name());
        if (lastRestartNanos != 0 && clock.nanos() - lastRestartNanos > MINUTE_NANOS) {
            failuresInARow = 0;
        }
        failuresInARow++;
        lastRestartNanos = clock.nanos();
        instances.stopOldest(instances.size()).onComplete(gone -> {
            faults = newWindow();
            again();
        });
    }

    private void again() {
        retryTimer = vertx.setTimer(backoff.before(failuresInARow).toMillis(), timer -> {
            retryTimer = NOT_WAITING;
            if (!stopped) {
                deploy().onSuccess(v -> restarts++).onFailure(this::retryLater);
            }
        });
    }

    /** Tries again after a wait that grows with each failure. */
    void retryLater(Throwable failure) {
        failuresInARow++;
        lastError = String.valueOf(failure.getMessage());
        enter(State.FAILED);
        long waitMs = backoff.before(failuresInARow).toMillis();
        LOG.warn("{}: start failed, next try in {} ms: {}", unit.name(), waitMs, lastError);
        health.accept(new HealthReport(unit.name(), Level.UNHEALTHY, "start failed: " + failure.getMessage()));
        again();
    }

    private void tryNoMore() {
        if (retryTimer != NOT_WAITING) {
            vertx.cancelTimer(retryTimer);
            retryTimer = NOT_WAITING;
        }
    }

    /**
     * New instances take the place of those that run. Where they go first it is done when they serve, and the old ones
     * drain after that; fails, with the old ones going on, when they do not start.
     *
     * @param count of instances from now on, 0 = as many as before
     */
    Future<Void> redeploy(int count) {
        int before = wanted;
        wanted = count == 0 ? wanted : Math.min(count, policy.maxInstances());
        tryNoMore();
        enter(State.REDEPLOYING);
        int old = instances.size();
        overBudget = false;
        Future<Void> done;
        if (policy.order() == Order.NEW_FIRST && old > 0) {
            done = instances
                    .start(wanted)
                    .onFailure(failure -> {
                        wanted = before;
                        goOn(failure);
                    })
                    .onSuccess(v -> drained(instances.stopOldest(old)));
        } else {
            done = instances
                    .stopOldest(old)
                    .compose(v -> {
                        faults = newWindow();
                        return deploy();
                    })
                    .onFailure(this::retryLater);
        }
        return done.onSuccess(v -> redeploys++);
    }

    /** What did not start leaves the others as they were. */
    private void goOn(Throwable failure) {
        lastError = String.valueOf(failure.getMessage());
        settle();
    }

    private void drained(Future<Void> gone) {
        enter(State.DRAINING);
        gone.onComplete(v -> settle());
    }

    /** The newest go first, when there are too many. */
    Future<Void> scale(int count) {
        wanted = count;
        int more = count - instances.size();
        if (state != State.RUNNING || more == 0) {
            return Future.succeededFuture();
        }
        if (more < 0) {
            drained(instances.stopNewest(-more));
            return Future.succeededFuture();
        }
        enter(State.SCALING);
        return instances.start(more).onSuccess(v -> settle()).onFailure(failure -> {
            wanted = instances.size();
            goOn(failure);
        });
    }

    /** Stays away until {@link #redeploy(int)}: no fault and no failed start brings it back. */
    Future<Void> undeploy() {
        tryNoMore();
        enter(State.DRAINING);
        overBudget = false;
        Future<Void> gone = instances.stopOldest(instances.size()).onComplete(v -> {
            enter(State.UNDEPLOYED);
            faults = newWindow();
            health.accept(new HealthReport(unit.name(), Level.DEGRADED, "undeployed by an administrator"));
        });
        // The door that the command came in by must still tell that it was heard.
        return policy.order() == Order.NEW_FIRST ? Future.succeededFuture() : gone;
    }

    void stop() {
        stopped = true;
        tryNoMore();
    }

    VerticleList.Entry describe() {
        return new VerticleList.Entry(
                unit.name(),
                state.name().toLowerCase(Locale.ROOT),
                instances.size(),
                wanted,
                policy.maxInstances(),
                policy.order().name().toLowerCase(Locale.ROOT),
                restarts,
                redeploys,
                sinceMsc,
                lastError,
                metrics.lagMs(unit.kind()),
                unit.addresses());
    }
}
