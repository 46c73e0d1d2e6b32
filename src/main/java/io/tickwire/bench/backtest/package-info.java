/** The bench of the backtester. */
package io.tickwire.bench.backtest;
