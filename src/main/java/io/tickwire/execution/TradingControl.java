package io.tickwire.execution;

import io.tickwire.domain.Halt;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.risk.RiskBook;
import java.util.function.Supplier;

/**
 * What may be traded now: the strictest of start-up, the journal's health and the brake that somebody put on. Owner: the
 * executor's context.
 */
public final class TradingControl {
    private final RiskBook book;
    private final Supplier<JournalStatus> journal;
    private TradingStatus start =
            new TradingStatus(TradingState.HALTED, "starting: the journal and the terminal are compared first");

    public TradingControl(RiskBook book, Supplier<JournalStatus> journal) {
        this.book = book;
        this.journal = journal;
    }

    /** Why the start takes long, for people. */
    public void waiting(String reason) {
        start = new TradingStatus(TradingState.HALTED, reason);
    }

    /** The journal and the terminal agree. */
    public void started() {
        start = TradingStatus.ACTIVE;
    }

    public boolean isStarted() {
        return start.state() == TradingState.ACTIVE;
    }

    public TradingStatus status() {
        JournalStatus written = journal.get();
        TradingStatus durable =
                written.healthy() ? TradingStatus.ACTIVE : new TradingStatus(TradingState.HALTED, written.reason());
        Halt halt = book.state().halt();
        TradingStatus brake = halt.engaged()
                ? new TradingStatus(halt.state(), halt.reason() + " (by " + halt.by() + ")")
                : TradingStatus.ACTIVE;
        return durable.stricter(brake).stricter(start);
    }
}
