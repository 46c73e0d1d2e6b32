package io.tickwire.strategy;

import io.tickwire.domain.Bar;
import java.util.Optional;

/**
 * Bars of a symbol and timeframe, as far back as they are kept. Arrays are copies, oldest first, made for
 * {@link Indicators}; a count above what is kept gives fewer.
 */
public interface Bars {

    /** Closed bars that are kept. */
    int size();

    /**
     * A closed bar.
     *
     * @param back 0 = the newest
     * @throws IndexOutOfBoundsException when so many are not kept
     */
    Bar closed(int back);

    /** The bar that is still running; empty before its first tick. */
    Optional<Bar> running();

    /** The newest closed bars' closing prices. */
    double[] closes(int count);

    double[] opens(int count);

    double[] highs(int count);

    double[] lows(int count);

    /** Ticks in each bar. */
    double[] volumes(int count);
}
