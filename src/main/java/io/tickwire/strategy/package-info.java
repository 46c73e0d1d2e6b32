/**
 * What the author of a strategy needs, and all that a strategy sees of Tickwire beside the value types of
 * {@link io.tickwire.domain}: one class implements {@link io.tickwire.strategy.Strategy}, and the same class runs live, in
 * the shadow of another version, and in a backtest. Knows no Vert.x.
 */
package io.tickwire.strategy;
