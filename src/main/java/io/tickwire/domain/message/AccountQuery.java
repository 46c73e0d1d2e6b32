package io.tickwire.domain.message;

/**
 * Asks the executor for the present state of its account.
 *
 * @param exact whether it has to be read after the question came, not only after what was answered
 */
public record AccountQuery(boolean exact) {

    /** As it is after everything that was answered; what a terminal is slow to show is shown as it was. */
    public AccountQuery() {
        this(false);
    }
}
