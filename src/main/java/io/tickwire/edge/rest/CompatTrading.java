package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.Urgency;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.DealsQuery;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.execution.Symbols;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.json.Json;
import io.tickwire.protocol.rest.CompatEncoder;
import io.tickwire.protocol.rest.CompatEncoder.Done;
import io.tickwire.protocol.rest.CompatEncoder.Quote;
import io.tickwire.protocol.rest.CompatTrade;
import io.tickwire.terminal.Retcode;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** {@code /trade}: an order at the market in the words of an earlier bridge. Owner: the edge's context. */
final class CompatTrading {
    private static final String DOOR = "compat";
    private static final String NO_TICK = "No live tick available for ";
    private static final long SIDE_QUESTION_MS = 500;
    private static final int DEVIATION = 20;
    private static final long MAGIC = 234_000;
    private static final long DEAL_WINDOW_MS = 60_000;
    private static final int MAX_DEALS = 1000;
    private static final Map<ErrorCode, Retcode> RETCODES = Map.of(
            ErrorCode.VALIDATION_ERROR, Retcode.INVALID,
            ErrorCode.INVALID_VOLUME, Retcode.INVALID_VOLUME,
            ErrorCode.INVALID_STOPS, Retcode.INVALID_STOPS,
            ErrorCode.INSUFFICIENT_MARGIN, Retcode.NO_MONEY,
            ErrorCode.MARKET_CLOSED, Retcode.MARKET_CLOSED,
            ErrorCode.TRADING_HALTED, Retcode.TRADE_DISABLED,
            ErrorCode.RATE_LIMITED, Retcode.TOO_MANY_REQUESTS,
            ErrorCode.TERMINAL_UNAVAILABLE, Retcode.CONNECTION,
            ErrorCode.UNKNOWN_OUTCOME, Retcode.TIMEOUT);

    private final TypedBus bus;
    private final Trades trades;
    private final Symbols symbols;
    private final SignalPolicy policy;
    private final Supplier<UUID> newIds;
    private int requests;

    CompatTrading(TypedBus bus, Trades trades, Symbols symbols, SignalPolicy policy, Supplier<UUID> newIds) {
        this.bus = bus;
        this.trades = trades;
        this.symbols = symbols;
        this.policy = policy;
        this.newIds = newIds;
    }

    /** Of the account that these endpoints are about. */
    static Future<AccountState> state(TypedBus bus, SignalPolicy policy) {
        return bus.request(Addresses.accountState(policy.defaultAccount()), new AccountQuery());
    }

    void trade(RoutingContext ctx) {
        CompatTrade.Read read = CompatTrade.read(JsonPosts.bytes(ctx));
        if (read.trade() == null) {
            HttpReply.json(ctx, 422, out -> CompatTrade.wrong(out, read.wrong()));
            return;
        }
        CompatTrade trade = read.trade();
        UUID key;
        try {
            key = Trades.key(ctx);
        } catch (RefusedRequest wrong) {
            failed(ctx, wrong.refusal(), Retcode.INVALID.code());
            return;
        }
        if (trade.volume() < policy.minVolume() || trade.volume() > policy.maxVolume()) {
            Refusal beyond = Refusal.validation(
                    "volume", "float from " + policy.minVolume() + " to " + policy.maxVolume(), trade.volume());
            failed(ctx, beyond, Retcode.INVALID_VOLUME.code());
            return;
        }
        Signal signal = signal(trade, key == null ? newIds.get() : key);
        symbols.quote(trade.symbol())
                .onSuccess(quoted -> {
                    if (quoted.spec() != null && quoted.tick() != null) {
                        trades.submit(Caller.of(ctx), signal, DOOR, 0)
                                .onSuccess(answer -> answer(ctx, trade, answer, Quote.of(quoted.tick())));
                    } else if (quoted.spec() == null) {
                        unpriced(ctx, trade, signal, key, 404, "Symbol not found");
                    } else {
                        unpriced(ctx, trade, signal, key, 503, NO_TICK + trade.symbol());
                    }
                })
                .onFailure(gone -> unpriced(ctx, trade, signal, key, 503, NO_TICK + trade.symbol()));
    }

