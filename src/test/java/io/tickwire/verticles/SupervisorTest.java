package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.SupervisorConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.VerticleCommand;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticleReport;
import io.tickwire.domain.message.VerticlesQuery;
import io.tickwire.edge.PortTakenException;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SupervisorTest {
    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Promise<Void> gate = Promise.promise();
    private volatile boolean refused;
    private volatile int faulty;

    /** Throws {@code faulty} times on its own context as soon as it runs. */
    private final class Worker extends VerticleBase {
        @Override
        public Future<?> start() {
            started.incrementAndGet();
            for (int i = 0; i < faulty; i++) {
                vertx.runOnContext(v -> {
                    throw new IllegalStateException("thrown on purpose");
                });
            }
            return Future.succeededFuture();
        }
    }

    @AfterEach
    void close() {
        gate.tryComplete();
        await(vertx.close());
    }

    @Test
    void redeploysAVerticleWhoseFaultsExceedTheBudgetWhileTheOthersGoOn() {
        faulty = 3;
        deploy(unit("Worker", Worker::new), unit("Other", () -> new VerticleBase() {}));
        faulty = 0;
        Awaitility.await().until(() -> started.get() == 2 && entry("Worker").restarts() == 1);
        assertEquals("running", entry("Worker").state());
        assertEquals(0, entry("Other").restarts());
    }

    @Test
    void leavesAVerticleAloneWhoseFaultsAreWithinTheBudget() {
        faulty = 2;
        deploy(unit("Worker", Worker::new));
        Awaitility.await().until(() -> entry("Worker").state().equals("running"));
        assertEquals(1, started.get());
        assertEquals(0, entry("Worker").restarts());
    }

    @Test
    void triesAFailedStartAgainWithBackOffAndSaysWhyMeanwhile() {
        AtomicInteger attempts = new AtomicInteger();
        deploy(unit("Late", () -> new VerticleBase() {
            @Override
            public Future<?> start() {
                return attempts.incrementAndGet() < 3 ? Future.failedFuture("not yet") : Future.succeededFuture();
            }
        }));
        assertEquals("failed", entry("Late").state());
        assertTrue(list().health().stream()
                .anyMatch(report -> report.level() == HealthReport.Level.UNHEALTHY
                        && report.reason().contains("not yet")));
        Awaitility.await().until(() -> entry("Late").state().equals("running"));
        assertEquals(3, attempts.get());
    }

    @Test
    void endsTheStartWhenAPortIsTaken() {
        Throwable failure = assertThrows(
                RuntimeException.class,
                () -> deploy(unit("Edge", () -> new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        return Future.failedFuture(new PortTakenException("127.0.0.1", 8001, "http.port"));
                    }
                })));
        assertInstanceOf(PortTakenException.class, failure.getCause());
    }

    /** Counts how many of it run. */
    private final class Counted extends VerticleBase {
        @Override
        public Future<?> start() {
            running.incrementAndGet();
            most.accumulateAndGet(running.get(), Math::max);
            return refused ? Future.failedFuture("refused on purpose") : Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            running.decrementAndGet();
            return gate.future();
        }
    }

    @Test
    void startsTheNewDoorsBeforeTheOldOnesGo() {
        deploy(unit("WebSocketEdge", Counted::new));
        assertEquals("draining", done(VerticleCommand.redeploy("WebSocketEdge")).state());
        assertEquals(2, most.get());
        Refusal busy = refused(VerticleCommand.redeploy("WebSocketEdge"));
        assertEquals(ErrorCode.VERTICLE_CONFLICT + " WebSocketEdge is draining at the moment", told(busy));
        gate.complete();
        Awaitility.await().until(() -> entry("WebSocketEdge").state().equals("running"));
        assertEquals("1 1", running.get() + " " + entry("WebSocketEdge").redeploys());
    }

    @Test
    void theOldOwnerGoesBeforeTheNewOneComes() {
        gate.complete();
        deploy(unit("TickPoller sim", Counted::new));
        assertEquals("running", done(VerticleCommand.redeploy("TickPoller sim")).state());
        assertEquals("1 1", running.get() + " " + most.get());
    }

    @Test
    void anOldDoorGoesOnWhenTheNewOneDoesNotStart() {
        gate.complete();
        deploy(unit("WebSocketEdge", Counted::new));
        refused = true;
        Refusal refusal = refused(VerticleCommand.redeploy("WebSocketEdge"));
        assertEquals("INTERNAL WebSocketEdge did not start: refused on purpose; those that ran go on", told(refusal));
        assertEquals(
                "running refused on purpose",
                entry("WebSocketEdge").state() + " " + entry("WebSocketEdge").lastError());
    }

    @Test
    void scalesWhatMayBeManyAndRefusesWhatMustBeOne() {
        gate.complete();
        deploy(unit("WebSocketEdge", Counted::new), unit("SessionGuard", Worker::new));
        assertEquals(3, done(VerticleCommand.scale("WebSocketEdge", 3)).instances());
        assertEquals(1, done(VerticleCommand.scale("WebSocketEdge", 1)).wanted());
        Awaitility.await().until(() -> running.get() == 1);
        assertEquals(
                "VERTICLE_CONFLICT SessionGuard must be one: it is the only owner of what it works on",
                told(refused(VerticleCommand.scale("SessionGuard", 2))));
        assertEquals(
                "undeploy it to have none",
                refused(VerticleCommand.scale("WebSocketEdge", 0)).details().get("suggestion"));
    }

    @Test
    void whatIsUndeployedStaysAwayAcrossFaultsUntilItIsDeployed() {
        gate.complete();
        deploy(unit("History", Counted::new));
        VerticleReport report =
                await(bus.request(Addresses.VERTICLE_COMMAND, VerticleCommand.undeploy("History", false)));
        assertEquals(
                "undeployed 0",
                report.verticle().state() + " " + report.verticle().instances());
        assertEquals("ticks and bars are not stored, and only recent ones are shown", report.note());
        assertEquals(
                "VERTICLE_CONFLICT History is undeployed, there is nothing to redeploy",
                told(refused(VerticleCommand.redeploy("History"))));
        assertEquals(0, running.get());
        assertEquals("running", done(VerticleCommand.deploy("History")).state());
        assertEquals("VERTICLE_CONFLICT History runs already", told(refused(VerticleCommand.deploy("History"))));
    }

    @Test
    void whatOthersNeedGoesOnlyByForceAndItIsSaidWhatStops() {
        gate.complete();
        deploy(unit("JournalWriter", Counted::new));
        Refusal refusal = refused(VerticleCommand.undeploy("JournalWriter", false));
        assertEquals(
                "VERTICLE_CONFLICT JournalWriter is what others need: without it every order is refused",
                told(refusal));
        assertEquals("every order is refused", refusal.details().get("stops"));
        assertEquals(
                "undeployed",
                done(VerticleCommand.undeploy("JournalWriter", true)).state());
    }

    @Test
    void namesTheNearestOfAnUnknownName() {
        deploy(unit("TickPoller sim", Worker::new), unit("History", Worker::new));
        Refusal refusal = refused(VerticleCommand.redeploy("TickPoler sim"));
        assertEquals("did you mean 'TickPoller sim'?", refusal.details().get("suggestion"));
        assertEquals(ErrorCode.VERTICLE_NOT_FOUND, refusal.code());
    }

    @Test
    void aFailedStartIsTriedAtOnceOnCommand() {
        refused = true;
        gate.complete();
        deploy("30s", unit("MqttBridge far", Counted::new));
        assertEquals("failed", entry("MqttBridge far").state());
        refused = false;
        assertEquals("running", done(VerticleCommand.deploy("MqttBridge far")).state());
    }

    private VerticleList.Entry done(VerticleCommand command) {
        VerticleReport report = await(bus.request(Addresses.VERTICLE_COMMAND, command));
        assertNull(report.refusal(), String.valueOf(report.refusal()));
        return report.verticle();
    }

    private Refusal refused(VerticleCommand command) {
        return await(bus.request(Addresses.VERTICLE_COMMAND, command)).refusal();
    }

    private static String told(Refusal refusal) {
        return refusal.code() + " " + refusal.message();
    }

    private VerticleUnit unit(String name, Supplier<? extends Deployable> factory) {
        return new VerticleUnit(name, 1, factory, List.of());
    }

    private void deploy(VerticleUnit... units) {
        deploy("20ms", units);
    }

    private void deploy(String backoff, VerticleUnit... units) {
        SupervisorConfig config;
        try {
            config = new ConfigLoader(Map.of())
                    .parse(
                            "{\"verticles\":{\"supervisor\":{\"faultBudget\":2,\"backoff\":\"" + backoff + "\"}}}",
                            "test")
                    .verticles()
                    .supervisor();
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
        await(vertx.deployVerticle(new Supervisor(
                List.of(units),
                config,
                () -> Future.failedFuture("none here"),
                bus,
                new ManualClock(),
                new Metrics(new SimpleMeterRegistry()))));
    }

    private VerticleList list() {
        return await(bus.request(Addresses.VERTICLES, new VerticlesQuery()));
    }

    private VerticleList.Entry entry(String name) {
        return list().verticles().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
