package io.tickwire.strategy.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.OrderReport.Status;
import io.tickwire.strategy.State;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import io.tickwire.strategy.StrategyContext.Mode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

final class StrategyRunnerTest {
    private static final long MINUTE = 60_000;
    private static final String SYMBOL = "EURUSD";

    private final List<String> calls = new ArrayList<>();
    private final FakeVenue venue = new FakeVenue();
    private final List<String> faults = new ArrayList<>();
    private Consumer<StrategyContext> atTick = context -> {};
    private Consumer<StrategyContext> atReport = context -> {};
    private StrategyContext context;
    private int number;

    /** Writes down what it is told. */
    private final class Listener implements Strategy {
        @Override
        public void onStart(StrategyContext own) {
            context = own;
            calls.add("start");
        }

        @Override
        public void onTick(Tick tick) {
            calls.add("tick " + tick.bid());
            atTick.accept(context);
            calls.add("tick over");
        }

        @Override
        public void onBar(Bar bar) {
            calls.add((context.isWarmingUp() ? "past " : "bar ") + bar.timeframe() + " " + bar.close());
        }

        @Override
        public void onPrediction(Forecast forecast) {
            calls.add("forecast " + forecast.id());
        }

        @Override
        public void onExecution(OrderReport report) {
            calls.add("report " + report.id() + " " + report.status());
            atReport.accept(context);
        }

        @Override
        public void onTimer(String name) {
            calls.add("timer " + name);
        }

        @Override
        public void save(State state) {
            state.put("calls", calls.size());
        }

        @Override
        public void restore(State state) {
            calls.add("restore " + state.whole("calls", -1));
        }
    }

    private RunSettings settings(StrategyLimits limits, Timeframe... timeframes) {
        return new RunSettings(
                "probe",
                "1",
                Mode.BACKTEST,
                List.of(SYMBOL),
                List.of(timeframes),
                Map.of("period", 14L, "ratio", 0.5, "mode", "fast", "on", true),
                limits,
                100,
                ZoneOffset.UTC,
                true);
    }

    private StrategyRunner runner(StrategyLimits limits, Timeframe... timeframes) throws Exception {
        RunEvents events = new RunEvents() {
            @Override
            public void fault(String where, Throwable fault) {
                faults.add(where + " " + fault.getMessage());
            }

            @Override
            public void flooding() {
                faults.add("flooding");
            }
        };
        StrategyRunner runner =
                new StrategyRunner(new Listener(), settings(limits, timeframes), venue, events, NOPLogger.NOP_LOGGER);
        runner.begin(List.of());
        runner.takeOver(RunState.fresh(new State()));
        calls.clear();
        return runner;
    }

    private Tick tick(long timeMsc, double bid) {
        venue.nowMsc = timeMsc;
        return new Tick(SYMBOL, timeMsc, bid, bid + 0.0001, 0, 0, 0, 1, ++number, 0, 0);
    }

    private static Bar bar(Timeframe timeframe, long timeMsc, double close, boolean closed) {
        return new Bar(SYMBOL, timeframe, timeMsc, close, close, close, close, 1, closed);
    }

    private static Execution execution(double profit) {
        return new Execution(1, 1, SYMBOL, "close", 1.1, 0.1, profit, 0, 10009);
    }

    @Test
    void tellsTimersThenBarsShorterOnesFirstThenTheTick() throws Exception {
        StrategyRunner runner = runner(StrategyLimits.NONE, Timeframe.M5, Timeframe.M1);
        runner.onTick(tick(4 * MINUTE, 1.1));
        context.timer("once", Duration.ofSeconds(30));
        calls.clear();
        runner.onTick(tick(5 * MINUTE, 1.2));
        assertEquals(List.of("timer once", "bar M1 1.1", "bar M5 1.1", "tick 1.2", "tick over"), calls);
    }

