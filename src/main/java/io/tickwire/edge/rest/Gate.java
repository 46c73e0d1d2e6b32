package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.TicketRequest;
import io.tickwire.edge.Access;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.RefusedException;
import io.tickwire.ops.Clock;
import io.tickwire.session.RequestRates;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stands before every page: who is not known, may not, or asks too often, does not get further. Owner: the edge's
 * context.
 */
final class Gate implements Operations {
    private static final int NO_CONTENT = 204;

    private final TypedBus bus;
    private final Access access;
    private final PageScopes scopes;
    private final RequestRates rates;
    private final Clock clock;

    Gate(TypedBus bus, Access access, PageScopes scopes, RequestRates rates, Clock clock) {
        this.bus = bus;
        this.access = access;
        this.scopes = scopes;
        this.rates = rates;
        this.clock = clock;
    }

    /** Before all other routes. */
    void guard(Router router) {
        router.route().handler(this::check);
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.plain("issueTicket", this::ticket);
    }

    private void check(RoutingContext ctx) {
        HttpMethod method = ctx.request().method();
        String path = ctx.normalizedPath();
        if (scopes.isPublic(method, path)) {
            ctx.next();
            return;
        }
        admit(ctx, scopes.needed(method, path), refusal -> refuse(ctx, refusal));
    }

    /**
     * Lets a request on to the next handler when its sender is known, may, and is in time.
     *
     * @param scope what it needs; empty = nothing more than to be known
     */
    void admit(RoutingContext ctx, Optional<Scope> scope, Consumer<Refusal> refuse) {
        // A body that comes meanwhile waits for who reads it.
        ctx.request().pause();
        access.admit(ctx.request(), false)
                .compose(caller ->
                        scope.map(needed -> Access.demand(caller, needed)).orElseGet(() -> Access.demand(caller)))
                .compose(this::inTime)
                .onSuccess(caller -> {
                    caller.attach(ctx);
                    ctx.request().resume();
                    ctx.next();
                })
                .onFailure(failure -> {
                    ctx.request().resume();
                    if (failure instanceof RefusedException refused) {
                        refuse.accept(refused.refusal());
                    } else {
                        ctx.fail(failure);
                    }
                });
    }

    private Future<Caller> inTime(Caller caller) {
        Refusal tooMany = rates.acquire(caller.identity().subject(), clock.nanos());
        return tooMany == null ? Future.succeededFuture(caller) : Future.failedFuture(new RefusedException(tooMany));
    }

    private static void refuse(RoutingContext ctx, Refusal refusal) {
        if (CompatPages.PATHS.contains(ctx.normalizedPath())) {
            CompatPages.refuse(ctx, refusal);
        } else if (ctx.normalizedPath().equals(ExecPages.EXEC)) {
            ExecPages.refuse(ctx, refusal);
        } else {
            HttpReply.problem(ctx, refusal);
        }
    }

    private void ticket(RoutingContext ctx) {
        if (!access.isEnabled()) {
            // None is needed, and a page that asks first need not know why.
            ctx.response().setStatusCode(NO_CONTENT).end();
            return;
        }
        Caller caller = Caller.of(ctx);
        bus.request(Addresses.TICKET, new TicketRequest(caller.identity(), caller.ip(), caller.client()))
                .onSuccess(decision -> {
                    if (decision.refusal() != null) {
                        HttpReply.problem(ctx, decision.refusal());
                        return;
                    }
                    ctx.response().putHeader("Cache-Control", "no-store");
                    HttpReply.json(ctx, 200, out -> {
                        out.writeStringField("ticket", decision.ticket());
                        out.writeNumberField("expires_in", decision.seconds());
                    });
                })
                .onFailure(gone -> HttpReply.problem(
                        ctx, Refusal.of(ErrorCode.MAX_CONNECTIONS, "The server is starting, try again in a moment")));
    }
}
