package io.tickwire.backtest.stats;

import io.tickwire.domain.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The statistics of one run. What cannot be reckoned is not there. */
public final class Statistics {
    private final Map<Stat, Double> values;

    private Statistics(Map<Stat, Double> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** Values that were reckoned somewhere else. */
    public static Statistics of(Map<Stat, Double> values) {
        return new Statistics(new EnumMap<>(values));
    }

    public static Statistics of(TradeBook book, EquityMeter meter) {
        EnumMap<Stat, Double> all = new EnumMap<>(Stat.class);
        List<Trade> trades = book.trades();
        all.put(Stat.STAT_INITIAL_DEPOSIT, meter.deposit());
        money(all, trades);
        counts(all, trades, book.deals());
        rows(all, trades);
        falls(all, meter);
        ratios(all, trades, meter.deposit());
        all.replaceAll((stat, value) -> Math.rint(value * 1e8) / 1e8 + 0.0);
        return new Statistics(all);
    }

    private static void money(Map<Stat, Double> all, List<Trade> trades) {
        double won = 0;
        double lost = 0;
        double best = 0;
        double worst = 0;
        for (Trade trade : trades) {
            double result = trade.result();
            won += Math.max(0, result);
            lost += Math.min(0, result);
            best = Math.max(best, result);
            worst = Math.min(worst, result);
        }
        all.put(Stat.STAT_PROFIT, won + lost);
        all.put(Stat.STAT_GROSS_PROFIT, won);
        all.put(Stat.STAT_GROSS_LOSS, lost);
        all.put(Stat.STAT_MAX_PROFITTRADE, best);
        all.put(Stat.STAT_MAX_LOSSTRADE, worst);
    }

    private static void counts(Map<Stat, Double> all, List<Trade> trades, int deals) {
        int won = 0;
        int sold = 0;
        int wonSold = 0;
        for (Trade trade : trades) {
            boolean wins = trade.result() > 0;
            boolean isShort = trade.side() == Side.SELL;
            won += wins ? 1 : 0;
            sold += isShort ? 1 : 0;
            wonSold += wins && isShort ? 1 : 0;
        }
        int count = trades.size();
        all.put(Stat.STAT_DEALS, (double) deals);
        all.put(Stat.STAT_TRADES, (double) count);
        all.put(Stat.STAT_PROFIT_TRADES, (double) won);
        all.put(Stat.STAT_LOSS_TRADES, (double) (count - won));
        all.put(Stat.STAT_SHORT_TRADES, (double) sold);
        all.put(Stat.STAT_LONG_TRADES, (double) (count - sold));
        all.put(Stat.STAT_PROFIT_SHORTTRADES, (double) wonSold);
        all.put(Stat.STAT_PROFIT_LONGTRADES, (double) (won - wonSold));
    }

    private static void rows(Map<Stat, Double> all, List<Trade> trades) {
        Rows wins = Rows.of(trades, result -> result > 0);
        Rows losses = Rows.of(trades, result -> result <= 0);
        all.put(Stat.STAT_CONPROFITMAX, wins.bestSum());
        all.put(Stat.STAT_CONPROFITMAX_TRADES, (double) wins.bestCount());
        all.put(Stat.STAT_MAX_CONWINS, wins.longestSum());
        all.put(Stat.STAT_MAX_CONPROFIT_TRADES, (double) wins.longestCount());
        all.put(Stat.STAT_PROFITTRADES_AVGCON, (double) wins.averageCount());
        all.put(Stat.STAT_CONLOSSMAX, losses.bestSum());
        all.put(Stat.STAT_CONLOSSMAX_TRADES, (double) losses.bestCount());
        all.put(Stat.STAT_MAX_CONLOSSES, losses.longestSum());
        all.put(Stat.STAT_MAX_CONLOSS_TRADES, (double) losses.longestCount());
        all.put(Stat.STAT_LOSSTRADES_AVGCON, (double) losses.averageCount());
    }

    private static void falls(Map<Stat, Double> all, EquityMeter meter) {
        Drawdown balance = meter.balances();
        all.put(Stat.STAT_BALANCEMIN, balance.least());
        all.put(Stat.STAT_BALANCE_DD, balance.most());
        all.put(Stat.STAT_BALANCEDD_PERCENT, balance.mostPercent());
        all.put(Stat.STAT_BALANCE_DDREL_PERCENT, balance.relative());
        all.put(Stat.STAT_BALANCE_DD_RELATIVE, balance.relativeMoney());
        Drawdown equity = meter.equities();
        all.put(Stat.STAT_EQUITYMIN, equity.least());
        all.put(Stat.STAT_EQUITY_DD, equity.most());
        all.put(Stat.STAT_EQUITYDD_PERCENT, equity.mostPercent());
        all.put(Stat.STAT_EQUITY_DDREL_PERCENT, equity.relative());
        all.put(Stat.STAT_EQUITY_DD_RELATIVE, equity.relativeMoney());
        if (meter.leastMarginLevel() > 0) {
            all.put(Stat.STAT_MIN_MARGINLEVEL, meter.leastMarginLevel());
        }
    }

    private static void ratios(Map<Stat, Double> all, List<Trade> trades, double deposit) {
        double profit = all.get(Stat.STAT_PROFIT);
        if (!trades.isEmpty()) {
            all.put(Stat.STAT_EXPECTED_PAYOFF, profit / trades.size());
        }
        double lost = -all.get(Stat.STAT_GROSS_LOSS);
        if (lost > 0) {
            all.put(Stat.STAT_PROFIT_FACTOR, all.get(Stat.STAT_GROSS_PROFIT) / lost);
        }
        double fall = all.get(Stat.STAT_BALANCE_DD);
        if (fall > 0) {
            all.put(Stat.STAT_RECOVERY_FACTOR, profit / fall);
        }
        sharpe(trades, deposit).ifPresent(ratio -> all.put(Stat.STAT_SHARPE_RATIO, ratio));
    }

    private static OptionalDouble sharpe(List<Trade> trades, double deposit) {
        double balance = deposit;
        double sum = 0;
        double squares = 0;
        for (Trade trade : trades) {
            double percent = balance > 0 ? trade.result() / balance * 100 : 0;
            sum += percent;
            squares += percent * percent;
            balance += trade.result();
        }
        int count = trades.size();
        double variance = count < 2 ? 0 : (squares - sum * sum / count) / (count - 1);
        return variance > 1e-18 ? OptionalDouble.of(sum / count / Math.sqrt(variance)) : OptionalDouble.empty();
    }

    /** In the order of the enumeration. */
    public Map<Stat, Double> values() {
        return values;
    }

    /** NaN when it could not be reckoned. */
    public double get(Stat stat) {
        return values.getOrDefault(stat, Double.NaN);
    }
}
