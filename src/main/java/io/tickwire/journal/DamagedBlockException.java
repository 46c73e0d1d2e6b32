package io.tickwire.journal;

/** A block of ticks is not what was written. The message says in what. */
public final class DamagedBlockException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedBlockException(String why) {
        super("a block of ticks is damaged: " + why);
    }
}
