package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.MarginMode;
import java.time.ZoneId;

/** The broker's common parts, given to each of its desks. Owner: the terminal's thread. */
record Parts(
        SimulatedConfig config,
        QuoteBook quotes,
        PaperLedger ledger,
        Valuation valuation,
        MarginMeter margin,
        DealMaker deals,
        BrokerDay day,
        Faults faults,
        Liquidity liquidity) {

    /** Opens the account of a configuration. */
    static Parts of(SimulatedConfig config, QuoteBook quotes, LedgerJournal journal, Faults faults) {
        PaperLedger ledger = PaperLedger.open(journal, config.login(), config.currency(), config.balance());
        Valuation valuation = new Valuation(quotes, config.currency());
        MarginMeter margin = new MarginMeter(valuation, quotes, config.leverage(), config.marginMode());
        boolean netting = config.marginMode() != MarginMode.HEDGING;
        DealMaker deals = new DealMaker(ledger.state(), valuation, new Commission(config.commission()), netting);
        BrokerDay day = new BrokerDay(ZoneId.of(config.zone()));
        Liquidity liquidity = new Liquidity(config.liquidity(), faults);
        return new Parts(config, quotes, ledger, valuation, margin, deals, day, faults, liquidity);
    }

    boolean netting() {
        return config.marginMode() != MarginMode.HEDGING;
    }

    LedgerState state() {
        return ledger.state();
    }
}
