package io.tickwire.terminal.simulated;

import io.tickwire.domain.SymbolSpec;

/** How much of an order the market takes at once. Owner: the terminal's thread. */
final class Liquidity {
    private final double lotsPerDeal;
    private final Faults faults;

    /** @param lotsPerDeal 0 = any */
    Liquidity(double lotsPerDeal, Faults faults) {
        this.lotsPerDeal = lotsPerDeal;
        this.faults = faults;
    }

    /** Lots that can be filled, a whole number of steps; 0 = none. */
    double of(SymbolSpec spec, double wanted) {
        double share = faults.fillShare();
        double most = lotsPerDeal > 0 ? Math.min(wanted, lotsPerDeal) : wanted;
        if (most == wanted && share == 1) {
            return wanted;
        }
        double step = spec.volume().step();
        return spec.volume().normalise(Math.floor(most * share / step + 1e-7) * step);
    }
}
