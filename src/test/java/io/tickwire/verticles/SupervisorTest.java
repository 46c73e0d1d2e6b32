package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.SupervisorConfig;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticlesQuery;
import io.tickwire.edge.PortTakenException;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
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

    private VerticleUnit unit(String name, Supplier<? extends Deployable> factory) {
        return new VerticleUnit(name, 1, factory, List.of());
    }

    private void deploy(VerticleUnit... units) {
        SupervisorConfig config;
        try {
            config = new ConfigLoader(Map.of())
                    .parse("{\"verticles\":{\"supervisor\":{\"faultBudget\":2,\"backoff\":\"20ms\"}}}", "test")
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
