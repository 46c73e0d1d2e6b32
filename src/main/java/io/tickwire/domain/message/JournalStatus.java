package io.tickwire.domain.message;

/**
 * Whether the journal can be written.
 *
 * @param healthy false = nothing that needs it may be sent
 * @param reason why not, with what to do; empty when healthy
 */
public record JournalStatus(boolean healthy, String reason) {
    public static final JournalStatus HEALTHY = new JournalStatus(true, "");

    public static JournalStatus failed(String reason) {
        return new JournalStatus(false, reason);
    }
}
