package io.tickwire.domain.message;

import java.util.Objects;

/**
 * A message of an Expert Advisor as the journal keeps it.
 *
 * @param timeMsc when it was answered, epoch milliseconds UTC
 * @param status of the answer: success, rejected or error
 * @param riskMultiplier that was answered; 0 where none was
 * @param reason why it was rejected, empty when it was not
 */
public record ExecRecord(
        long timeMsc, Origin origin, ExecMessage message, String status, double riskMultiplier, String reason) {
    public ExecRecord {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
    }

    /** A message with its answer. */
    public static ExecRecord of(ExecRequest request, ExecReply reply) {
        double multiplier = reply instanceof ExecReply.Approved approved
                ? approved.multiplier()
                : reply instanceof ExecReply.Alive alive ? alive.multiplier() : 0;
        String reason = reply instanceof ExecReply.Rejected rejected
                ? rejected.refusal().message()
                : reply instanceof ExecReply.Failed failed ? failed.refusal().message() : "";
        return new ExecRecord(reply.timeMsc(), request.origin(), request.message(), reply.status(), multiplier, reason);
    }
}
