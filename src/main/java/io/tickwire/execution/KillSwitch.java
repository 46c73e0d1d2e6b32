package io.tickwire.execution;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Halt;
import io.tickwire.domain.OrderKind;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.Urgency;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.ops.Clock;
import io.tickwire.risk.RiskBook;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The brake on an account, and the way back. A brake is latched: it survives restarts and stays until somebody resumes;
 * while the STOP file lies there nobody can. Owner: the executor's context.
 */
public final class KillSwitch {
    private static final Logger LOG = LoggerFactory.getLogger(KillSwitch.class);
    private static final String STOP_FILE = "STOP file";
    private static final long DURABLE_MS = 2_000;
    private static final long CLOSE_AGAIN_MS = 2_000;
    /** A market that is closed would refuse each time. */
    private static final long REFUSED_AGAIN_MS = 30_000;

    private final String account;
    private final RiskBook book;
    private final RiskDesk risk;
    private final AccountWatch watch;
    private final GuardedTerminal terminal;
    private final SignalPipeline pipeline;
    private final Supplier<UUID> newIds;
    private final Supplier<Future<Void>> remembered;
    private final Clock clock;
    private BooleanSupplier stopFile = () -> false;
    /** Tickets that were refused, and when they are tried again. Bounded by what is held. */
    private final Map<Long, Long> refusedUntil = new HashMap<>();

    private long closeAgainMsc;
    private Future<Void> pass;
    private String told = "";

    /** @param remembered succeeds when the last change of the book is durable */
    KillSwitch(
            String account,
            RiskBook book,
            RiskDesk risk,
            AccountWatch watch,
            GuardedTerminal terminal,
            SignalPipeline pipeline,
            Supplier<UUID> newIds,
            Supplier<Future<Void>> remembered,
            Clock clock) {
        this.account = account;
        this.book = book;
        this.risk = risk;
        this.watch = watch;
        this.terminal = terminal;
        this.pipeline = pipeline;
        this.newIds = newIds;
        this.remembered = remembered;
        this.clock = clock;
    }

    /** Goes on closing while a brake says so; called now and then. */
    public void tick() {
        if (isClosing() && pass == null && clock.millis() >= closeAgainMsc) {
            closeAll();
        }
    }

    private boolean isClosing() {
        return book.state().halt().closing();
    }

    /** Reports, brakes or resumes; the report tells what came of it. */
    public Future<RiskReport> run(RiskCommand command) {
        return switch (command.kind()) {
            case REPORT -> Future.succeededFuture(risk.report());
            case HALT -> brake(TradingState.HALTED, command);
            case REDUCE -> brake(TradingState.REDUCING, command);
            case RESUME -> resume(command);
            case MULTIPLIER ->
                book.multiplier(command.expertAdvisor(), command.multiplier())
                        ? durable()
                        : refused(Refusal.of(ErrorCode.RATE_LIMITED, "Too many Expert Advisors have a risk multiplier")
                                .with("suggestion", "set one that is not needed any more to 1"));
        };
    }

    /**
     * The STOP file is there: halts, once, and closes until nothing is held, if that is what it says.
     *
     * @param closeAll whether its content says so
     * @param present tells whether it still lies there
     */
    public void stopFile(boolean closeAll, BooleanSupplier present) {
        stopFile = present;
        boolean close = closeAll && watch.holdings().any() && !isClosing();
        if (book.state().halt().state() != TradingState.HALTED || close) {
            run(new RiskCommand(
                    RiskCommand.Kind.HALT, "a STOP file lies in the data folder", STOP_FILE, closeAll, false, "", 1));
        } else {
            tick();
        }
    }

    private Future<RiskReport> brake(TradingState state, RiskCommand command) {
        String reason = command.reason().isEmpty() ? "halted by hand" : command.reason();
        String closing = command.closeAll() ? ", closing all" : "";
        LOG.warn("account {}: {} by {}: {}{}", account, state, command.by(), reason, closing);
        Halt held = book.state().halt();
        // A brake is only ever tightened here; what loosens it is resume.
        Halt next = state.compareTo(held.state()) >= 0 ? new Halt(state, reason, command.by(), clock.millis()) : held;
        book.halt(next.withClosing(held.closing() || command.closeAll()));
        Future<RiskReport> written = durable();
        Future<Void> closed = command.closeAll() ? closeNow() : Future.succeededFuture();
        // What is left is told as it is at the end, whichever ends last.
        return closed.compose(done -> written).map(report -> risk.report().withDurable(report.durable()));
    }

    /** A pass that began earlier may have missed what is there now. */
    private Future<Void> closeNow() {
        return pass == null ? closeAll() : pass.eventually(this::closeAll);
    }