    /** Without a price nothing is sent; but what was sent before under the same key must not look as if it was not. */
    private void unpriced(RoutingContext ctx, CompatTrade trade, Signal signal, UUID key, int status, String why) {
        if (key == null) {
            CompatPages.detail(ctx, status, why);
            return;
        }
        trades.known(signal.account(), key)
                .onSuccess(known -> {
                    if (known.isEmpty()) {
                        CompatPages.detail(ctx, status, why);
                    } else if (known.get().signal().equals(signal)) {
                        answer(ctx, trade, new SignalAnswer(known.get().outcome(), true), null);
                    } else {
                        failed(ctx, Trades.conflict(key), Retcode.INVALID.code());
                    }
                })
                .onFailure(gone -> failed(ctx, Accounts.unread(signal.account()), Retcode.CONNECTION.code()));
    }

    private Signal signal(CompatTrade trade, UUID id) {
        return new Signal(
                id,
                policy.defaultAccount(),
                trade.symbol(),
                SignalAction.valueOf(trade.side().name()),
                trade.volume(),
                trade.stopLoss(),
                trade.takeProfit(),
                0,
                "",
                Urgency.MEDIUM,
                MAGIC,
                0,
                DEVIATION,
                0,
                "");
    }

    /** @param quote before it, null = not known any more */
    private void answer(RoutingContext ctx, CompatTrade trade, SignalAnswer answer, Quote quote) {
        if (answer.outcome() instanceof SignalOutcome.Executed done) {
            Future<Long> deal = deal(done.execution());
            Future<AccountSnapshot> account = state(bus, policy)
                    .map(state ->
                            state.account() == null ? null : state.account().snapshot());
            int number = ++requests;
            Future.join(deal, account)
                    .onComplete(both -> HttpReply.json(ctx, 200, out -> {
                        CompatEncoder.done(
                                out,
                                new Done(
                                        trade,
                                        done.execution(),
                                        deal.otherwise(0L).result(),
                                        quote,
                                        account.succeeded() ? account.result() : null,
                                        MAGIC,
                                        DEVIATION,
                                        number));
                    }));
            return;
        }
        Refusal refusal = Trades.refusal(answer.outcome());
        if (refusal.code() == ErrorCode.INVALID_SYMBOL) {
            CompatPages.detail(ctx, 404, "Symbol not found");
        } else {
            Object theirs = refusal.details().get("retcode");
            int ours = RETCODES.getOrDefault(refusal.code(), Retcode.REJECT).code();
            failed(ctx, refusal, theirs instanceof Number retcode ? retcode.intValue() : ours);
        }
    }

    /** The deal that the order made; 0 when the terminal does not show it. */
    private Future<Long> deal(Execution execution) {
        long at = execution.timeMsc();
        return bus.request(
                        Addresses.deals(policy.defaultAccount()),
                        new DealsQuery(at - DEAL_WINDOW_MS, at + DEAL_WINDOW_MS, 0, MAX_DEALS))
                .map(page -> page.page().rows().stream()
                        .filter(deal -> deal.order() == execution.orderId())
                        .mapToLong(deal -> deal.ticket())
                        .findFirst()
                        .orElse(0))
                // It was done: no client shall wait so long for its deal that it takes it for not done.
                .timeout(SIDE_QUESTION_MS, TimeUnit.MILLISECONDS)
                .otherwise(0L);
    }

    /**
     * 400, as ever; but 429 where the caller asks too often, and 504 where nobody knows whether the order was done: who
     * took that for a refusal would send it twice.
     */
    private static void failed(RoutingContext ctx, Refusal refusal, int retcode) {
        boolean said = refusal.code() == ErrorCode.RATE_LIMITED
                || refusal.code() == ErrorCode.UNKNOWN_OUTCOME
                || refusal.code() == ErrorCode.FORBIDDEN
                || refusal.code() == ErrorCode.SIGNAL_CONFLICT;
        HttpReply.headers(refusal).forEach(ctx.response()::putHeader);
        HttpReply.json(ctx, said ? refusal.code().http() : 400, out -> {
            members(refusal, retcode).write(out);
            // Some clients look here, where their framework put what went wrong.
            out.writeObjectFieldStart("detail");
            members(refusal, retcode).write(out);
            out.writeEndObject();
        });
    }

    private static Json.Body members(Refusal refusal, int retcode) {
        Object comment = refusal.details().get("comment");
        return out -> {
            out.writeStringField("message", refusal.message());
            out.writeNumberField("retcode", retcode);
            out.writeStringField("comment", comment == null ? refusal.code().name() : comment.toString());
            out.writeStringField("error_code", refusal.code().name());
        };
    }
}
