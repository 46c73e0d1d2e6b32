package io.tickwire.backtest.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import io.tickwire.domain.Side;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Figures worked out by hand. */
final class StatisticsTest {
    private final TradeBook book = new TradeBook();
    private long ticket;
    private long time;

    private void deal(long position, Side side, Entry entry, double lots, double price, double profit, double charged) {
        book.add(new Deal(
                ++ticket,
                ticket,
                position,
                "EURUSD",
                side,
                entry,
                Deal.Reason.EXPERT,
                lots,
                price,
                profit,
                charged,
                0,
                time += 1000,
                1,
                ""));
    }

    /** A whole trade with a result, one dollar of commission in it. */
    private void trade(long position, Side side, double result) {
        deal(position, side, Entry.IN, 1, 1.1, 0, -0.5);
        deal(position, side.opposite(), Entry.OUT, 1, 1.1, result + 1, -0.5);
    }

    /**
     * Long +100, long +50, short -30, short -20, long -60, short +200, long 0. Deposit 1000: balances 1100, 1150, 1120,
     * 1100, 1040, 1240, 1240.
     */
    private EquityMeter sevenTrades() {
        double[] results = {100, 50, -30, -20, -60, 200, 0};
        Side[] sides = {Side.BUY, Side.BUY, Side.SELL, Side.SELL, Side.BUY, Side.SELL, Side.BUY};
        EquityMeter meter = new EquityMeter(1000, 0, 10_000);
        double balance = 1000;
        for (int i = 0; i < results.length; i++) {
            trade(i + 1, sides[i], results[i]);
            // Equity dips 15 below each balance before the trade is closed.
            meter.take(time, balance, balance - 15);
            balance += results[i];
            meter.take(time, balance, balance);
        }
        meter.finish(394);
        return meter;
    }

    @Test
    void figuresOfSevenTrades() {
        EquityMeter meter = sevenTrades();
        Map<Stat, Double> stats = Statistics.of(book, meter).values();
        Map<String, Double> expected = new TreeMap<>();
        expected.put("STAT_INITIAL_DEPOSIT", 1000.0);
        expected.put("STAT_PROFIT", 240.0);
        expected.put("STAT_GROSS_PROFIT", 350.0);
        expected.put("STAT_GROSS_LOSS", -110.0);
        expected.put("STAT_MAX_PROFITTRADE", 200.0);
        expected.put("STAT_MAX_LOSSTRADE", -60.0);
        expected.put("STAT_CONPROFITMAX", 200.0);
        expected.put("STAT_CONPROFITMAX_TRADES", 1.0);
        expected.put("STAT_MAX_CONWINS", 150.0);
        expected.put("STAT_MAX_CONPROFIT_TRADES", 2.0);
        expected.put("STAT_CONLOSSMAX", -110.0);
        expected.put("STAT_CONLOSSMAX_TRADES", 3.0);
        expected.put("STAT_MAX_CONLOSSES", -110.0);
        expected.put("STAT_MAX_CONLOSS_TRADES", 3.0);
        expected.put("STAT_BALANCEMIN", 1000.0);
        expected.put("STAT_BALANCE_DD", 110.0);
        expected.put("STAT_BALANCEDD_PERCENT", round(110 / 1150.0 * 100));
        expected.put("STAT_BALANCE_DDREL_PERCENT", round(110 / 1150.0 * 100));
        expected.put("STAT_BALANCE_DD_RELATIVE", 110.0);
        expected.put("STAT_EQUITYMIN", 985.0);
        // From 1150 to 1040 - 15.
        expected.put("STAT_EQUITY_DD", 125.0);
        expected.put("STAT_EQUITYDD_PERCENT", round(125 / 1150.0 * 100));
        expected.put("STAT_EQUITY_DDREL_PERCENT", round(125 / 1150.0 * 100));
        expected.put("STAT_EQUITY_DD_RELATIVE", 125.0);
        expected.put("STAT_EXPECTED_PAYOFF", round(240 / 7.0));
        expected.put("STAT_PROFIT_FACTOR", round(350 / 110.0));
        expected.put("STAT_RECOVERY_FACTOR", round(240 / 110.0));
        // Percents 10, 4.5454.., -2.6086.., -1.7857.., -5.4545.., 19.2307.., 0: mean 3.4182.., deviation 8.6452..
        expected.put("STAT_SHARPE_RATIO", 0.39538259);
        expected.put("STAT_MIN_MARGINLEVEL", 394.0);
        expected.put("STAT_DEALS", 14.0);
        expected.put("STAT_TRADES", 7.0);
        expected.put("STAT_PROFIT_TRADES", 3.0);
        expected.put("STAT_LOSS_TRADES", 4.0);
        expected.put("STAT_SHORT_TRADES", 3.0);
        expected.put("STAT_LONG_TRADES", 4.0);
        expected.put("STAT_PROFIT_SHORTTRADES", 1.0);
        expected.put("STAT_PROFIT_LONGTRADES", 2.0);
        expected.put("STAT_PROFITTRADES_AVGCON", 2.0);
        expected.put("STAT_LOSSTRADES_AVGCON", 2.0);
        Map<String, Double> got = new TreeMap<>();
        stats.forEach((stat, value) -> got.put(stat.name(), value));
        assertEquals(expected.keySet(), got.keySet());
        expected.forEach((name, value) -> assertEquals(value, got.get(name), 1e-7, name));
    }

