package io.tickwire.backtest.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Watches balance and equity at each tick, and keeps one point for each slice of time: {@value #POINTS} at most, however
 * long the data are. Owner: the run's thread.
 */
public final class EquityMeter {
    static final int POINTS = 2_000;

    private final Drawdown balances;
    private final Drawdown equities;
    private final double deposit;
    private final long firstMsc;
    private final long sliceMs;
    private final List<EquityPoint> points = new ArrayList<>();
    private double balance;
    private double equity;
    private double least;
    private double leastMarginLevel;
    private long timeMsc;
    private long sliceEndMsc;

    /** @param lastMsc time of the last tick */
    public EquityMeter(double deposit, long firstMsc, long lastMsc) {
        this.deposit = deposit;
        this.balance = deposit;
        this.equity = deposit;
        this.least = deposit;
        this.balances = new Drawdown(deposit);
        this.equities = new Drawdown(deposit);
        this.firstMsc = firstMsc;
        this.sliceMs = Math.max(1, (lastMsc - firstMsc) / (POINTS - 1) + 1);
        this.timeMsc = firstMsc;
        this.sliceEndMsc = firstMsc + sliceMs;
    }

    /** After each tick. */
    public void take(long nowMsc, double nowBalance, double nowEquity) {
        if (nowMsc >= sliceEndMsc) {
            cut(nowMsc);
        }
        timeMsc = nowMsc;
        if (nowBalance != balance) {
            balance = nowBalance;
            balances.take(nowBalance);
        }
        if (nowEquity != equity) {
            equity = nowEquity;
            equities.take(nowEquity);
            least = Math.min(least, nowEquity);
        }
    }

    private void cut(long nowMsc) {
        points.add(new EquityPoint(timeMsc, balance, equity, least));
        least = equity;
        sliceEndMsc = firstMsc + ((nowMsc - firstMsc) / sliceMs + 1) * sliceMs;
    }

    /** The end of the data. @param lowestMarginLevel percent, 0 = no margin was used */
    public void finish(double lowestMarginLevel) {
        leastMarginLevel = lowestMarginLevel;
        points.add(new EquityPoint(timeMsc, balance, equity, least));
    }

    public List<EquityPoint> points() {
        return List.copyOf(points);
    }

    double deposit() {
        return deposit;
    }

    Drawdown balances() {
        return balances;
    }

    Drawdown equities() {
        return equities;
    }

    /** Percent; 0 when no margin was ever used. */
    double leastMarginLevel() {
        return leastMarginLevel;
    }
}
