package io.tickwire.journal;

/** The journal can take nothing more without forgetting what is still under way. */
public final class JournalFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalFullException(int entries) {
        super("journal is full: " + entries + " signals are under way", null, false, false);
    }
}
