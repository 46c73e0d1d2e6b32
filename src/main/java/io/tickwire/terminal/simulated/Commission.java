package io.tickwire.terminal.simulated;

import io.tickwire.config.CommissionConfig;
import io.tickwire.config.CommissionConfig.Charged;
import io.tickwire.domain.Deal.Entry;

/** What a deal costs. Any thread. */
final class Commission {
    private final CommissionConfig config;

    Commission(CommissionConfig config) {
        this.config = config;
    }

    /**
     * As it stands in the deal: negative = charged, to the cent.
     *
     * @param volume lots of the deal
     * @param opened those of them that opened something
     */
    double of(Entry entry, double volume, double opened) {
        boolean entries = config.side() == Charged.IN;
        if (entries && entry != Entry.IN && entry != Entry.INOUT) {
            return 0;
        }
        double charged = entries ? opened : volume;
        return Valuation.cents(-(config.perLot() * charged + config.perDeal())) + 0.0;
    }
}
