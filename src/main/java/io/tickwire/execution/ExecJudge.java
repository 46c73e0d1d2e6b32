package io.tickwire.execution;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.Urgency;
import io.tickwire.domain.message.ExecMessage.TradeOpen;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.risk.OpenQuestion;
import io.tickwire.risk.RiskGovernor;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Judges what an Expert Advisor wants to open, as if it were an order of ours. Without a side it is judged as both, unless
 * its stop loss tells which it is. What is approved counts as open for a while (exec.approvalHold), whether the account shows it by then or not.
 * Owner: the executor's context.
 */
final class ExecJudge {
    private static final int MAX_HELD = 10_000;

    private final String account;
    private final Limits limits;
    private final GuardedTerminal terminal;
    private final Symbols symbols;
    private final RequestBuilder requests;
    private final RiskGovernor governor;
    private final RiskDesk risk;
    private final Reservations reservations;
    private final Supplier<UUID> newIds;
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /**
     * What it is judged by, besides the governor.
     *
     * @param holdNanos how long an approval counts as on its way; 0 = not at all
     */
    record Limits(double minVolume, double maxVolume, long holdNanos) {}

    /** An approval that counts until a time. */
    private record Held(UUID id, long untilNanos) {}

    ExecJudge(
            String account,
            Limits limits,
            GuardedTerminal terminal,
            Symbols symbols,
            RequestBuilder requests,
            RiskGovernor governor,
            RiskDesk risk,
            Reservations reservations,
            Supplier<UUID> newIds) {
        this.account = account;
        this.limits = limits;
        this.terminal = terminal;
        this.symbols = symbols;
        this.requests = requests;
        this.governor = governor;
        this.risk = risk;
        this.reservations = reservations;
        this.newIds = newIds;
    }

    /** Completes with what may be risked, more than 0; fails with {@link RefusedException} when it may not be opened. */
    Future<Double> judge(TradeOpen ask, Supplier<Long> nanos) {
        TradingStatus trading = risk.trading();
        if (trading.state() != TradingState.ACTIVE) {
            return refused(
                    Refusal.of(ErrorCode.TRADING_HALTED, "Trading is " + trading.state() + ": " + trading.reason()));
        }
        if (!(ask.volume() >= limits.minVolume() && ask.volume() <= limits.maxVolume())) {
            return refused(Refusal.of(
                    ErrorCode.INVALID_VOLUME,
                    "Volume " + ask.volume() + " is outside " + limits.minVolume() + " to " + limits.maxVolume()
                            + " (execution.minVolume, execution.maxVolume)"));
        }
        if (held.size() >= MAX_HELD) {
            return refused(Refusal.rateLimited(MAX_HELD, "exec.approvalHold", 1));
        }
        String unreadable = risk.unreadable();
        if (!unreadable.isEmpty()) {
            return Future.failedFuture(Outcomes.unavailable(new TerminalUnavailableException(unreadable)));
        }
        return symbols.quote(ask.symbol())
                .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)))
                .compose(quote -> judge(ask, quote, nanos));
    }

    private Future<Double> judge(TradeOpen ask, QuotedSymbol quote, Supplier<Long> nanos) {
        List<Signal> signals =
                sides(ask, quote.tick()).stream().map(side -> signal(ask, side)).toList();
        return Future.all(signals.stream().map(signal -> check(signal, quote)).toList())
                .compose(checked -> {
                    double margin = 0;
                    for (int i = 0; i < signals.size(); i++) {
                        OrderCheck check = checked.resultAt(i);
                        margin = Math.max(margin, check.requiredMargin());
                        var refusal = governor.judgeAsk(question(ask, quote, signals.get(i), check));
                        if (refusal.isPresent()) {
                            return refused(refusal.get());
                        }
                    }
                    hold(signals, quote.spec().name(), margin, nanos.get());
                    return Future.succeededFuture(risk.multiplier(ask.ea()));
                });
    }

    private OpenQuestion question(TradeOpen ask, QuotedSymbol quote, Signal signal, OrderCheck check) {
        return new OpenQuestion(
                signal,
                quote.spec(),
                quote.tick(),
                false,
                check.requiredMargin(),
                check.freeMargin(),
                risk.facts(risk.account(), name(ask, quote), signal));
    }

    /**
     * In the same turn as it was judged: nobody else can take the place between.
     *
     * @param sides one, or both when it is not known which it will be
     */
    private void hold(List<Signal> sides, String symbol, double margin, long nowNanos) {
        risk.sending();
        if (limits.holdNanos() > 0) {
            Signal signal = sides.get(0);
            if (sides.size() == 1) {
                reservations.take(signal, symbol, false, margin);
            } else {
                reservations.takeEither(signal, symbol, margin);
            }
            held.add(new Held(signal.id(), nowNanos + limits.holdNanos()));
        }
    }

    /** Lets go of what was held for long enough. */
    void release(long nowNanos) {
        while (!held.isEmpty() && held.peek().untilNanos() - nowNanos <= 0) {
            reservations.release(held.poll().id());
        }
    }

    private static String name(TradeOpen ask, QuotedSymbol quote) {
        return quote.spec() == null ? ask.symbol() : quote.spec().name();
    }

    private Future<OrderCheck> check(Signal signal, QuotedSymbol quote) {
        return quote.spec() == null || quote.tick() == null
                ? Future.succeededFuture(new OrderCheck(0, 0))
                : terminal.check(requests.open(signal, quote.spec(), quote.tick()))
                        .recover(failure -> Future.failedFuture(Outcomes.unavailable(failure)));
    }

    /** A stop loss stands below a price that is bought at and above one that is sold at. */
    private static List<Side> sides(TradeOpen ask, Tick quote) {
        if (ask.side() != null) {
            return List.of(ask.side());
        }
        if (ask.stopLoss() > 0 && quote != null && ask.stopLoss() < quote.bid()) {
            return List.of(Side.BUY);
        }
        return ask.stopLoss() > 0 && quote != null && ask.stopLoss() > quote.ask()
                ? List.of(Side.SELL)
                : List.of(Side.BUY, Side.SELL);
    }

    private Signal signal(TradeOpen ask, Side side) {
        return new Signal(
                newIds.get(),
                account,
                ask.symbol(),
                side == Side.BUY ? SignalAction.BUY : SignalAction.SELL,
                ask.volume(),
                ask.stopLoss(),
                0,
                0,
                "",
                Urgency.MEDIUM,
                ask.magic(),
                0,
                -1,
                0,
                ask.ea());
    }

    private static <T> Future<T> refused(Refusal refusal) {
        return Future.failedFuture(new RefusedException(refusal));
    }
}
