package io.tickwire.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.backtest.data.CancelledException;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.stats.Stat;
import io.tickwire.backtest.stats.Trade;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Tick;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

final class BacktestTest {
    private static final double BID = 1.10000;

    @Test
    void fillsAtTheQuoteThatPrevailsWhenTheOrderArrives() {
        MarketData data = Runs.ticks(0, BID, 1, Runs.points(BID, 5), 2, Runs.points(BID, 9), 3, Runs.points(BID, 12));
        Script script = new Script((self, tick) -> {
            if (self.ticks == 1) {
                self.context.buy("EURUSD", 0.1);
            }
        });
        Runs.run(Runs.plan(() -> script, "{}", Runs.latency(1500), Mode.TICKS), data);
        OrderReport report = script.reports.get(0);
        assertEquals(Runs.points(BID, 5 + 2), report.execution().price(), "of the tick at 1 s, not that at 2 s");
        assertEquals(Runs.MONDAY + 1500, report.timeMsc());
        assertEquals(
                List.of("tick 1.1", "tick 1.10005", "report DONE at 1500", "tick 1.10009", "tick 1.10012", "stop"),
                script.told);
    }

    @Test
    void fillsAtOnceWithoutLatencyAndReportsBeforeTheNextTick() {
        MarketData data = Runs.ticks(0, BID, 1, Runs.points(BID, 5));
        Script script = new Script((self, tick) -> {
            if (self.ticks == 1) {
                self.context.buy("EURUSD", 0.1);
                self.context.sell("EURUSD", 0.2);
                self.told.add("returns");
            }
        });
        Runs.run(Runs.plan(() -> script), data);
        assertEquals(
                List.of("tick 1.1", "returns", "report DONE at 0", "report DONE at 0", "tick 1.10005", "stop"),
                script.told);
        assertEquals(0.1, script.reports.get(0).execution().volume());
        assertEquals(Runs.points(BID, 2), script.reports.get(0).execution().price());
        assertEquals(BID, script.reports.get(1).execution().price());
    }

    @Test
    void ordersNeverOvertakeEachOther() {
        MarketData data = Runs.walk(3, 2_000);
        String drawn = "{'faults':{'latencyMin':'10ms','latencyMedian':'900ms','latencyMax':'30s'}}";
        Script script = new Script((self, tick) -> {
            if (self.ticks < 100) {
                self.context.buy("EURUSD", 0.01);
            }
        });
        Runs.run(Runs.plan(() -> script, drawn, Terms.USUAL, Mode.TICKS), data);
        assertEquals(99, script.reports.size());
        for (int i = 1; i < script.reports.size(); i++) {
            assertTrue(script.reports.get(i - 1).id() < script.reports.get(i).id());
            assertTrue(
                    script.reports.get(i - 1).timeMsc() <= script.reports.get(i).timeMsc());
        }
    }

    @Test
    void tellsAtATickWhatTheBrokerDidThenTimersThenBarsThenTheTick() {
        MarketData data = Runs.ticks(0, BID, 30, Runs.points(BID, 1), 61, Runs.points(BID, -40));
        Script script = new Script((self, tick) -> {
            if (self.ticks == 1) {
                self.context.buy("EURUSD", 0.1, Runs.points(BID, -30), 0);
                self.context.timer("soon", Duration.ofSeconds(45));
            }
        });
        Runs.run(Runs.plan(() -> script), data);
        assertEquals(
                List.of(
                        "tick 1.1",
                        "report DONE at 0",
                        "tick 1.10001",
                        "terminal stop_loss at 61000",
                        "timer soon",
                        "bar 1.10001",
                        "tick 1.0996",
                        "stop"),
                script.told);
    }

    @Test
    void reportsMaySendMoreOrders() {
        MarketData data = Runs.ticks(0, BID, 1, Runs.points(BID, 3), 2, Runs.points(BID, 5));
        Strategy chain = new Strategy() {
            private StrategyContext context;

            @Override
            public void onStart(StrategyContext given) {
                context = given;
            }

            @Override
            public void onTick(Tick tick) {
                if (context.positions().isEmpty()) {
                    context.buy("EURUSD", 0.1);
                }
            }

            @Override
            public void onExecution(OrderReport report) {
                if (report.isDone() && report.execution().type().equals("buy")) {
                    context.close(context.positions().get(0));
                }
            }
        };
        BacktestResult result = Runs.run(Runs.plan(() -> chain), data);
        assertEquals(3, result.trades().size());
        assertTrue(result.trades().stream().allMatch(trade -> trade.heldMs() == 0), "closed in the same moment");
    }

