package io.tickwire.backtest.stats;

/**
 * How the account stood at the end of a slice of time, and the worst within.
 *
 * @param timeMsc of the last tick of the slice, epoch milliseconds UTC
 * @param least lowest equity of the slice
 */
public record EquityPoint(long timeMsc, double balance, double equity, double least) {}
