package io.tickwire.execution;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalUnavailableException;
import java.time.Duration;

/** Turns terminal answers into outcomes, and outcomes into the words that clients know. */
public final class Outcomes {

    private Outcomes() {}

    /** Null when it was executed. */
    public static Refusal refusal(SignalOutcome outcome) {
        if (outcome instanceof SignalOutcome.Refused refused) {
            return refused.refusal();
        }
        if (outcome instanceof SignalOutcome.Failed failed) {
            return failed.refusal();
        }
        return outcome instanceof SignalOutcome.Unknown unknown ? unknown.refusal() : null;
    }

    static String code(SignalOutcome outcome) {
        Refusal refusal = refusal(outcome);
        return refusal == null ? "none" : refusal.code().name();
    }

    /** What a result that is not a fill means; retcode and comment are the terminal's, unchanged. */
    static SignalOutcome notFilled(Signal signal, TradeResult result) {
        if (result instanceof TradeResult.Rejected rejected) {
            ErrorCode code = rejected.retcode() == Retcode.CONNECTION.code()
                    ? ErrorCode.TERMINAL_UNAVAILABLE
                    : ErrorCode.TERMINAL_REJECTED;
            return new SignalOutcome.Failed(
                    signal.id(),
                    Refusal.of(code, "The terminal refused: " + rejected.comment())
                            .with("retcode", rejected.retcode())
                            .with("comment", rejected.comment()));
        }
        String why = result instanceof TradeResult.Unknown unknown ? unknown.why() : result.toString();
        return new SignalOutcome.Unknown(
                signal.id(),
                Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "The order was sent, its outcome is not proven: " + why)
                        .with("suggestion", "do not send it again; the truth follows under the same signal_id"));
    }

    /** The terminal shows nothing of it, and it is too late for it to arrive. */
    static SignalOutcome neverArrived(Signal signal) {
        return new SignalOutcome.Failed(
                signal.id(),
                Refusal.of(
                                ErrorCode.TERMINAL_UNAVAILABLE,
                                "The order never reached the terminal: nothing was done, and nothing will be")
                        .with("suggestion", "send it again under a new signal_id if it is still wanted"));
    }

    /** It was journaled, and nobody knows more yet. */
    static SignalOutcome notProven(Signal signal) {
        return new SignalOutcome.Unknown(
                signal.id(),
                Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "The order was sent, its outcome is not proven")
                        .with("suggestion", "do not send it again; the truth follows under the same signal_id"));
    }

    /** The journal cannot take the intent, so nothing may be sent. */
    static RefusedException noJournal(Throwable failure) {
        return new RefusedException(Refusal.of(ErrorCode.TRADING_HALTED, "Nothing was sent: " + failure.getMessage())
                .with("state", "HALTED")
                .with("reason", "JOURNAL")
                .with("suggestion", "free the disk or repair the folder of storage.path; trading goes on by itself"));
    }

    /** Nobody there to count orders: without a permit nothing is sent. */
    static RefusedException noPermits() {
        return new RefusedException(Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Orders cannot be counted at present")
                .with("retry_after", 1));
    }

    /** Too many orders were at the terminal for too long. */
    static RefusedException waitedTooLong(Duration maxWait) {
        return new RefusedException(Refusal.of(
                        ErrorCode.SIGNAL_EXPIRED,
                        "The signal waited " + maxWait.toMillis() + " ms for its turn and was not sent")
                .with("max_ms", maxWait.toMillis())
                .with("suggestion", "the terminal is slow: send fewer signals, or raise execution.maxInFlight"));
    }

    /** Nobody there to trade with. */
    static RefusedException unavailable(Throwable failure) {
        boolean told = failure instanceof TerminalUnavailableException || failure instanceof OpenCircuitException;
        String why = told ? failure.getMessage() : "the terminal does not answer";
        return new RefusedException(Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Terminal unavailable: " + why)
                .with("retry_after", 5)
                .with("suggestion", "check the terminal's connection, then send the signal again"));
    }
}
