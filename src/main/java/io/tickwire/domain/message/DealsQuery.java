package io.tickwire.domain.message;

/**
 * Asks for an account's deals, the oldest first.
 *
 * @param fromMsc done at or after, epoch milliseconds UTC
 * @param toMsc done before, epoch milliseconds UTC
 * @param after deals up to this ticket were in the pages before; 0 = from the beginning
 * @param limit at most so many
 */
public record DealsQuery(long fromMsc, long toMsc, long after, int limit) {}
