package io.tickwire.terminal.simulated;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Where the facts of an account outlive the process. Owner: the terminal's thread. */
interface LedgerJournal {

    /** Gives every fact that was written, in its order. Once, before anything is appended. */
    void replay(Consumer<LedgerEvent> state);

    /** Writes facts that belong together; when it returns they are safe, when it fails none of them is. */
    void append(List<LedgerEvent> facts) throws IOException;

    /** Whether a snapshot would be much smaller than what was written. */
    boolean bulky();

    /** Replaces everything by a snapshot. */
    void compact(List<LedgerEvent> snapshot) throws IOException;

    void close();

    /** Keeps nothing. */
    static LedgerJournal none() {
        return new LedgerJournal() {
            @Override
            public void replay(Consumer<LedgerEvent> state) {
                // nothing was kept
            }

            @Override
            public void append(List<LedgerEvent> facts) {
                // in memory only
            }

            @Override
            public boolean bulky() {
                return false;
            }

            @Override
            public void compact(List<LedgerEvent> snapshot) {
                // never bulky
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
