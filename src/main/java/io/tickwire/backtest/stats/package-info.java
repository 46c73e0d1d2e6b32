/** The figures of a backtest: trades out of deals, equity, and MetaTrader's statistics. */
package io.tickwire.backtest.stats;
