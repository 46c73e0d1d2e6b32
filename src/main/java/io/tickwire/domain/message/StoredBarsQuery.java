package io.tickwire.domain.message;

import io.tickwire.domain.Timeframe;

/**
 * Asks for bars of a stream from disk and, what is newer, from memory.
 *
 * @param stream stream name
 * @param fromMsc bars that begin at or after, epoch milliseconds UTC
 * @param toMsc bars that begin before, epoch milliseconds UTC; {@link Long#MAX_VALUE} = up to the running one
 * @param limit at most so many
 * @param newest the newest of the span instead of the first ones
 */
public record StoredBarsQuery(
        String stream, Timeframe timeframe, long fromMsc, long toMsc, int limit, boolean newest) {}
