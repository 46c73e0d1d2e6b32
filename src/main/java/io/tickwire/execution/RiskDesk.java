package io.tickwire.execution;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.RouterState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.RiskReport.Figures;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.risk.RiskBook;
import io.tickwire.risk.RiskFacts;
import io.tickwire.risk.RiskView;
import io.tickwire.terminal.TerminalUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;

/** Gathers what the governor looks at, and what people look at. Owner: the executor's context. */
public final class RiskDesk {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String accountId;
    private final RiskView view;
    private final RiskBook book;
    private final TradingControl control;
    private final AccountWatch watch;
    private final Settlement settlement;
    private final GuardedTerminal terminal;
    private final Journal journal;
    private final Supplier<RouterState> router;
    private final Duration maxAccountAge;
    private final OrderRate rate;
    private final Clock clock;

    RiskDesk(
            String accountId,
            RiskView view,
            RiskBook book,
            TradingControl control,
            AccountWatch watch,
            Settlement settlement,
            GuardedTerminal terminal,
            Journal journal,
            Supplier<RouterState> router,
            Duration maxAccountAge,
            Clock clock) {
        this.accountId = accountId;
        this.view = view;
        this.book = book;
        this.control = control;
        this.watch = watch;
        this.settlement = settlement;
        this.terminal = terminal;
        this.journal = journal;
        this.router = router;
        this.maxAccountAge = maxAccountAge;
        this.rate = new OrderRate();
        this.clock = clock;
    }

    /** The account at the last reading; without a fresh one, and a measure of the day's loss, nothing can be judged. */
    AccountSnapshot account() {
        String why = unreadable();
        if (!why.isEmpty()) {
            throw Outcomes.unavailable(new TerminalUnavailableException(why));
        }
        return watch.account().snapshot();
    }

    /** Why nothing can be judged; empty when it can. */
    public String unreadable() {
        if (watch.account() == null || watch.positions() == null) {
            return "the account was not read yet";
        }
        long age = watch.ageNanos();
        if (age > maxAccountAge.toNanos()) {
            return "account, positions or orders were last read " + age / NANOS_PER_MILLI
                    + " ms ago (execution.maxAccountAge)";
        }
        return book.state().dayStartEquity() > 0 ? "" : "the account showed no equity yet";
    }

    RiskFacts facts(AccountSnapshot account, String terminalSymbol, Signal signal) {
        return new RiskFacts(
                account,
                watch.exposure(terminalSymbol, signal.id()),
                book.state(),
                control.status(),
                router.get().riskMandate(),
                rate.lastMinute(clock.nanos()),
                clock.millis(),
                clock.nanos());
    }

    /** What one Expert Advisor may risk, 0 to 1; 0 while nothing can be opened or judged. */
    double multiplier(String expertAdvisor) {
        return control.status().state() != TradingState.ACTIVE || !unreadable().isEmpty()
                ? 0
                : view.multiplier(
                        book.state(), watch.account().snapshot(), router.get().riskMandate(), expertAdvisor);
    }

    /** An order is about to be sent. */
    void sending() {
        rate.sent(clock.nanos());
    }

    public TradingStatus trading() {
        return control.status();
    }

    /** Whether it is not proven what became of an attempt to close this position or cancel this order. */
    boolean isClosingInDoubt(long ticket) {
        return settlement.doubts().stream()
                .map(Settlement.Doubt::signal)
                .anyMatch(signal -> signal.action() == SignalAction.CLOSE && signal.ticket() == ticket);
    }

    /** How the account stands. */
    public RiskReport report() {
        Figures figures = watch.account() == null
                ? null
                : view.figures(
                        book.state(), watch.account().snapshot(), router.get().riskMandate());
        return new RiskReport(
                accountId,
                control.status(),
                book.state(),
                figures,
                settlement.doubts().size(),
                watch.external(),
                new RiskReport.Left(
                        watch.holdings().positions(), watch.holdings().orders()),
                terminal.circuit(),
                journal.status(),
                true,
                null);
    }
}