    @Test
    void neverShowsAPriceLaterThanNow() {
        MarketData data = Runs.walk(9, 5_000);
        Script script = new Script((self, tick) -> {
            long now = self.context.nowMsc();
            assertEquals(tick.timeMsc(), now);
            assertEquals(tick, self.context.quote("EURUSD"));
            self.context
                    .bars("EURUSD", io.tickwire.domain.Timeframe.M1)
                    .running()
                    .ifPresent(bar -> assertEquals(tick.bid(), bar.close()));
            var bars = self.context.bars("EURUSD", io.tickwire.domain.Timeframe.M1);
            if (bars.size() > 0) {
                assertTrue(bars.closed(0).timeMsc() + 60_000 <= now, "a bar that is closed is over");
            }
            self.context.positions().forEach(held -> assertEquals(tick.bid(), held.currentPrice()));
            if (self.ticks % 500 == 1) {
                self.context.buy("EURUSD", 0.01);
            }
        });
        BacktestResult result = Runs.run(Runs.plan(() -> script), data);
        assertEquals(0, result.faultCount(), () -> String.join("\n", result.faults()));
        assertEquals(5_000, script.ticks);
    }

    @Test
    void doesTheSameForTheSameInputAndSomethingElseForAnotherSeed() {
        MarketData data = Runs.walk(1, 20_000);
        String seeded = "{'faults':{'seed':5,'latencyMin':'10ms','latencyMedian':'400ms','rejectRate':0.1,"
                + "'partialFillRate':0.2}}";
        RunPlan plan = Runs.plan(() -> coin(4), seeded, Terms.USUAL, Mode.TICKS);
        BacktestResult first = Runs.run(plan, data);
        BacktestResult second = Runs.run(plan, data);
        assertEquals(first.hash(), second.hash());
        assertEquals(first.trades(), second.trades());
        assertEquals(first.equity(), second.equity());
        assertEquals(first.statistics().values(), second.statistics().values());
        RunPlan other = Runs.plan(() -> coin(4), seeded.replace("'seed':5", "'seed':6"), Terms.USUAL, Mode.TICKS);
        assertFalse(first.hash().equals(Runs.run(other, data).hash()));
        assertTrue(first.trades().size() > 100);
    }

    /** Written down once: another process, machine or release that gives another one did something else. */
    @Test
    void hasTheFingerPrintThatWasWrittenDown() {
        BacktestResult result = Runs.run(Runs.plan(() -> coin(4)), Runs.walk(1, 20_000));
        assertEquals(GOLDEN, result.hash());
    }

    private static final String GOLDEN = "2f05f718cc2078b063bedb90d8acbc40f818bc448b750fc9678f1532366cfd69";

    /** Opens and closes by chance. */
    private static Strategy coin(long seed) {
        Random random = new Random(seed);
        return new Script((self, tick) -> {
            if (random.nextInt(40) > 0) {
                return;
            }
            if (self.context.positions().isEmpty()) {
                double away = 10 + random.nextInt(30);
                if (random.nextBoolean()) {
                    self.context.buy("EURUSD", 0.1, Runs.points(tick.bid(), -away), Runs.points(tick.bid(), away));
                } else {
                    self.context.pending(OrderType.SELL_STOP, "EURUSD", 0.1, Runs.points(tick.bid(), -5), 0, 0);
                }
            } else {
                self.context.positions().forEach(self.context::close);
            }
        });
    }

    @Test
    void chargesMarginAndStopsOut() {
        MarketData data = Runs.ticks(0, 1.1, 1, 1.09, 2, 1.085, 3, 1.08);
        Script script = new Script((self, tick) -> {
            if (self.ticks == 1) {
                self.context.buy("EURUSD", 0.6);
                self.context.buy("EURUSD", 50);
            }
        });
        BacktestResult result = Runs.run(
                Runs.plan(() -> script, "{'balance':1000,'leverage':100,'stopOut':50}", Terms.USUAL, Mode.TICKS), data);
        assertEquals(OrderReport.Status.FAILED, script.reports.get(1).status());
        assertTrue(
                script.reports.get(1).reason().startsWith("10019"),
                script.reports.get(1).reason());
        Trade trade = result.trades().get(0);
        assertEquals(Deal.Reason.STOP_OUT, trade.reason());
        assertEquals(1.085, trade.closePrice(), "398.80 for 654.01 of margin is above half, 98.80 for 651.01 is not");
        assertEquals(15.18, result.statistics().get(Stat.STAT_MIN_MARGINLEVEL));
        assertEquals(OrderReport.Status.TERMINAL, script.reports.get(2).status());
    }