    private static double round(double value) {
        return Math.rint(value * 1e8) / 1e8;
    }

    @Test
    void withoutTradesThereAreNoRatios() {
        EquityMeter meter = new EquityMeter(500, 0, 10);
        meter.finish(0);
        Statistics none = Statistics.of(book, meter);
        for (Stat stat : List.of(
                Stat.STAT_EXPECTED_PAYOFF,
                Stat.STAT_PROFIT_FACTOR,
                Stat.STAT_RECOVERY_FACTOR,
                Stat.STAT_SHARPE_RATIO,
                Stat.STAT_MIN_MARGINLEVEL)) {
            assertFalse(none.values().containsKey(stat), stat.name());
            assertTrue(Double.isNaN(none.get(stat)));
        }
        assertEquals(0, none.get(Stat.STAT_PROFIT));
        assertEquals(500, none.get(Stat.STAT_BALANCEMIN));
    }

    @Test
    void theGreatestFallInMoneyAndInPercentMayBeTwo() {
        EquityMeter meter = new EquityMeter(100, 0, 10);
        double[] equities = {100, 60, 1000, 800, 1200};
        for (double equity : equities) {
            meter.take(1, 100, equity);
        }
        Statistics stats = Statistics.of(book, meter);
        assertEquals(200, stats.get(Stat.STAT_EQUITY_DD));
        assertEquals(20, stats.get(Stat.STAT_EQUITYDD_PERCENT));
        assertEquals(40, stats.get(Stat.STAT_EQUITY_DDREL_PERCENT));
        assertEquals(40, stats.get(Stat.STAT_EQUITY_DD_RELATIVE));
        assertEquals(60, stats.get(Stat.STAT_EQUITYMIN));
    }

    @Test
    void partsOfAPositionCarryTheirShareOfTheEntry() {
        deal(1, Side.BUY, Entry.IN, 1, 1.10, 0, -6);
        deal(1, Side.BUY, Entry.IN, 1, 1.20, 0, -6);
        deal(1, Side.SELL, Entry.OUT, 0.5, 1.30, 75, -1);
        deal(1, Side.SELL, Entry.OUT, 1.5, 1.10, -75, -3);
        List<Trade> trades = book.trades();
        assertEquals(2, trades.size());
        assertEquals(1.15, trades.get(0).openPrice(), 1e-12);
        assertEquals(-4, trades.get(0).costs(), 1e-12, "a quarter of 12, and its own");
        assertEquals(71, trades.get(0).result());
        assertEquals(-12, trades.get(1).costs(), 1e-12);
        assertEquals(-87, trades.get(1).result());
    }

    @Test
    void aPositionThatTurnsOverIsATradeAndANewPosition() {
        deal(1, Side.BUY, Entry.IN, 1, 1.10, 0, -2);
        deal(1, Side.SELL, Entry.INOUT, 3, 1.20, 100, -6);
        deal(1, Side.BUY, Entry.OUT, 2, 1.15, 60, -4);
        List<Trade> trades = book.trades();
        assertEquals(
                List.of(Side.BUY, Side.SELL), trades.stream().map(Trade::side).toList());
        assertEquals(List.of(1.0, 2.0), trades.stream().map(Trade::lots).toList());
        assertEquals(100 - 2 - 2, trades.get(0).result(), "a third of the turning deal's commission");
        assertEquals(60 - 4 - 4, trades.get(1).result());
        assertEquals(1.20, trades.get(1).openPrice());
    }

    @Test
    void theCurveHasABoundedNumberOfPoints() {
        EquityMeter meter = new EquityMeter(100, 0, 10_000_000);
        for (int i = 0; i <= 100_000; i++) {
            meter.take(i * 100L, 100 + i, 100 + i - i % 7);
        }
        meter.finish(0);
        assertTrue(meter.points().size() <= EquityMeter.POINTS, meter.points().size() + " points");
        assertTrue(meter.points().size() > EquityMeter.POINTS / 2);
        assertEquals(
                100 + 100_000, meter.points().get(meter.points().size() - 1).balance());
    }
}
