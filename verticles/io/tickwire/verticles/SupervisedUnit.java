package io.tickwire.verticles;

import io.tickwire.config.SupervisorConfig;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.ops.Backoff;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.session.SlidingWindow;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of verticle under supervision: counts uncaught faults on its contexts and redeploys it when they exceed the
 * budget. Owner: the supervisor's context; faults are handed over to it.
 */
final class SupervisedUnit {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedUnit.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final Vertx vertx;
    private final Context owner;
    private final VerticleUnit unit;
    private final Backoff backoff;
    private final int faultBudget;
    private final Clock clock;
    private final Metrics metrics;
    private final Consumer<HealthReport> health;
    private SlidingWindow faults;
    private String deploymentId;
    private String state = "starting";
    private int restarts;
    private int failuresInARow;
    private boolean overBudget;
    private long lastRestartNanos;
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
        this.backoff = new Backoff(config.backoff(), config.maxBackoff());
        this.faultBudget = config.faultBudget();
        this.clock = clock;
        this.metrics = metrics;
        this.health = health;
        this.faults = newWindow();
    }

    private SlidingWindow newWindow() {
        return new SlidingWindow(faultBudget, MINUTE_NANOS);
    }

    Future<Void> deploy() {
        return vertx.deployVerticle(this::guarded, new DeploymentOptions().setInstances(unit.instances()))
                .map(id -> {
                    deploymentId = id;
                    state = "running";
                    health.accept(new HealthReport(unit.name(), Level.HEALTHY, ""));
                    if (overBudget) {
                        redeploy();
                    }
                    return null;
                });
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
        overBudget |= faults.tryAcquire(clock.nanos()) > 0;
        if (overBudget && "running".equals(state)) {
            redeploy();
        }
    }

    /** The wait keeps a verticle that faults at once from being redeployed without end; a calm minute forgives. */
    private void redeploy() {
        state = "restarting";
        overBudget = false;
        metrics.restarted(unit.name());
        if (lastRestartNanos != 0 && clock.nanos() - lastRestartNanos > MINUTE_NANOS) {
            failuresInARow = 0;
        }
        failuresInARow++;
        lastRestartNanos = clock.nanos();
        vertx.undeploy(deploymentId).onComplete(gone -> {
            faults = newWindow();
            again();
        });
    }

    private void again() {
        vertx.setTimer(backoff.before(failuresInARow).toMillis(), timer -> {
            if (!stopped) {
                deploy().onSuccess(v -> restarts++).onFailure(this::retryLater);
            }
        });
    }

    /** Tries again after a wait that grows with each failure. */
    void retryLater(Throwable failure) {
        failuresInARow++;
        state = "failed";
        long waitMs = backoff.before(failuresInARow).toMillis();
        LOG.warn("{}: start failed, next try in {} ms: {}", unit.name(), waitMs, String.valueOf(failure.getMessage()));
        health.accept(new HealthReport(unit.name(), Level.UNHEALTHY, "start failed: " + failure.getMessage()));
        again();
    }

    void stop() {
        stopped = true;
    }

    VerticleList.Entry describe() {
        return new VerticleList.Entry(
                unit.name(), "running".equals(state) ? unit.instances() : 0, restarts, state, unit.addresses());
    }
}
