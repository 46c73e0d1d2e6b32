package io.tickwire.strategy;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Tick;

/**
 * A trading strategy. It has a public constructor without parameters. One thread calls it at a time, and never two of its
 * methods at once, so it needs no locks; it must not block, and must not start threads.
 *
 * <p>What it does at a tick, live and in a backtest: what the terminal did by itself is told first, then timers that are
 * due, then each bar that this tick ended, then the tick. Orders leave after the method returned, one after the other.
 *
 * <p>What it throws is counted and logged; beyond its budget of faults it is stopped.
 */
public interface Strategy {

    /** Once, before anything else. The context stays valid until {@link #onStop}. */
    default void onStart(StrategyContext context) throws Exception {}

    /** Each tick of its symbols, exactly once over all versions of the strategy. */
    default void onTick(Tick tick) throws Exception {}

    /**
     * A bar of its symbols and timeframes that has ended, shorter timeframes first. While it warms up these are bars of the
     * past, oldest first: what it decides then is not sent.
     */
    default void onBar(Bar bar) throws Exception {}

    /** The answer to {@link StrategyContext#predict}. */
    default void onPrediction(Forecast forecast) throws Exception {}

    /** What became of an order, and what the terminal did by itself: a stop loss, a pending order that was filled. */
    default void onExecution(OrderReport report) throws Exception {}

    /** A timer of {@link StrategyContext#timer} is due. */
    default void onTimer(String name) throws Exception {}

    /** Writes down what the next version, or the next start, goes on with. Between two events. */
    default void save(State state) throws Exception {}

    /** Takes what an earlier version or run wrote down, after warm-up and before the first tick. */
    default void restore(State state) throws Exception {}

    /** Once, last. Its positions stay; the next version has them. */
    default void onStop() throws Exception {}
}
