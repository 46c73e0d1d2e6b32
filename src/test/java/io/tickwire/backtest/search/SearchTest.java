package io.tickwire.backtest.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.backtest.RunPlan;
import io.tickwire.backtest.Runs;
import io.tickwire.backtest.data.CancelledException;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.domain.Tick;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SearchTest {
    /** Buys each so many ticks, and closes after so many more. */
    public record Pace(int every, int hold) {
        public Pace {
            if (hold >= every) {
                throw new IllegalArgumentException("hold must be below every");
            }
        }
    }

    private static final class Pacer implements Strategy {
        private StrategyContext context;
        private Pace pace;
        private int ticks;

        @Override
        public void onStart(StrategyContext given) {
            context = given;
            pace = given.settings(Pace.class);
        }

        @Override
        public void onTick(Tick tick) {
            ticks++;
            if (ticks % pace.every() == 0) {
                context.buy("EURUSD", 0.1);
            } else if (ticks % pace.every() == pace.hold()) {
                context.positions().forEach(context::close);
            }
        }
    }

    private static final MarketData DATA = Runs.walk(5, 8_000);
    private static final RunPlan PLAN = Runs.plan(Pacer::new).with(Map.of("every", 100L, "hold", 10L));
    private static final Space SPACE =
            new Space(Axis.parse("every=50:200:50,hold=10:90:20"), (name, text) -> Long.valueOf(text));

    private static List<SearchRun> run(int threads) {
        return new Search(PLAN, DATA, threads, Clock.system()).run(SPACE.grid(), done -> {}, () -> false);
    }

    @Test
    void readsAxes() {
        assertEquals(
                List.of(
                        new Axis("fast", List.of("5", "10", "15")),
                        new Axis("share", List.of("0.1", "0.2", "0.3")),
                        new Axis("kind", List.of("sma", "ema"))),
                Axis.parse("fast=5:15:5, share=0.1:0.35:0.1,kind=sma|ema"));
        for (String wrong : List.of("fast", "fast=", "=1:2:1", "a=1:2", "a=1:2:0", "a=3:2:1", "a=x:2:1", "a=1|2,a=3")) {
            assertThrows(IllegalArgumentException.class, () -> Axis.parse(wrong), wrong);
        }
        assertThrows(IllegalArgumentException.class, () -> Axis.parse("a=0:1:0.0000001"));
    }

    @Test
    void theGridHasEveryPointOnceAndARandomSampleTheSameForTheSameSeed() {
        List<Map<String, Object>> grid = SPACE.grid();
        assertEquals(20, grid.size());
        assertEquals(20, new HashSet<>(grid).size());
        assertEquals(Map.of("every", 50L, "hold", 30L), grid.get(1), "the last axis moves first");
        List<Map<String, Object>> some = SPACE.random(7, 3);
        assertEquals(some, SPACE.random(7, 3));
        assertFalse(some.equals(SPACE.random(7, 4)));
        assertEquals(7, new HashSet<>(some).size());
        assertTrue(grid.containsAll(some));
        assertEquals(grid, SPACE.random(500, 1));
        Space large = new Space(Axis.parse("a=1:1000:1,b=1:1000:1"), (name, text) -> text);
        assertTrue(assertThrows(IllegalArgumentException.class, large::grid)
                .getMessage()
                .contains("--random"));
    }

    @Test
    void threadsDoNotChangeWhatComesOut() {
        assertEquals(
                run(1).stream().map(SearchRun::hash).toList(),
                run(3).stream().map(SearchRun::hash).toList());
    }

    @Test
    void ranksByTheCriterionWithRefusedSettingsLast() {
        List<SearchRun> ranked = Search.ranked(run(2), Stat.STAT_PROFIT);
        long refused = ranked.stream().filter(run -> !run.failure().isEmpty()).count();
        assertEquals(3, refused, "every=50 with hold 50, 70 and 90");
        assertTrue(ranked.get(19).failure().contains("hold must be below every"));
        for (int i = 1; i < 20 - refused; i++) {
            assertTrue(ranked.get(i - 1).statistics().get(Stat.STAT_PROFIT)
                    >= ranked.get(i).statistics().get(Stat.STAT_PROFIT));
        }
        List<SearchRun> byFall = Search.ranked(run(2), Stat.STAT_EQUITY_DD);
        assertTrue(byFall.get(0).statistics().get(Stat.STAT_EQUITY_DD)
                <= byFall.get(5).statistics().get(Stat.STAT_EQUITY_DD));
    }

    @Test
    void isCancelledBetweenRuns() {
        AtomicInteger done = new AtomicInteger();
        assertThrows(CancelledException.class, () -> new Search(PLAN, DATA, 2, Clock.system())
                .run(SPACE.grid(), done::set, () -> done.get() >= 3));
        assertTrue(done.get() < 20, done.get() + " runs");
    }

    @Test
    void walkForwardTestsOnWhatFollows() {
        WalkForward.Split split = WalkForward.Split.parse("3:1", 4);
        List<WalkForward.Window> windows = new WalkForward(PLAN, DATA, split, Stat.STAT_PROFIT, 2, Clock.system())
                .run(SPACE.grid(), done -> {}, () -> false);
        assertEquals(4, windows.size());
        assertEquals(DATA.firstMsc(), windows.get(0).fromMsc());
        assertEquals(DATA.lastMsc() + 1, windows.get(3).toMsc());
        for (int i = 0; i < 4; i++) {
            WalkForward.Window window = windows.get(i);
            assertTrue(window.fromMsc() < window.testMsc() && window.testMsc() < window.toMsc());
            assertTrue(window.test().firstMsc() >= window.testMsc());
            assertTrue(window.test().lastMsc() < window.toMsc());
            assertEquals(
                    window.best().settings().get("every"),
                    window.test().plan().settings().get("every"));
            if (i > 0) {
                assertEquals(windows.get(i - 1).toMsc(), window.testMsc(), "tests follow each other");
            }
        }
        assertThrows(IllegalArgumentException.class, () -> WalkForward.Split.parse("3", 1));
        assertThrows(IllegalArgumentException.class, () -> WalkForward.Split.parse("0:1", 1));
    }
}
