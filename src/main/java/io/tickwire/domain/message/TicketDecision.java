package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;

/**
 * A ticket, or why there is none; exactly one of ticket and refusal is null.
 *
 * @param seconds how long the ticket is good
 */
public record TicketDecision(String ticket, int seconds, Refusal refusal) {

    @Override
    public String toString() {
        return "TicketDecision[ticket=[hidden], refusal=" + refusal + "]";
    }
}
