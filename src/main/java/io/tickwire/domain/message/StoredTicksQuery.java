package io.tickwire.domain.message;

/**
 * Asks for ticks of a stream from disk and, what is newer, from memory.
 *
 * @param stream stream name
 * @param fromMsc at or after, epoch milliseconds UTC
 * @param toMsc before, epoch milliseconds UTC; {@link Long#MAX_VALUE} = up to now
 * @param cursor where the page before ended; empty = the beginning
 * @param limit at most so many
 * @param newest the newest of the span instead of the first ones; without a cursor
 */
public record StoredTicksQuery(String stream, long fromMsc, long toMsc, String cursor, int limit, boolean newest) {}
