package io.tickwire.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.data.MarketDataBuilder;
import io.tickwire.backtest.stats.Trade;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Tick;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ModesTest {
    /** Turns at each third bar that rose. */
    private static final class Turner implements Strategy {
        private final List<Bar> bars = new ArrayList<>();
        private StrategyContext context;
        private int ticks;

        @Override
        public void onStart(StrategyContext given) {
            context = given;
        }

        @Override
        public void onTick(Tick tick) {
            ticks++;
        }

        @Override
        public void onBar(Bar bar) {
            bars.add(bar);
            if (bar.close() > bar.open() && bars.size() % 3 == 0) {
                context.positions().forEach(context::close);
                if (bars.size() % 2 == 0) {
                    context.buy(bar.symbol(), 0.1);
                } else {
                    context.sell(bar.symbol(), 0.1);
                }
            }
        }
    }

    private static List<Bar> withoutCounts(List<Bar> bars) {
        return bars.stream()
                .map(bar -> new Bar(
                        bar.symbol(),
                        bar.timeframe(),
                        bar.timeMsc(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        0,
                        bar.closed()))
                .toList();
    }

    private static List<Trade> closedInTime(BacktestResult result) {
        return result.trades().stream()
                .filter(trade -> !trade.comment().equals("end of test"))
                .toList();
    }

    @Test
    void whatOnlyLooksAtBarsTradesTheSameInAllModes() {
        MarketData data = Runs.walk(11, 60_000);
        List<Turner> strategies = new ArrayList<>();
        List<BacktestResult> results = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            Turner turner = new Turner();
            strategies.add(turner);
            results.add(Runs.run(Runs.plan(() -> turner, "{}", Terms.USUAL, mode), data));
        }
        assertTrue(results.get(0).trades().size() > 200);
        for (int i = 1; i < results.size(); i++) {
            assertEquals(
                    withoutCounts(strategies.get(0).bars),
                    withoutCounts(strategies.get(i).bars),
                    Mode.values()[i].wire());
            assertEquals(closedInTime(results.get(0)), closedInTime(results.get(i)), Mode.values()[i].wire());
        }
        assertEquals(60_000, strategies.get(0).ticks);
        assertEquals(strategies.get(2).bars.size() + 1, strategies.get(2).ticks, "one for each bar");
        assertTrue(strategies.get(1).ticks <= 4 * strategies.get(2).ticks);
    }

    @Test
    void lowComesFirstInAMinuteThatRose() {
        MarketData data = Runs.ticks(0, 1.1, 8, 1.1005, 20, 1.099, 40, 1.1003);
        List<String> told = told(data, Mode.M1_OHLC);
        assertEquals(List.of("tick 1.1", "tick 1.099", "tick 1.1005", "tick 1.1003", "stop"), told);
        MarketData fell = Runs.ticks(0, 1.1, 8, 1.0995, 20, 1.101, 40, 1.0997);
        assertEquals(List.of("tick 1.1", "tick 1.101", "tick 1.0995", "tick 1.0997", "stop"), told(fell, Mode.M1_OHLC));
    }

    private static List<String> told(MarketData data, Mode mode) {
        Script script = new Script((self, tick) -> {});
        Runs.run(Runs.plan(() -> script, "{}", Terms.USUAL, mode), data);
        return script.told;
    }

    @Test
    void openPricesTriggerStopsOnlyAtOpens() {
        MarketData data = Runs.ticks(0, 1.1, 10, 1.09, 50, 1.1, 60, 1.0995);
        Script script = new Script((self, tick) -> {
            if (self.ticks == 1) {
                self.context.buy("EURUSD", 0.1, 1.0998, 0);
            }
        });
        BacktestResult result = Runs.run(Runs.plan(() -> script, "{}", Terms.USUAL, Mode.OPEN_PRICES), data);
        assertEquals(1.0995, result.trades().get(0).closePrice());
        assertTrue(script.told.contains("bar 1.1"), script.told.toString());
    }

    @Test
    void severalSymbolsStayInTimeOrderWhenThinnedOut() {
        Random random = new Random(2);
        MarketDataBuilder builder = new MarketDataBuilder(1 << 26);
        long time = Runs.MONDAY;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextInt(3_000);
            boolean euro = random.nextInt(3) > 0;
            double bid = Runs.points(euro ? 1.1 : 1.3, random.nextInt(200));
            builder.add(euro ? "EURUSD" : "GBPUSD", time, bid, Runs.points(bid, 2));
        }
        MarketData data = builder.build();
        for (Mode mode : List.of(Mode.M1_OHLC, Mode.OPEN_PRICES)) {
            Turner turner = new Turner();
            Turner all = new Turner();
            MarketData thin = Preparation.of(data, Runs.plan(() -> turner, "{}", Terms.USUAL, mode));
            for (int i = 1; i < thin.size(); i++) {
                assertTrue(thin.timeMsc(i - 1) <= thin.timeMsc(i));
            }
            Runs.run(Runs.plan(() -> turner, "{}", Terms.USUAL, mode), data);
            Runs.run(Runs.plan(() -> all), data);
            assertEquals(sorted(withoutCounts(all.bars)), sorted(withoutCounts(turner.bars)));
        }
    }

    private static List<Bar> sorted(List<Bar> bars) {
        return bars.stream()
                .sorted(java.util.Comparator.comparing(Bar::symbol).thenComparing(Bar::timeMsc))
                .toList();
    }
}
