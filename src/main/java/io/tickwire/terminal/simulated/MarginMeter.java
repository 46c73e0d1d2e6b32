package io.tickwire.terminal.simulated;

import io.tickwire.domain.MarginMode;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Margin in MetaTrader's way: of each symbol the uncovered lots pay in full, the hedged ones by the hedged contract
 * size. Pending orders hold none. Owner: the terminal's thread.
 */
final class MarginMeter {
    private final Valuation valuation;
    private final Function<String, SymbolSpec> specs;
    private final int leverage;
    private final boolean netting;

    /** So many lots in one direction at a price. */
    record Leg(Side side, double volume, double price) {}

    MarginMeter(Valuation valuation, Function<String, SymbolSpec> specs, int leverage, MarginMode mode) {
        this.valuation = valuation;
        this.specs = specs;
        this.leverage = leverage;
        this.netting = mode != MarginMode.HEDGING;
    }

    /** Margin of all positions, to the cent. */
    double used(Collection<PaperPosition> positions) {
        Map<String, List<Leg>> legs = new LinkedHashMap<>();
        for (PaperPosition position : positions) {
            legs.computeIfAbsent(position.symbol(), symbol -> new ArrayList<>()).add(leg(position));
        }
        double sum = 0;
        for (Map.Entry<String, List<Leg>> symbol : legs.entrySet()) {
            sum += of(specs.apply(symbol.getKey()), symbol.getValue());
        }
        return Valuation.cents(sum);
    }

    /** What the account's margin would grow by with one more fill, to the cent; never negative. */
    double required(Collection<PaperPosition> positions, SymbolSpec spec, Leg fill) {
        List<Leg> legs = new ArrayList<>();
        for (PaperPosition position : positions) {
            if (position.symbol().equals(spec.name())) {
                legs.add(leg(position));
            }
        }
        double before = of(spec, legs);
        legs.add(fill);
        return Math.max(0, Valuation.cents(of(spec, legs) - before));
    }

    private static Leg leg(PaperPosition position) {
        return new Leg(position.side(), position.volume(), position.openPrice());
    }

    /** Margin of the positions of one symbol, unrounded; 0 without a conversion rate. */
    double of(SymbolSpec spec, List<Leg> legs) {
        double bought = volume(legs, Side.BUY);
        double sold = volume(legs, Side.SELL);
        double hedged = Math.min(bought, sold);
        double uncovered = Math.abs(bought - sold);
        double full =
                charge(spec, uncovered * spec.contractSize(), average(legs, bought >= sold ? Side.BUY : Side.SELL));
        if (netting || hedged == 0) {
            return full;
        }
        double both = (average(legs, Side.BUY) + average(legs, Side.SELL)) / 2;
        return full + charge(spec, hedged * spec.rules().hedgedMargin(), both);
    }

    private double charge(SymbolSpec spec, double units, double price) {
        String base = spec.currencies().margin();
        String profit = spec.currencies().profit();
        return switch (spec.rules().calcMode()) {
            case FOREX -> inAccountCurrency(units / leverage, base);
            case FOREX_NO_LEVERAGE -> inAccountCurrency(units, base);
            case CFD -> inAccountCurrency(units * price, profit);
            case CFD_LEVERAGE -> inAccountCurrency(units * price / leverage, profit);
        };
    }

    /** Margin is bought: at the price that is worse for the account. */
    private double inAccountCurrency(double amount, String currency) {
        return Math.abs(valuation.convert(-amount, currency).orElse(0));
    }

    private static double volume(List<Leg> legs, Side side) {
        double sum = 0;
        for (Leg leg : legs) {
            sum += leg.side() == side ? leg.volume() : 0;
        }
        return sum;
    }

    private static double average(List<Leg> legs, Side side) {
        double volume = volume(legs, side);
        double money = 0;
        for (Leg leg : legs) {
            money += leg.side() == side ? leg.volume() * leg.price() : 0;
        }
        return volume > 0 ? money / volume : 0;
    }
}
