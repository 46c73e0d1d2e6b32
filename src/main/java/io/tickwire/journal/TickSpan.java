package io.tickwire.journal;

/**
 * Which ticks of a series.
 *
 * @param fromMsc at or after, epoch milliseconds UTC
 * @param toMsc before
 * @param skip leaves out so many of the ticks at {@code fromMsc} itself
 * @param limit at most so many
 * @param newest the newest of the span instead of the first ones
 */
public record TickSpan(String series, long fromMsc, long toMsc, int skip, int limit, boolean newest) {}
