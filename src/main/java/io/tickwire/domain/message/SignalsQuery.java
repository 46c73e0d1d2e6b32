package io.tickwire.domain.message;

import java.util.UUID;

/**
 * Asks for journaled signals, the newest first.
 *
 * @param id only this one; null = any
 * @param symbol empty = any
 * @param status {@code success}, {@code error}, {@code failed}, {@code unknown}, {@code pending}; empty = any
 * @param fromMsc journaled at or after, epoch milliseconds UTC
 * @param toMsc journaled before
 * @param cursor where the page before ended; {@link Long#MAX_VALUE} = from the newest
 * @param limit at most so many
 */
public record SignalsQuery(UUID id, String symbol, String status, long fromMsc, long toMsc, long cursor, int limit) {

    /** The signal of an id. */
    public static SignalsQuery one(UUID id) {
        return new SignalsQuery(id, "", "", 0, Long.MAX_VALUE, Long.MAX_VALUE, 1);
    }

    /** The newest signals of any kind. */
    public static SignalsQuery newest(int limit) {
        return new SignalsQuery(null, "", "", 0, Long.MAX_VALUE, Long.MAX_VALUE, limit);
    }
}
