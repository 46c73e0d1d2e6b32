/** Recorded ticks as columns in memory, read once and shared by all runs. */
package io.tickwire.backtest.data;
