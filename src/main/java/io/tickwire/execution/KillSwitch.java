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
import java.util.UUID;
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
    /** A market that is closed would refuse each second. */
    private static final long CLOSE_AGAIN_MS = 30_000;

    private final String account;
    private final RiskBook book;
    private final RiskDesk risk;
    private final AccountWatch watch;
    private final GuardedTerminal terminal;
    private final SignalPipeline pipeline;
    private final Supplier<UUID> newIds;
    private final Clock clock;
    private BooleanSupplier stopFile = () -> false;
    private long closeAgainMsc;

    KillSwitch(
            String account,
            RiskBook book,
            RiskDesk risk,
            AccountWatch watch,
            GuardedTerminal terminal,
            SignalPipeline pipeline,
            Supplier<UUID> newIds,
            Clock clock) {
        this.account = account;
        this.book = book;
        this.risk = risk;
        this.watch = watch;
        this.terminal = terminal;
        this.pipeline = pipeline;
        this.newIds = newIds;
        this.clock = clock;
    }

    /** Reports, brakes or resumes; the report tells what came of it. */
    public Future<RiskReport> run(RiskCommand command) {
        return switch (command.kind()) {
            case REPORT -> Future.succeededFuture(risk.report());
            case HALT -> brake(TradingState.HALTED, command);
            case REDUCE -> brake(TradingState.REDUCING, command);
            case RESUME -> Future.succeededFuture(resume(command));
            case MULTIPLIER -> {
                book.multiplier(command.expertAdvisor(), command.multiplier());
                yield Future.succeededFuture(risk.report());
            }
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
        boolean close = closeAll && watch.holds() && clock.millis() >= closeAgainMsc;
        if (book.state().halt().state() != TradingState.HALTED || close) {
            closeAgainMsc = clock.millis() + CLOSE_AGAIN_MS;
            run(new RiskCommand(
                    RiskCommand.Kind.HALT, "a STOP file lies in the data folder", STOP_FILE, closeAll, false, "", 1));
        }
    }

    private Future<RiskReport> brake(TradingState state, RiskCommand command) {
        String reason = command.reason().isEmpty() ? "halted by hand" : command.reason();
        String closing = command.closeAll() ? ", closing all" : "";
        LOG.warn("account {}: {} by {}: {}{}", account, state, command.by(), reason, closing);
        // A brake is only ever tightened here; what loosens it is resume.
        if (state.compareTo(book.state().halt().state()) >= 0) {
            book.halt(new Halt(state, reason, command.by(), clock.millis()));
        }
        Future<Void> closed = command.closeAll() ? closeAll(reason) : Future.succeededFuture();
        return closed.otherwiseEmpty().map(done -> risk.report());
    }

    private RiskReport resume(RiskCommand command) {
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
        book.resume(command.reset() ? watch.account().snapshot() : null);
        return risk.report();
    }

    private RiskReport refused(Refusal refusal) {
        RiskReport now = risk.report();
        return new RiskReport(
                now.account(),
                now.trading(),
                now.memory(),
                now.figures(),
                now.doubts(),
                now.external(),
                now.circuit(),
                now.journal(),
                refusal);
    }

    /** Orders first, so that none opens a position behind the back of the closing. */
    private Future<Void> closeAll(String reason) {
        return terminal.orders()
                .compose(orders -> Future.join(orders.stream()
                        .map(order -> force(cancel(order, reason)))
                        .toList()))
                .otherwiseEmpty()
                .compose(cancelled -> terminal.positions())
                .compose(positions -> Future.join(positions.stream()
                        .map(open -> force(close(open, reason)))
                        .toList()))
                .onFailure(
                        failure -> LOG.error("account {}: not everything is closed: {}", account, failure.toString()))
                .mapEmpty();
    }

    private Future<SignalAnswer> force(Signal signal) {
        return pipeline.force(signal).onSuccess(answer -> {
            if (!(answer.outcome() instanceof SignalOutcome.Executed)) {
                LOG.error("account {}: {} is not closed: {}", account, signal.ticket(), answer.outcome());
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
