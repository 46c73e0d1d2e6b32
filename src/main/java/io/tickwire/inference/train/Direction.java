package io.tickwire.inference.train;

/**
 * How often a decision had the sign of the move that followed. Only windows whose moves do not overlap are counted, and
 * those without a move are not.
 *
 * @param horizon bars from the last close that the model saw
 * @param windows that were counted
 * @param right of them
 * @param buyRight of them, had every decision been to buy
 */
public record Direction(int horizon, int windows, int right, int buyRight) {

    public double accuracy() {
        return windows == 0 ? Double.NaN : (double) right / windows;
    }

    public double alwaysBuy() {
        return windows == 0 ? Double.NaN : (double) buyRight / windows;
    }

    public Interval interval() {
        return Interval.wilson(right, windows);
    }
}
