package io.tickwire.terminal.simulated;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account and its journal: a fact is written first and applied then, so that nothing is ever answered that a crash
 * could take back. Owner: the terminal's thread.
 */
final class PaperLedger {
    private static final Logger LOG = LoggerFactory.getLogger(PaperLedger.class);
    private static final long FIRST_TICKET = 10_000_000;

    private final LedgerState state = new LedgerState();
    private final LedgerJournal journal;

    private PaperLedger(LedgerJournal journal) {
        this.journal = journal;
    }

    /**
     * Replays the journal, or opens the account when there is nothing in it.
     *
     * @throws LedgerException when the journal cannot be used or belongs to another account
     */
    static PaperLedger open(LedgerJournal journal, long login, String currency, double balance) {
        PaperLedger ledger = new PaperLedger(journal);
        try {
            ledger.begin(login, currency, balance);
            return ledger;
        } catch (LedgerException unusable) {
            journal.close();
            throw unusable;
        }
    }

    private void begin(long login, String currency, double balance) {
        journal.replay(state::apply);
        LedgerEvent.AccountStands account = state.account();
        if (account.currency().isEmpty()) {
            commit(List.of(new LedgerEvent.AccountStands(login, currency, balance, FIRST_TICKET, 0)));
        } else if (account.login() != login || !account.currency().equals(currency)) {
            throw new LedgerException(
                    "the ledger is of account " + account.login() + " in " + account.currency() + ", not of " + login
                            + " in " + currency,
                    "give each account its own ledger file",
                    null);
        }
    }

    LedgerState state() {
        return state;
    }

    /** Starts a group of facts. */
    Draft draft() {
        return new Draft(this);
    }

    /** @throws LedgerException when they cannot be written; then none is booked */
    void commit(List<LedgerEvent> facts) {
        try {
            journal.append(facts);
        } catch (IOException failure) {
            throw new LedgerException(
                    "the ledger cannot be written: " + failure.getMessage(), "check disk space and rights", failure);
        }
        facts.forEach(state::apply);
        if (journal.bulky()) {
            compact();
        }
    }

    private void compact() {
        try {
            journal.compact(state.facts());
        } catch (IOException failure) {
            LOG.warn("ledger cannot be compacted, it stays as it is: {}", failure.getMessage());
        }
    }

    void close() {
        journal.close();
    }
}
