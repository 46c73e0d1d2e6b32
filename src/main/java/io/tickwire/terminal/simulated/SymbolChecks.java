package io.tickwire.terminal.simulated;

import io.tickwire.domain.Filling;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.SymbolTradeMode;
import io.tickwire.domain.TradeResult.Rejected;
import io.tickwire.terminal.Retcode;
import java.util.Optional;

/** What MetaTrader's server checks of a request by the symbol's rules alone. Any thread. */
final class SymbolChecks {
    private static final double DUST = 1e-9;
    /** Beyond that a double cannot tell ticks apart. */
    private static final double MOST_TICKS = 1e12;

    private static final double TICK_DUST = 1e-4;

    private SymbolChecks() {}

    static Optional<Rejected> when(boolean wrong, Retcode retcode) {
        return wrong ? Optional.of(Answers.rejected(retcode)) : Optional.empty();
    }

    /** Whether anything may be done on the symbol at this time. */
    static Optional<Rejected> open(SymbolSpec spec, long nowMsc) {
        return when(spec.rules().tradeMode() == SymbolTradeMode.DISABLED, Retcode.TRADE_DISABLED)
                .or(() -> when(!spec.rules().hours().isOpen(nowMsc), Retcode.MARKET_CLOSED));
    }

    /** Whether a position of this side may be opened. */
    static Optional<Rejected> opens(SymbolSpec spec, Side side) {
        return switch (spec.rules().tradeMode()) {
            case DISABLED -> Optional.of(Answers.rejected(Retcode.TRADE_DISABLED));
            case CLOSE_ONLY -> Optional.of(Answers.rejected(Retcode.CLOSE_ONLY));
            case LONG_ONLY -> when(side == Side.SELL, Retcode.LONG_ONLY);
            case SHORT_ONLY -> when(side == Side.BUY, Retcode.SHORT_ONLY);
            case FULL -> Optional.empty();
        };
    }

    static Optional<Rejected> volume(SymbolSpec spec, double volume) {
        return when(!spec.volume().allows(volume), Retcode.INVALID_VOLUME);
    }

    /** @param filling null = whatever is allowed */
    static Optional<Rejected> filling(SymbolSpec spec, Filling filling) {
        return when(filling != null && !spec.rules().fillings().contains(filling), Retcode.INVALID_FILL);
    }

    /** The price of an order is a whole number of ticks; 0 = none. */
    static Optional<Rejected> price(SymbolSpec spec, double price) {
        return when(!onTicks(spec, price) || price < 0, Retcode.INVALID_PRICE);
    }

    private static boolean onTicks(SymbolSpec spec, double price) {
        double ticks = price / spec.tickSize();
        return ticks < MOST_TICKS && Math.abs(ticks - Math.rint(ticks)) < TICK_DUST;
    }

    /** Stops are whole ticks on their side of the price that would close the position, the stops level between. */
    static Optional<Rejected> stops(SymbolSpec spec, Side side, double price, double stopLoss, double takeProfit) {
        boolean lossAllowed = stopLoss == 0 || stopLoss > 0 && apart(spec, (price - stopLoss) * side.sign());
        boolean profitAllowed = takeProfit == 0 || takeProfit > 0 && apart(spec, (takeProfit - price) * side.sign());
        boolean ticks = onTicks(spec, stopLoss) && onTicks(spec, takeProfit);
        return when(!ticks || !lossAllowed || !profitAllowed, Retcode.INVALID_STOPS);
    }

    /** Whether a distance is positive and not below the stops level. */
    static boolean apart(SymbolSpec spec, double distance) {
        return distance > DUST && distance >= spec.stopsLevel() * spec.point() - DUST;
    }

    /** Nothing may be changed so near to its execution; 0 = no such price. */
    static Optional<Rejected> thawed(SymbolSpec spec, double market, double... prices) {
        double distance = spec.freezeLevel() * spec.point();
        for (double price : prices) {
            if (spec.freezeLevel() > 0 && price > 0 && Math.abs(market - price) <= distance + DUST) {
                return Optional.of(Answers.rejected(Retcode.FROZEN));
            }
        }
        return Optional.empty();
    }

    /** A price that was named must still be had, give or take the deviation. */
    static Optional<Rejected> deviation(SymbolSpec spec, Side side, double wanted, double given, int deviationPoints) {
        double worse = (given - wanted) * side.sign();
        boolean requote = wanted > 0 && worse > deviationPoints * spec.point() + DUST;
        return when(requote, Retcode.REQUOTE);
    }

    /** Whether a tick is there to trade at. */
    static Optional<Rejected> quoted(RawTick tick) {
        return when(tick == null, Retcode.PRICE_OFF);
    }
}
