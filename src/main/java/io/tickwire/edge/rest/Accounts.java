package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.AccountState;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;

/** Which account a request is about, and how it stands. Owner: the edge's context. */
final class Accounts {
    private final TypedBus bus;
    private final List<String> all;
    private final String usual;

    /** @param usual the account of a request that names none */
    Accounts(TypedBus bus, List<String> all, String usual) {
        this.bus = bus;
        this.all = List.copyOf(all);
        this.usual = usual;
    }

    String usual() {
        return usual;
    }

    /** The account that the query names. @throws RefusedRequest when there is none, or it is not open to the caller */
    String of(RoutingContext ctx) {
        String account = ctx.request().getParam("account", usual);
        if (!all.contains(account)) {
            throw new RefusedRequest("account", "one of " + String.join(", ", all), account);
        }
        Refusal closed = Caller.of(ctx).lacks(account);
        if (closed != null) {
            throw new RefusedRequest(closed);
        }
        return account;
    }

    /** Hands on how the account stands that the query names, or answers that it is not known. */
    void read(RoutingContext ctx, Consumer<AccountState> then) {
        String account = of(ctx);
        bus.request(Addresses.accountState(account), new AccountQuery())
                .onSuccess(state -> {
                    if (state.account() == null || state.positions() == null) {
                        HttpReply.problem(ctx, unread(account));
                    } else {
                        Handling.guarded(ctx, () -> then.accept(state));
                    }
                })
                .onFailure(gone -> HttpReply.problem(ctx, unread(account)));
    }

    static Refusal unread(String account) {
        return Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "The terminal of account " + account + " does not answer")
                .with("retry_after", 1);
    }
}
