/**
 * Backtests: a strategy on recorded ticks and a paper account, on one thread, without a bus. The broker is the simulated
 * terminal's, the calls are the live runner's; here are the data, the clock, the line to the broker, and the figures.
 */
package io.tickwire.backtest;
