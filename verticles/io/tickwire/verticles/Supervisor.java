package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.SupervisorConfig;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.ReloadReport;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.edge.PortTakenException;
import io.tickwire.journal.JournalInUseException;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Runs the verticles of a node: deploys them in order, restarts one that fails with back-off while the others go on,
 * replaces, scales and stops them on command, and tells what runs and how it is.
 */
public final class Supervisor extends VerticleBase {
    private final List<VerticleUnit> units;
    private final SupervisorConfig config;
    private final Supplier<Future<ReloadReport>> reload;
    private final TypedBus bus;
    private final Clock clock;
    private final Metrics metrics;
    private final List<SupervisedUnit> supervised = new ArrayList<>();
    private final UnitCommands commands = new UnitCommands(supervised);
    private final Map<String, HealthReport> health = new LinkedHashMap<>();

    /**
     * @param units in the order of their start
     * @param reload reads the configuration again, and applies what can change
     */
    public Supervisor(
            List<VerticleUnit> units,
            SupervisorConfig config,
            Supplier<Future<ReloadReport>> reload,
            TypedBus bus,
            Clock clock,
            Metrics metrics) {
        this.units = List.copyOf(units);
        this.config = config;
        this.reload = reload;
        this.bus = bus;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        bus.subscribe(Addresses.HEALTH, report -> health.put(report.component(), report));
        bus.serve(Addresses.VERTICLES, query -> Future.succeededFuture(list()));
        bus.serve(Addresses.VERTICLE_COMMAND, commands::run);
        bus.serve(Addresses.RELOAD, question -> reload.get());
        Future<Void> started = Future.succeededFuture();
        for (VerticleUnit unit : units) {
            SupervisedUnit one = new SupervisedUnit(vertx, unit, config, clock, metrics, this::report);
            supervised.add(one);
            started = started.compose(v -> one.deploy().recover(failure -> survive(one, failure)));
        }
        return started;
    }

    /** What only the operator can mend ends the start: a taken port, a journal in use. Else it is tried again later. */
    private static Future<Void> survive(SupervisedUnit unit, Throwable failure) {
        if (failure instanceof PortTakenException || failure instanceof JournalInUseException) {
            return Future.failedFuture(failure);
        }
        unit.retryLater(failure);
        return Future.succeededFuture();
    }

    private void report(HealthReport report) {
        bus.publish(Addresses.HEALTH, report);
    }

    private VerticleList list() {
        return new VerticleList(
                supervised.stream().map(SupervisedUnit::describe).toList(), List.copyOf(health.values()));
    }

    @Override
    public Future<?> stop() {
        supervised.forEach(SupervisedUnit::stop);
        return Future.succeededFuture();
    }
}
