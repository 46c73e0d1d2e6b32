package io.tickwire.backtest.stats;

import java.util.Locale;
import java.util.Optional;

/**
 * What is known of a backtest, under MetaTrader's names (MQL5 reference, "Testing Statistics", ENUM_STATISTICS). Money is
 * in account currency. A trade's result has its swap and all of its commissions in it, so that the sum of all is what the
 * balance changed by.
 */
public enum Stat {
    /** The deposit at the start. */
    STAT_INITIAL_DEPOSIT,
    /** Net profit: the sum of the next two. */
    STAT_PROFIT,
    /** Sum of all trades that made money. */
    STAT_GROSS_PROFIT,
    /** Sum of all trades that lost money; not above zero. */
    STAT_GROSS_LOSS,
    /** The best trade; not below zero. */
    STAT_MAX_PROFITTRADE,
    /** The worst trade; not above zero. */
    STAT_MAX_LOSSTRADE,
    /** The greatest profit of a row of winning trades. */
    STAT_CONPROFITMAX,
    /** Trades of that row. */
    STAT_CONPROFITMAX_TRADES,
    /** The profit of the longest row of winning trades. */
    STAT_MAX_CONWINS,
    /** Trades of that row. */
    STAT_MAX_CONPROFIT_TRADES,
    /** The greatest loss of a row of losing trades; not above zero. */
    STAT_CONLOSSMAX,
    /** Trades of that row. */
    STAT_CONLOSSMAX_TRADES,
    /** The loss of the longest row of losing trades; not above zero. */
    STAT_MAX_CONLOSSES,
    /** Trades of that row. */
    STAT_MAX_CONLOSS_TRADES,
    /** The lowest balance. */
    STAT_BALANCEMIN,
    /** The greatest fall of the balance, money. */
    STAT_BALANCE_DD,
    /** The same fall in percent of the balance it began at. */
    STAT_BALANCEDD_PERCENT,
    /** The greatest fall of the balance in percent. */
    STAT_BALANCE_DDREL_PERCENT,
    /** The same fall, money. */
    STAT_BALANCE_DD_RELATIVE,
    /** The lowest equity, looked at with each tick. */
    STAT_EQUITYMIN,
    /** The greatest fall of the equity, money. */
    STAT_EQUITY_DD,
    /** The same fall in percent of the equity it began at. */
    STAT_EQUITYDD_PERCENT,
    /** The greatest fall of the equity in percent. */
    STAT_EQUITY_DDREL_PERCENT,
    /** The same fall, money. */
    STAT_EQUITY_DD_RELATIVE,
    /** Mean result of a trade. */
    STAT_EXPECTED_PAYOFF,
    /** Gross profit by gross loss; none without a loss, where MetaTrader writes DBL_MAX. */
    STAT_PROFIT_FACTOR,
    /** Net profit by the greatest fall of the balance; none without a fall. */
    STAT_RECOVERY_FACTOR,
    /**
     * Mean by standard deviation (of the sample) of the trades' results, each in percent of the balance before it; none with
     * fewer than two trades. The reference only names it: MetaTrader's own figure is reckoned from times as well and differs.
     */
    STAT_SHARPE_RATIO,
    /** The lowest margin level, percent; none when no margin was used. */
    STAT_MIN_MARGINLEVEL,
    /** Executed deals, entries as well. */
    STAT_DEALS,
    /** Trades: deals that closed something. */
    STAT_TRADES,
    /** Trades that made money. */
    STAT_PROFIT_TRADES,
    /** Trades that lost money; what came out even counts here, as in MetaTrader's report. */
    STAT_LOSS_TRADES,
    /** Trades that closed a SELL position. */
    STAT_SHORT_TRADES,
    /** Trades that closed a BUY position. */
    STAT_LONG_TRADES,
    /** Short trades that made money. */
    STAT_PROFIT_SHORTTRADES,
    /** Long trades that made money. */
    STAT_PROFIT_LONGTRADES,
    /** Mean length of a row of winning trades. */
    STAT_PROFITTRADES_AVGCON,
    /** Mean length of a row of losing trades. */
    STAT_LOSSTRADES_AVGCON;

    /** By its name, also without the prefix, in any case. */
    public static Optional<Stat> of(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Stat stat : values()) {
            if (stat.name().equals(wanted) || stat.name().equals("STAT_" + wanted)) {
                return Optional.of(stat);
            }
        }
        return Optional.empty();
    }

    /** Whether less is better: falls. */
    public boolean isBetterLow() {
        return name().contains("DD");
    }
}