    @Test
    void allBarsAreThereWhenTheFirstOfThemIsTold() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        Strategy strategy = new Strategy() {
            private StrategyContext own;

            @Override
            public void onStart(StrategyContext given) {
                own = given;
            }

            @Override
            public void onBar(Bar bar) {
                sizes.add(own.bars(SYMBOL, Timeframe.M5).size());
            }
        };
        StrategyRunner runner = new StrategyRunner(
                strategy,
                settings(StrategyLimits.NONE, Timeframe.M1, Timeframe.M5),
                venue,
                RunEvents.NONE,
                NOPLogger.NOP_LOGGER);
        runner.begin(List.of());
        runner.onTick(tick(0, 1.1));
        runner.onTick(tick(5 * MINUTE, 1.2));
        assertEquals(List.of(1, 1), sizes);
    }

    @Test
    void thePastIsToldInItsOrderWithoutALookAheadAndNothingIsSent() throws Exception {
        List<String> seen = new ArrayList<>();
        Strategy strategy = new Strategy() {
            private StrategyContext own;

            @Override
            public void onStart(StrategyContext given) {
                own = given;
            }

            @Override
            public void onBar(Bar bar) {
                seen.add(bar.close() + "/" + own.bars(SYMBOL, Timeframe.M1).size());
                assertEquals(0, own.buy(SYMBOL, 1));
            }
        };
        StrategyRunner runner = new StrategyRunner(
                strategy, settings(StrategyLimits.NONE, Timeframe.M1), venue, RunEvents.NONE, NOPLogger.NOP_LOGGER);
        runner.begin(List.of(
                bar(Timeframe.M1, 2 * MINUTE, 1.3, false),
                bar(Timeframe.M1, MINUTE, 1.2, true),
                bar(Timeframe.M1, 0, 1.1, true)));
        assertEquals(List.of("1.1/1", "1.2/2"), seen);
        assertEquals(List.of(), venue.sent);
        // Ticks that are in those bars already change nothing; the running one goes on.
        runner.observe(tick(MINUTE + 1, 9.9));
        runner.observe(tick(3 * MINUTE, 1.4));
        assertEquals("1.3/3", seen.get(2));
    }

    @Test
    void anObservedTickMovesBarsAndIsNotTold() throws Exception {
        StrategyRunner runner = runner(StrategyLimits.NONE, Timeframe.M1);
        runner.observe(tick(0, 1.1));
        runner.observe(tick(MINUTE, 1.2));
        assertEquals(List.of("bar M1 1.1"), calls);
        assertEquals(1.2, context.quote(SYMBOL).bid());
    }

    @Test
    void reportsWaitUntilTheCallIsOverAndMayLeadToMoreOrders() throws Exception {
        StrategyRunner runner = runner(new StrategyLimits(0.5, 0, 0, 0, 0));
        atTick = own -> own.buy(SYMBOL, 1);
        atReport = own -> {
            if (venue.sent.isEmpty()) {
                own.buy(SYMBOL, 0.1);
            }
        };
        runner.onTick(tick(0, 1.1));
        assertEquals(List.of("tick 1.1", "tick over", "report 1 REFUSED"), calls);
        assertEquals(List.of(Order.buy(SYMBOL, 0.1)), venue.sent);
        runner.onReport(new OrderReport(2, venue.sent.get(0), Status.DONE, execution(0), "", 0));
        assertEquals("report 2 DONE", calls.get(3));
        assertEquals(0, context.ordersUnderWay());
    }

    @Test
    void anOrderInDoubtThatIsProvenLaterIsToldTwiceAndCountedOnce() throws Exception {
        StrategyRunner runner = runner(StrategyLimits.NONE);
        atTick = own -> own.buy(SYMBOL, 1);
        runner.onTick(tick(0, 1.1));
        runner.onReport(new OrderReport(1, venue.sent.get(0), Status.UNKNOWN, null, "?", 0));
        assertEquals(0, context.ordersUnderWay());
        runner.onReport(new OrderReport(1, venue.sent.get(0), Status.DONE, execution(0), "", 0));
        assertEquals(0, context.ordersUnderWay());
        assertEquals(List.of("report 1 UNKNOWN", "report 1 DONE"), calls.subList(2, 4));
    }

    @Test
    void theNextVersionGoesOnWithNumbersOrdersAndState() throws Exception {
        StrategyRunner first = runner(new StrategyLimits(0, 0, 0, 2, 0));
        atTick = own -> own.buy(SYMBOL, 1);
        first.onTick(tick(0, 1.1));
        RunState left = first.handOver();
        assertEquals(Set.of(1L), left.underWay());

        StrategyRunner next = new StrategyRunner(
                new Listener(),
                settings(new StrategyLimits(0, 0, 0, 2, 0)),
                venue,
                RunEvents.NONE,
                NOPLogger.NOP_LOGGER);
        next.begin(List.of());
        next.takeOver(left);
        assertEquals("restore 2", calls.get(calls.size() - 1));
        assertEquals(1, context.ordersUnderWay());
        next.onReport(new OrderReport(1, venue.sent.get(0), Status.DONE, execution(0), "", 0));
        assertEquals(0, context.ordersUnderWay());
        next.onTick(tick(1, 1.1));
        next.onTick(tick(2, 1.1));
        assertEquals(List.of(1L, 2L), venue.ids, "the third of this minute is refused");
    }

    @Test
    void whatItThrowsIsToldAndTheNextEventComesAllTheSame() throws Exception {
        StrategyRunner runner = runner(StrategyLimits.NONE);
        atTick = own -> {
            throw new IllegalStateException("no");
        };
        runner.onTick(tick(0, 1.1));
        atTick = own -> own.predict("m", SYMBOL, new double[] {1});
        runner.onTick(tick(1, 1.2));
        runner.onForecast(new Forecast(1, SYMBOL, null, "no model"));
        assertEquals(List.of("onTick no"), faults);
        assertEquals(List.of("tick 1.1", "tick 1.2", "tick over", "forecast 1"), calls);
    }

    @Test
    void settingsBecomeARecordAndWhatDoesNotFitIsNamed() throws Exception {
        runner(StrategyLimits.NONE);
        assertEquals(new Fitting(14, 0.5, Speed.FAST, true), context.settings(Fitting.class));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> context.settings(Missing.class))
                .getMessage()
                .startsWith("settings.perod: strategy.json has no such setting"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> context.settings(WrongType.class))
                .getMessage()
                .startsWith("settings.ratio: 0.5 does not fit"));
    }

    enum Speed {
        SLOW,
        FAST
    }

    record Fitting(int period, double ratio, Speed mode, boolean on) {}

    record Missing(int perod) {}

    record WrongType(int ratio) {}

    @Test
    void symbolsAndTimeframesThatAreNotItsOwnAreRefusedByName() throws Exception {
        runner(StrategyLimits.NONE, Timeframe.M1);
        assertThrows(IllegalArgumentException.class, () -> context.bars(SYMBOL, Timeframe.H1));
        assertThrows(IllegalArgumentException.class, () -> context.buy("GBPUSD", 1));
    }

    @Test
    void timersThatRepeatSkipWhatTheyMissedAndAreBounded() throws Exception {
        StrategyRunner runner = runner(StrategyLimits.NONE);
        runner.onTick(tick(0, 1.1));
        context.every("pulse", Duration.ofSeconds(1));
        calls.clear();
        runner.onTick(tick(3_500, 1.1));
        runner.onTick(tick(4_000, 1.1));
        assertEquals(2, calls.stream().filter("timer pulse"::equals).count());
        assertEquals(5_000, runner.nextTimerMsc());
        assertThrows(IllegalStateException.class, () -> {
            for (int i = 0; i < 1_001; i++) {
                context.timer("t" + i, Duration.ofSeconds(1));
            }
        });
    }

    @Test
    void eachLimitIsNamedWhenItRefuses() throws Exception {
        assertEquals("limits.maxLots", refused(new StrategyLimits(0.5, 0, 0, 0, 0), Order.buy(SYMBOL, 0.6)));
        venue.positions = List.of(position(7, 0.3, 0));
        assertEquals("limits.maxPositions", refused(new StrategyLimits(0, 1, 0, 0, 0), Order.buy(SYMBOL, 0.1)));
        assertEquals("limits.maxTotalLots", refused(new StrategyLimits(0, 0, 0.35, 0, 0), Order.buy(SYMBOL, 0.1)));
        venue.positions = List.of(position(7, 0.3, -40));
        assertEquals("limits.maxDailyLoss", refused(new StrategyLimits(0, 0, 0, 0, 40), Order.buy(SYMBOL, 0.1)));
        assertEquals("", refused(new StrategyLimits(0.1, 1, 0.1, 0, 1), Order.close(position(7, 0.3, 0))));
        // What is on its way out makes room.
        LimitGuard guard = new LimitGuard(new StrategyLimits(0, 1, 0, 0, 0));
        assertEquals("", guard.refuse(1, Order.close(position(7, 0.3, 0)), 0, venue.positions, List.of()));
        assertEquals("", guard.refuse(2, Order.buy(SYMBOL, 0.1), 0, venue.positions, List.of()));
        assertTrue(guard.refuse(3, Order.buy(SYMBOL, 0.1), 0, venue.positions, List.of())
                .startsWith("limits.maxPos"));
    }

    private String refused(StrategyLimits limits, Order order) {
        String why = new LimitGuard(limits).refuse(1, order, 0, venue.positions, venue.orders);
        return why.isEmpty() ? "" : why.substring(0, why.indexOf(':'));
    }

    private static Position position(long ticket, double lots, double profit) {
        return new Position(ticket, SYMBOL, Side.BUY, lots, 1.1, 0, 0, 0, 1.1, profit, 0, 1, "");
    }

    @Test
    void theDaysLossCountsWhatWasClosedAndIsForgottenTheNextDay() {
        LimitGuard guard = new LimitGuard(new StrategyLimits(0, 0, 0, 0, 40));
        guard.realised(execution(-50), 0);
        assertTrue(
                guard.refuse(1, Order.buy(SYMBOL, 0.1), 1, List.of(), List.of()).startsWith("limits.maxDailyLoss"));
        assertEquals("", guard.refuse(1, Order.buy(SYMBOL, 0.1), 24 * 60 * MINUTE, List.of(), List.of()));
    }

    @Test
    void barsAreKeptUpToTheirBoundAndArraysAreTheNewest() throws Exception {
        StrategyRunner runner = runner(StrategyLimits.NONE, Timeframe.M1);
        for (int i = 0; i <= 1_000; i++) {
            runner.onTick(tick(i * MINUTE, 1 + i / 10_000.0));
        }
        assertEquals(100, context.bars(SYMBOL, Timeframe.M1).size());
        assertEquals(1.0999, context.bars(SYMBOL, Timeframe.M1).closed(0).close(), 1e-12);
        double[] closes = context.bars(SYMBOL, Timeframe.M1).closes(3);
        assertEquals(1.0997, closes[0], 1e-12);
        assertEquals(1.0999, closes[2], 1e-12);
        assertEquals(100, context.bars(SYMBOL, Timeframe.M1).closes(500).length);
        assertThrows(IndexOutOfBoundsException.class, () -> context.bars(SYMBOL, Timeframe.M1)
                .closed(100));
        assertEquals(
                1.1, context.bars(SYMBOL, Timeframe.M1).running().orElseThrow().close(), 1e-12);
    }

    @Test
    void refusalsOfTheRateAreAFloodOnlyWithinAMinute() {
        LimitGuard guard = new LimitGuard(new StrategyLimits(0, 0, 0, 1, 0));
        for (int day = 0; day < 30; day++) {
            guard.refuse(1, Order.buy(SYMBOL, 1), day * 24 * 60 * MINUTE, List.of(), List.of());
            guard.refuse(2, Order.buy(SYMBOL, 1), day * 24 * 60 * MINUTE + 1, List.of(), List.of());
        }
        assertEquals(false, guard.isFlooding());
        for (int i = 0; i < 22; i++) {
            guard.refuse(3, Order.buy(SYMBOL, 1), 40L * 24 * 60 * MINUTE + i, List.of(), List.of());
        }
        assertTrue(guard.isFlooding());
    }
}
