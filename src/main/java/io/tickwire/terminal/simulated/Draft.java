package io.tickwire.terminal.simulated;

import java.util.ArrayList;
import java.util.List;

/** Facts of one decision, with their ticket numbers, until they are committed together. Owner: the terminal's thread. */
final class Draft {
    private final PaperLedger ledger;
    private final List<LedgerEvent> facts = new ArrayList<>();
    private long lastTicket;

    Draft(PaperLedger ledger) {
        this.ledger = ledger;
        this.lastTicket = ledger.state().account().lastTicket();
    }

    /** The next number. */
    long ticket() {
        return ++lastTicket;
    }

    Draft add(LedgerEvent fact) {
        facts.add(fact);
        return this;
    }

    /** @throws LedgerException when they cannot be written */
    void commit() {
        ledger.commit(facts);
    }
}
