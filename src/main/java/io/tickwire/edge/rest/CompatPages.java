package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.ServerView;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.rest.CompatEncoder;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The endpoints that clients of an earlier bridge know, with the bodies they know. Owner: the edge's context. */
final class CompatPages implements Operations {
    static final Set<String> PATHS = Set.of("/status", "/account", "/trade");
    private static final long SIDE_QUESTION_MS = 500;
    private final TypedBus bus;
    private final CompatTrading trading;
    private final SignalPolicy policy;
    private final CompatEncoder.Terminal terminal;
    private final String version;

    /** @param terminal of the account that these endpoints are about: the default one */
    CompatPages(
            TypedBus bus, CompatTrading trading, SignalPolicy policy, CompatEncoder.Terminal terminal, String version) {
        this.bus = bus;
        this.trading = trading;
        this.policy = policy;
        this.terminal = terminal;
        this.version = version;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.plain("compatStatus", this::status);
        api.plain("compatAccount", this::account);
        api.plain("compatTrade", trading::trade);
    }

    /** What the gate refused, in their form. */
    static void refuse(RoutingContext ctx, Refusal refusal) {
        HttpReply.headers(refusal).forEach(ctx.response()::putHeader);
        String text = refusal.code() == ErrorCode.UNAUTHORIZED ? "Invalid Auth Token" : refusal.message();
        detail(ctx, refusal.code().http(), text);
    }

    static void detail(RoutingContext ctx, int status, String text) {
        HttpReply.json(ctx, status, out -> out.writeStringField("detail", text));
    }

    private Future<AccountState> state() {
        return CompatTrading.state(bus, policy);
    }

    private static boolean isClosed(RoutingContext ctx, String account) {
        Refusal closed = Caller.of(ctx).lacks(account);
        if (closed != null) {
            refuse(ctx, closed);
        }
        return closed != null;
    }

    /** Whether an order could be opened now; not when nobody says so. */
    private Future<Boolean> tradeAllowed() {
        return bus.request(Addresses.risk(policy.defaultAccount()), RiskCommand.report())
                .map(report -> report.trading().state() == TradingState.ACTIVE)
                .timeout(SIDE_QUESTION_MS, TimeUnit.MILLISECONDS)
                .otherwise(false);
    }

    private void status(RoutingContext ctx) {
        if (isClosed(ctx, policy.defaultAccount())) {
            return;
        }
        Future<TerminalStatus> status = state().map(AccountState::terminal).otherwise(ServerView.NOBODY);
        Future.all(status, tradeAllowed())
                .onSuccess(both -> HttpReply.json(
                        ctx,
                        200,
                        out -> CompatEncoder.status(out, both.resultAt(0), terminal, both.resultAt(1), version)));
    }

    private void account(RoutingContext ctx) {
        if (isClosed(ctx, policy.defaultAccount())) {
            return;
        }
        Future.all(state(), tradeAllowed())
                .onSuccess(both -> {
                    AccountState state = both.resultAt(0);
                    boolean allowed = both.resultAt(1);
                    if (state.account() == null || !state.terminal().connected()) {
                        detail(ctx, 503, "Account info is not available");
                    } else {
                        HttpReply.json(
                                ctx,
                                200,
                                out -> CompatEncoder.account(
                                        out, state.account().snapshot(), terminal, allowed));
                    }
                })
                .onFailure(gone -> detail(ctx, 503, "Account info is not available"));
    }
}
