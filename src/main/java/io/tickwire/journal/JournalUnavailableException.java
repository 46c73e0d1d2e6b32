package io.tickwire.journal;

/** The journal cannot take what must be durable; nothing may be sent. The message says why, for people. */
public final class JournalUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailableException(String why) {
        super(why, null, false, false);
    }
}
