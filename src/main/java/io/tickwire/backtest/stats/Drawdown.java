package io.tickwire.backtest.stats;

/** The greatest falls of a series of money from a peak before. Owner: the run's thread. */
final class Drawdown {
    private double peak;
    private double least;
    private double most;
    private double mostPercent;
    private double relative;
    private double relativeMoney;

    Drawdown(double first) {
        this.peak = first;
        this.least = first;
    }

    void take(double value) {
        if (value >= peak) {
            peak = value;
            return;
        }
        least = Math.min(least, value);
        double fall = peak - value;
        double percent = peak > 0 ? fall / peak * 100 : 0;
        if (fall > most) {
            most = fall;
            mostPercent = percent;
        }
        if (percent > relative) {
            relative = percent;
            relativeMoney = fall;
        }
    }

    /** The lowest value. */
    double least() {
        return least;
    }

    /** The greatest fall, money. */
    double most() {
        return most;
    }

    /** The same in percent of its peak. */
    double mostPercent() {
        return mostPercent;
    }

    /** The greatest fall in percent of its peak. */
    double relative() {
        return relative;
    }

    /** The same, money. */
    double relativeMoney() {
        return relativeMoney;
    }
}
