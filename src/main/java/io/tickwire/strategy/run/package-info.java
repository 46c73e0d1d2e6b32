/** Runs a strategy: events in, calls out, orders through its limits to a {@link io.tickwire.strategy.run.Venue}. */
package io.tickwire.strategy.run;
