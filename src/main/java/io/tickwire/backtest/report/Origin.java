package io.tickwire.backtest.report;

import java.util.List;

/**
 * Where a result comes from.
 *
 * @param sources as they were named
 * @param loadedTicks before the mode thinned them out
 * @param leftOut crossed or repeated ones
 * @param loadNanos time that reading took
 * @param madeMsc when, epoch milliseconds UTC
 * @param madeBy name and version of the program
 */
public record Origin(List<String> sources, int loadedTicks, long leftOut, long loadNanos, long madeMsc, String madeBy) {
    public Origin {
        sources = List.copyOf(sources);
    }
}
