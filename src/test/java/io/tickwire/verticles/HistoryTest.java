package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.Census;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.PacingChange;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.StoredBarsQuery;
import io.tickwire.domain.message.StoredTicksQuery;
import io.tickwire.domain.message.SymbolList;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.history.HistoryParts;
import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.Clock;
import io.tickwire.ops.HistoryMetrics;
import io.tickwire.ops.Metrics;
import io.tickwire.terminal.SymbolCatalogue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verticle between a poller that keeps its last ticks and a disk. */
final class HistoryTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private final Metrics metrics = new Metrics(new SimpleMeterRegistry());
    private final HistoryMetrics counters = new HistoryMetrics(new SimpleMeterRegistry());
    private final List<Tick> cached = new ArrayList<>();
    private TickwireConfig config;

    @BeforeEach
    void poller() throws ConfigException {
        config = new ConfigLoader(Map.of()).parse("{\"history\":{\"flush\":\"20ms\"}}", "test");
        bus.serve(
                Addresses.symbols("sim"),
                query -> Future.succeededFuture(new SymbolList(Map.of("EURUSD", SymbolCatalogue.spec("EURUSD")))));
        bus.serve(
                Addresses.quote("sim"),
                query -> Future.succeededFuture(new QuotedSymbol(
                        SymbolCatalogue.spec("EURUSD"), cached.isEmpty() ? null : cached.get(cached.size() - 1))));
        bus.serve(
                Addresses.recentTicks("sim"),
                query -> Future.succeededFuture(new TickHistory(1, Map.of("EURUSD", List.copyOf(cached)), false)));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private String deploy() {
        return await(vertx.deployVerticle(new History(new HistoryParts(
                config,
                Map.of(),
                new SqliteHistoryStore(folder, Clock.system()),
                bus,
                Clock.system(),
                metrics,
                counters))));
    }

    private final Context poller = vertx.getOrCreateContext();

    /** Publishes as a poller does: into its memory and on the bus, on its own context. */
    private void publish(int from, int to) {
        Future<Void> done = Future.future(promise -> poller.runOnContext(v -> {
            for (int i = from; i < to; i++) {
                Tick tick = new Tick("EURUSD", 1_767_571_200_000L + i, 1 + i * 1e-5, 2, 0, 0, 6, 1, i + 1, 1, 1);
                cached.add(tick);
                bus.publish(Addresses.ticks("EURUSD"), tick);
            }
            promise.complete();
        }));
        await(done);
    }

    private List<Double> stored() {
        return await(bus.request(
                        Addresses.STORED_TICKS,
                        new StoredTicksQuery("EURUSD", 0, Long.MAX_VALUE, "", 1_000_000, false)))
                .ticks()
                .stream()
                .map(tick -> tick.bid())
                .toList();
    }

    private static List<Double> bids(int count) {
        return IntStream.range(0, count).mapToObj(i -> 1 + i * 1e-5).toList();
    }

    private void awaitStored(int count) {
        // Nobody answers while no instance has the folder.
        Awaitility.await().ignoreExceptions().until(() -> stored().size() >= count);
        assertEquals(bids(count), stored());
    }

    @Test
    void noTickIsLostOrDoubledOverRedeploysInEitherOrder() {
        publish(0, 500);
        String first = deploy();
        bus.publish(Addresses.CENSUS, new Census());
        publish(500, 1_000);
        awaitStored(1_000);
        // One is gone before the next one comes.
        await(vertx.undeploy(first));
        publish(1_000, 1_500);
        String second = deploy();
        awaitStored(1_500);
        // The next one is there before this one goes: the folder is not its own yet.
        String third = deploy();
        publish(1_500, 2_000);
        await(vertx.undeploy(second));
        publish(2_000, 2_500);
        awaitStored(2_500);
        assertEquals(
                2_500,
                await(bus.request(
                                Addresses.STORED_BARS,
                                new StoredBarsQuery("EURUSD", Timeframe.MN1, 0, Long.MAX_VALUE, 10, true)))
                        .bars()
                        .get(0)
                        .tickVolume());
        await(vertx.undeploy(third));
    }

    @Test
    void anEndThatTakesLongIsNotDisturbedAndLeavesTheFolderFree() throws SQLException {
        String id = deploy();
        publish(0, 100);
        bus.publish(Addresses.CENSUS, new Census());
        awaitStored(100);
        List<HealthReport> health = Collections.synchronizedList(new ArrayList<>());
        List<PacingChange> leaving = Collections.synchronizedList(new ArrayList<>());
        bus.subscribe(Addresses.HEALTH, health::add);
        bus.subscribe(Addresses.PACING, change -> {
            if (!change.joined()) {
                leaving.add(change);
            }
        });
        Future<Void> ended;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("history/history.db"));
                Statement statement = other.createStatement()) {
            // Nothing can be written for longer than the time between two checks.
            statement.execute("BEGIN IMMEDIATE");
            ended = vertx.undeploy(id);
            Awaitility.await().until(() -> leaving.size() == 1);
            health.clear();
            Awaitility.await().pollDelay(Duration.ofMillis(700)).until(() -> !ended.isComplete());
            statement.execute("ROLLBACK");
        }
        await(ended);
        assertEquals(List.of(), health);
        SqliteHistoryStore next = new SqliteHistoryStore(folder, Clock.system());
        next.open();
        assertTrue(next.status().healthy());
        next.close();
    }

    @Test
    void aFolderThatIsInUseIsToldAndTakenWhenItIsFree() {
        SqliteHistoryStore other = new SqliteHistoryStore(folder, Clock.system());
        other.open();
        List<HealthReport> health = Collections.synchronizedList(new ArrayList<>());
        bus.subscribe(Addresses.HEALTH, health::add);
        deploy();
        publish(0, 100);
        Awaitility.await().until(() -> health.stream()
                .anyMatch(report -> report.component().equals("History")
                        && report.level() == HealthReport.Level.DEGRADED
                        && report.reason().contains("another process uses the history")));
        other.close();
        awaitStored(100);
        health.clear();
        Awaitility.await().until(() -> !health.isEmpty());
        assertTrue(health.stream().allMatch(report -> report.level() == HealthReport.Level.HEALTHY), health.toString());
    }
}
