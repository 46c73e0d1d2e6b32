package io.tickwire.backtest.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.BacktestStatus.State;
import io.tickwire.domain.message.StartBacktest;
import io.tickwire.ops.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BacktestJobsTest {
    @TempDir
    private Path data;

    private final List<BacktestStatus> told = new CopyOnWriteArrayList<>();
    private BacktestJobs jobs;

    @BeforeEach
    void open() throws ConfigException, IOException {
        StringBuilder ticks = new StringBuilder("time,bid,ask\n");
        for (int i = 0; i < 30_000; i++) {
            double bid = 1.1 + Math.sin(i / 2000.0) / 100;
            ticks.append(Instant.ofEpochSecond(1_700_000_000 + 3L * i))
                    .append(',')
                    .append(Math.rint(bid * 1e5) / 1e5)
                    .append(',')
                    .append(Math.rint(bid * 1e5 + 2) / 1e5)
                    .append('\n');
        }
        Files.writeString(data.resolve("EURUSD.csv"), ticks);
        String text = "{'strategies':{'folder':'src/test/resources/strategies'},"
                + "'backtests':{'running':1,'waiting':2,'kept':3,'data':'" + data + "'}}";
        TickwireConfig config = new ConfigLoader(Map.of()).parse(text.replace('\'', '"'), "test");
        jobs = new BacktestJobs(config, told::add, Clock.system());
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    private static StartBacktest wish(String... sources) {
        return StartBacktest.of("test-cross", List.of(sources));
    }

    private static StartBacktest search(String grid) {
        StartBacktest one = wish("EURUSD.csv");
        return new StartBacktest(
                one.strategy(),
                one.sources(),
                one.fromMsc(),
                one.toMsc(),
                one.symbols(),
                one.settings(),
                one.mode(),
                one.terminal(),
                one.deposit(),
                one.leverage(),
                one.commissionPerLot(),
                one.spreadPoints(),
                one.latencyMs(),
                grid,
                0,
                1,
                one.by());
    }

    private BacktestStatus over(String id) {
        Awaitility.await().until(() -> jobs.status(id).orElseThrow().state().isOver());
        return jobs.status(id).orElseThrow();
    }

    @Test
    void runsAndKeepsResultAndReport() {
        BacktestStatus asked = jobs.start(wish("EURUSD.csv"));
        BacktestStatus done = over(asked.id());
        assertEquals(State.DONE, done.state(), done.message());
        assertTrue(done.statistics().get("STAT_TRADES") > 0);
        assertEquals(done.total(), done.done());
        assertTrue(jobs.json(asked.id()).orElseThrow().contains("\"STAT_PROFIT\""));
        assertTrue(jobs.report(asked.id()).orElseThrow().startsWith("<!doctype html>"));
        assertEquals(
                List.of(State.READING, State.RUNNING, State.DONE),
                told.stream().map(BacktestStatus::state).distinct().toList());
    }

    @Test
    void searchesSettings() {
        BacktestStatus done = over(jobs.start(search("fast=5:15:5,slow=30|60")).id());
        assertEquals(State.DONE, done.state(), done.message());
        assertEquals(6, done.total());
        assertTrue(jobs.json(done.id()).orElseThrow().contains("\"axes\""));
        assertTrue(jobs.report(done.id()).isEmpty());
    }

    @Test
    void refusesMoreThanMayWaitAndForgetsTheOldest() {
        String running = jobs.start(search("fast=1:39:1,slow=40:400:1")).id();
        Awaitility.await().until(() -> jobs.status(running).orElseThrow().state() == State.RUNNING);
        String second = jobs.start(wish("EURUSD.csv")).id();
        String third = jobs.start(wish("EURUSD.csv")).id();
        RejectedExecutionException full =
                assertThrows(RejectedExecutionException.class, () -> jobs.start(wish("EURUSD.csv")));
        assertTrue(full.getMessage().contains("2 backtests wait"), full.getMessage());
        assertEquals(3, jobs.list().size());
        assertEquals(third, jobs.list().get(0).id());
        jobs.cancel(second);
        assertEquals(State.CANCELLED, jobs.status(second).orElseThrow().state());
        jobs.cancel(running);
        assertEquals(State.CANCELLED, over(running).state());
        assertEquals(State.DONE, over(third).state());
        String fourth = jobs.start(wish("EURUSD.csv")).id();
        assertEquals(3, jobs.list().size());
        assertTrue(jobs.status(running).isEmpty(), "the oldest that is over");
        assertEquals(State.DONE, over(fourth).state());
    }

    @Test
    void saysWhyItFailed() {
        assertTrue(over(jobs.start(wish("nothing.csv")).id()).message().contains("no file matches"));
        BacktestStatus unknown = over(
                jobs.start(StartBacktest.of("not-there", List.of("EURUSD.csv"))).id());
        assertEquals(State.FAILED, unknown.state());
        assertTrue(unknown.message().contains("there is no strategy in"), unknown.message());
    }

    @Test
    void readsNoFileOutsideItsFolder() {
        for (String source : List.of("/etc/passwd", "../EURUSD.csv", "a/../../x.csv")) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> jobs.start(wish(source)), source);
            assertTrue(refused.getMessage().contains("not in backtests.data"), refused.getMessage());
        }
        assertThrows(
                IllegalArgumentException.class, () -> jobs.start(StartBacktest.of("../x", List.of("history:EURUSD"))));
        assertFalse(jobs.list().iterator().hasNext());
    }
}