    @Test
    void closesWhatIsOpenAtTheEnd() {
        Script script = new Script((self, tick) -> {
            if (self.ticks == 1) {
                self.context.buy("EURUSD", 0.1);
            }
        });
        BacktestResult result = Runs.run(Runs.plan(() -> script), Runs.ticks(0, 1.1, 5, 1.2));
        assertEquals(1, result.trades().size());
        assertEquals(1.2, result.trades().get(0).closePrice());
        assertEquals("end of test", result.trades().get(0).comment());
        assertEquals(999.8, result.statistics().get(Stat.STAT_PROFIT));
    }

    @Test
    void fixedSpreadAndCommissionAreCharged() {
        Script script = new Script((self, tick) -> {
            if (self.ticks == 1) {
                self.context.buy("EURUSD", 1);
            }
        });
        Terms terms = new Terms(50_000, 200, 3.5, null, 15, 20);
        BacktestResult result = Runs.run(Runs.plan(() -> script, "{}", terms, Mode.TICKS), Runs.ticks(0, 1.1, 5, 1.1));
        assertEquals(-15, result.trades().get(0).profit());
        assertEquals(-7, result.trades().get(0).costs());
        assertEquals(-22, result.statistics().get(Stat.STAT_PROFIT));
        assertEquals(50_000, result.statistics().get(Stat.STAT_INITIAL_DEPOSIT));
    }

    @Test
    void aStrategyThatThrowsGoesOnAndIsTold() {
        Script script = new Script((self, tick) -> {
            throw new IllegalStateException("broken");
        });
        BacktestResult result = Runs.run(Runs.plan(() -> script), Runs.walk(1, 50));
        assertEquals(50, result.faultCount());
        assertEquals(20, result.faults().size());
        assertTrue(result.faults().get(0).startsWith("onTick: java.lang.IllegalStateException: broken"));
    }

    @Test
    void endsAStrategyThatOnlyThrows() {
        Script script = new Script((self, tick) -> {
            throw new IllegalStateException("broken");
        });
        StrategyFailedException ended = assertThrows(
                StrategyFailedException.class, () -> Runs.run(Runs.plan(() -> script), Runs.walk(1, 10_500)));
        assertTrue(ended.getMessage().contains("10001 times"), ended.getMessage());
    }

    @Test
    void isCancelledSoon() {
        MarketData data = Runs.walk(1, 200_000);
        int[] seen = new int[1];
        assertThrows(CancelledException.class, () -> new Backtest(
                        Runs.plan(() -> coin(1)), data, NOPLogger.NOP_LOGGER, Clock.system())
                .run(done -> seen[0] = done, () -> seen[0] > 0));
        assertTrue(seen[0] < 100_000, "of 200000: " + seen[0]);
    }

    @Test
    void knowsTheBarsBeforeItsTime() {
        MarketData data = Runs.walk(4, 30_000);
        long from = data.timeMsc(20_000);
        List<Bar> whole = new ArrayList<>();
        Runs.run(Runs.plan(() -> barsOf(whole, false)), data);
        List<Bar> part = new ArrayList<>();
        BacktestResult result = Runs.run(Runs.plan(() -> barsOf(part, false)), data.between(from, Long.MAX_VALUE));
        assertEquals(whole.subList(whole.size() - part.size(), whole.size()), part, "the running bar goes on, too");
        List<Bar> warm = new ArrayList<>();
        Runs.run(Runs.plan(() -> barsOf(warm, true)), data.between(from, Long.MAX_VALUE));
        assertEquals(50 + part.size(), warm.size());
        assertEquals(0, result.faultCount(), () -> String.join("\n", result.faults()));
    }

    private static Strategy barsOf(List<Bar> told, boolean warmingUp) {
        return new Strategy() {
            private StrategyContext context;

            @Override
            public void onStart(StrategyContext given) {
                context = given;
            }

            @Override
            public void onBar(Bar bar) {
                if (warmingUp || !context.isWarmingUp()) {
                    told.add(bar);
                }
                context.buy("EURUSD", context.isWarmingUp() ? 50 : 0.01);
            }

            @Override
            public void onExecution(OrderReport report) {
                assertTrue(report.order() == null
                        || report.execution() == null
                        || report.execution().volume() < 1);
            }
        };
    }

    @Test
    void saysWhyAStrategyDoesNotStart() {
        Strategy unwilling = new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                throw new IllegalArgumentException("fast must be below slow");
            }
        };
        StrategyFailedException refused = assertThrows(
                StrategyFailedException.class, () -> Runs.run(Runs.plan(() -> unwilling), Runs.walk(1, 10)));
        assertTrue(refused.getMessage().contains("fast must be below slow"), refused.getMessage());
    }
}