    private Future<RiskReport> resume(RiskCommand command) {
        if (stopFile.getAsBoolean()) {
            return refused(Refusal.of(ErrorCode.TRADING_HALTED, "A STOP file lies in the data folder")
                    .with("suggestion", "remove the STOP file, then resume"));
        }
        if (command.reset() && watch.account() == null) {
            return refused(Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "The account was not read yet")
                    .with("suggestion", "wait until the terminal is connected"));
        }
        LOG.warn(
                "account {}: resumed by {}{}", account, command.by(), command.reset() ? ", losses count from now" : "");
        refusedUntil.clear();
        book.resume(command.reset() ? watch.account().snapshot() : null);
        return durable();
    }

    private Future<RiskReport> refused(Refusal refusal) {
        return Future.succeededFuture(risk.report().withRefusal(refusal));
    }

    /** It holds already; the answer waits a little for the disk, so that "done" means that a crash cannot undo it. */
    private Future<RiskReport> durable() {
        return remembered
                .get()
                .timeout(DURABLE_MS, TimeUnit.MILLISECONDS)
                .map(true)
                .otherwise(failure -> {
                    LOG.error(
                            "account {}: the last command holds, but is not on the disk yet: {}",
                            account,
                            failure.getMessage());
                    return false;
                })
                .map(written -> risk.report().withDurable(written));
    }

    /**
     * Tries once to close all that is held; repeated until nothing is, for what was under way may still open something.
     * Never fails.
     */
    private Future<Void> closeAll() {
        if (pass != null) {
            return pass;
        }
        closeAgainMsc = clock.millis() + CLOSE_AGAIN_MS;
        boolean quiet = isQuiet();
        // Orders first, so that none opens a position behind the back of the closing.
        Future<Void> now = terminal.orders()
                .compose(orders -> cancelAll(orders).map(orders.isEmpty()))
                .otherwise(false)
                .compose(none -> terminal.positions()
                        .compose(open -> closeAll(open).map(none && open.isEmpty() && quiet && isQuiet())))
                .compose(flat -> flat ? Future.succeededFuture(true) : seen().map(false))
                .otherwise(this::notAll)
                .map(flat -> {
                    finished(flat);
                    return null;
                });
        pass = now;
        now.onComplete(done -> pass = null);
        return now;
    }

    private boolean notAll(Throwable failure) {
        // Told once, not every two seconds.
        if (!failure.toString().equals(told)) {
            LOG.error("account {}: not everything is closed: {}", account, failure.toString());
        }
        told = failure.toString();
        return false;
    }

    /** The second reading begins after the closing; the first may have begun before. */
    private Future<Void> seen() {
        return watch.refresh().eventually(watch::refresh);
    }

    private void finished(boolean flat) {
        if (flat && isClosing()) {
            LOG.warn("account {}: nothing is held any more", account);
            refusedUntil.clear();
            told = "";
            book.halt(book.state().halt().withClosing(false));
        }
        long nowMsc = clock.millis();
        refusedUntil.values().stream()
                .filter(again -> again > nowMsc)
                .forEach(again -> closeAgainMsc = Math.min(closeAgainMsc, again));
    }

    /** Nothing is under way or in doubt that could open something yet. */
    private boolean isQuiet() {
        return pipeline.active() == 0 && risk.report().doubts() == 0;
    }

    private Future<Void> cancelAll(List<PendingOrder> orders) {
        String reason = book.state().halt().reason();
        return Future.join(orders.stream()
                        .filter(order -> isDue(order.ticket()))
                        .map(order -> force(cancel(order, reason), 0))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> closeAll(List<Position> positions) {
        String reason = book.state().halt().reason();
        return Future.join(positions.stream()
                        .filter(open -> isDue(open.ticket()))
                        .map(open -> force(close(open, reason), open.volume()))
                        .toList())
                .mapEmpty();
    }

    /** What is in doubt is never sent again, and after a resume nothing is. */
    private boolean isDue(long ticket) {
        return isClosing() && clock.millis() >= refusedUntil.getOrDefault(ticket, 0L) && !risk.isClosingInDoubt(ticket);
    }

    private Future<SignalAnswer> force(Signal signal, double volume) {
        return pipeline.force(signal).onSuccess(answer -> {
            refusedUntil.remove(signal.ticket());
            if (answer.outcome() instanceof SignalOutcome.Executed done) {
                if (done.execution().volume() < volume - CloseDesk.DUST) {
                    LOG.warn(
                            "account {}: {} is closed in part only: {} of {} lots",
                            account,
                            signal.ticket(),
                            done.execution().volume(),
                            volume);
                }
                return;
            }
            LOG.error("account {}: {} is not closed: {}", account, signal.ticket(), answer.outcome());
            if (Outcomes.refusal(answer.outcome()).code() == ErrorCode.TERMINAL_REJECTED) {
                refusedUntil.put(signal.ticket(), clock.millis() + REFUSED_AGAIN_MS);
            }
        });
    }

    private Signal close(Position position, String reason) {
        return signal(position.symbol(), position.ticket(), reason);
    }

    private Signal cancel(PendingOrder order, String reason) {
        return signal(order.symbol(), order.ticket(), reason);
    }

    private Signal signal(String symbol, long ticket, String reason) {
        return new Signal(
                newIds.get(),
                account,
                symbol,
                SignalAction.CLOSE,
                0,
                0,
                0,
                0,
                OrderKind.AUTO,
                0,
                reason.length() > 64 ? reason.substring(0, 64) : reason,
                Urgency.HIGH,
                -1,
                0,
                -1,
                ticket,
                "",
                Signal.NO_KELLY_SCORE);
    }
}
