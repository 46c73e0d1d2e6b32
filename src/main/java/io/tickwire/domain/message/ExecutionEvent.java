package io.tickwire.domain.message;

import io.tickwire.domain.Execution;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SignalAction;
import java.util.UUID;

/**
 * Something was executed, refused or is in doubt.
 *
 * @param signalId null for what the terminal did by itself (stop loss, take profit)
 * @param action null for what the terminal did by itself
 * @param status {@code success}, {@code error}, {@code failed} or {@code unknown}
 * @param execution null unless the status is success
 * @param refusal null when the status is success
 */
public record ExecutionEvent(
        String account,
        long epoch,
        long seq,
        long timeMsc,
        UUID signalId,
        String symbol,
        SignalAction action,
        String status,
        Execution execution,
        Refusal refusal) {}
