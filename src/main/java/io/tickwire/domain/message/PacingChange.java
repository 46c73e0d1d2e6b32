package io.tickwire.domain.message;

/**
 * A consumer that does not want to lose a tick of a replay joins or leaves. Live data is never paced.
 *
 * @param consumer its id, names the address that is asked after each batch
 * @param stepwise whether it acts on each tick before the next one may exist: its batches are single ticks
 */
public record PacingChange(String consumer, boolean joined, boolean stepwise) {

    /** One that keeps up in its own steps. */
    public PacingChange(String consumer, boolean joined) {
        this(consumer, joined, false);
    }
}
