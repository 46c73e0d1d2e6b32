package io.tickwire.domain.message;

/**
 * A consumer that does not want to lose a tick of a replay joins or leaves. Live data is never paced.
 *
 * @param consumer its id, names the address that is asked after each batch
 */
public record PacingChange(String consumer, boolean joined) {}
