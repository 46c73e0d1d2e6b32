package io.tickwire.terminal.simulated;

import io.tickwire.domain.MarginMode;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Margin in MetaTrader's way: of each symbol the uncovered lots pay in full, the hedged ones by the hedged contract
 * size. Pending orders hold none. Owner: the terminal's thread.
 */
final class MarginMeter {
    private final Valuation valuation;
    private final QuoteBook quotes;
    private final int leverage;
    private final boolean netting;
    private List<Exposure> exposures = List.of();
    private long exposuresAt = -1;
    private long exposuresListed = -1;

    /** So many lots in one direction at a price. */
    record Leg(Side side, double volume, double price) {}

    MarginMeter(Valuation valuation, QuoteBook quotes, int leverage, MarginMode mode) {
        this.valuation = valuation;
        this.quotes = quotes;
        this.leverage = leverage;
        this.netting = mode != MarginMode.HEDGING;
    }

    /** What the positions of a symbol are charged for; it changes with them, not with prices. */
    private record Exposure(
            SymbolSpec spec,
            Conversion money,
            double uncovered,
            double uncoveredPrice,
            double hedged,
            double hedgedPrice) {}

    /** Margin of all positions, to the cent. */
    double used(LedgerState state) {
        if (exposuresAt != state.revision() || exposuresListed != quotes.listed()) {
            exposures = exposures(state.positions());
            exposuresAt = state.revision();
            exposuresListed = quotes.listed();
        }
        double sum = 0;
        for (int i = 0; i < exposures.size(); i++) {
            sum += charge(exposures.get(i));
        }
        return Valuation.cents(sum);
    }

    private List<Exposure> exposures(Collection<PaperPosition> positions) {
        Map<String, List<Leg>> legs = new LinkedHashMap<>();
        for (PaperPosition position : positions) {
            legs.computeIfAbsent(position.symbol(), symbol -> new ArrayList<>()).add(leg(position));
        }
        List<Exposure> found = new ArrayList<>();
        legs.forEach((symbol, its) -> found.add(exposure(quotes.spec(symbol), its)));
        return found;
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
    private double of(SymbolSpec spec, List<Leg> legs) {
        return charge(exposure(spec, legs));
    }

    private Exposure exposure(SymbolSpec spec, List<Leg> legs) {
        double bought = volume(legs, Side.BUY);
        double sold = volume(legs, Side.SELL);
        return new Exposure(
                spec,
                valuation.conversion(currency(spec)),
                Math.abs(bought - sold),
                average(legs, bought >= sold ? Side.BUY : Side.SELL),
                Math.min(bought, sold),
                (average(legs, Side.BUY) + average(legs, Side.SELL)) / 2);
    }

    private double charge(Exposure exposure) {
        SymbolSpec spec = exposure.spec();
        double full = charge(exposure, exposure.uncovered() * spec.contractSize(), exposure.uncoveredPrice());
        return netting || exposure.hedged() == 0
                ? full
                : full + charge(exposure, exposure.hedged() * spec.rules().hedgedMargin(), exposure.hedgedPrice());
    }

    /** What a symbol's margin is reckoned in. */
    private static String currency(SymbolSpec spec) {
        return switch (spec.rules().calcMode()) {
            case FOREX, FOREX_NO_LEVERAGE -> spec.currencies().margin();
            case CFD, CFD_LEVERAGE -> spec.currencies().profit();
        };
    }

    private double charge(Exposure exposure, double units, double price) {
        double amount =
                switch (exposure.spec().rules().calcMode()) {
                    case FOREX -> units / leverage;
                    case FOREX_NO_LEVERAGE -> units;
                    case CFD -> units * price;
                    case CFD_LEVERAGE -> units * price / leverage;
                };
        // Margin is bought: at the price that is worse for the account.
        return exposure.money().known() ? Math.abs(exposure.money().of(-amount)) : 0;
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
