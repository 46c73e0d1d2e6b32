/** Backtests that somebody else waits for: a bounded number runs, waits and is kept. */
package io.tickwire.backtest.jobs;
