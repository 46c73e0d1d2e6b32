package io.tickwire.domain;

/**
 * A tick as a terminal or feed reported it, not yet validated: prices may be crossed, stale or not finite.
 * {@code market} turns it into a {@link Tick} or a counted reject.
 *
 * @param symbol name at the source
 * @param timeMsc source time, epoch milliseconds UTC
 * @param last last deal price, 0 where the symbol has no deals
 * @param volume volume of the last deal, 0 where unknown
 * @param flags {@link TickFlags} bits
 */
public record RawTick(String symbol, long timeMsc, double bid, double ask, double last, double volume, int flags) {

    /** A quote without deals. */
    public static RawTick quote(String symbol, long timeMsc, double bid, double ask) {
        return new RawTick(symbol, timeMsc, bid, ask, 0.0, 0.0, TickFlags.QUOTE);
    }

    /** What a published tick was made of. */
    public static RawTick of(Tick tick) {
        return new RawTick(
                tick.symbol(), tick.timeMsc(), tick.bid(), tick.ask(), tick.last(), tick.volume(), tick.flags());
    }

    /** The same tick at another time. */
    public RawTick at(long otherTimeMsc) {
        return new RawTick(symbol, otherTimeMsc, bid, ask, last, volume, flags);
    }
}
