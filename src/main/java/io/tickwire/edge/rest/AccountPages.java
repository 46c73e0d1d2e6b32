package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.message.AccountState;
import io.tickwire.domain.message.DealsQuery;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.domain.message.TicketPage;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.rest.CloseReader;
import io.tickwire.protocol.rest.RestEncoder;
import io.tickwire.protocol.rest.RestEncoder.Row;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Account, positions, pending orders and deals; closing the ones and cancelling the others. Owner: the edge's context. */
final class AccountPages implements Operations {
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 1000;
    private static final Duration USUAL_SPAN = Duration.ofDays(30);
    private static final Duration LONGEST_SPAN = Duration.ofDays(366);

    private final TypedBus bus;
    private final Accounts accounts;
    private final Trades trades;
    private final CloseReader closes;
    private final Supplier<UUID> newIds;
    private final Clock clock;

    AccountPages(
            TypedBus bus, Accounts accounts, Trades trades, CloseReader closes, Supplier<UUID> newIds, Clock clock) {
        this.bus = bus;
        this.accounts = accounts;
        this.trades = trades;
        this.closes = closes;
        this.newIds = newIds;
        this.clock = clock;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("getAccount", ctx -> accounts.read(ctx, state -> account(ctx, state)));
        api.on(
                "listPositions",
                ctx -> list(
                        ctx,
                        "positions",
                        state -> state.positions().positions(),
                        Position::ticket,
                        EventEncoder::positionMembers));
        api.on(
                "listOrders",
                ctx -> list(ctx, "orders", AccountState::orders, PendingOrder::ticket, RestEncoder::order));
        api.on("listDeals", this::deals);
        api.on("closePosition", this::close);
        api.on("cancelOrder", this::cancel);
    }

    private static void account(RoutingContext ctx, AccountState state) {
        HttpReply.json(ctx, 200, out -> {
            out.writeStringField("account", state.account().account());
            EventEncoder.accountMembers(out, state.account().snapshot());
            out.writeNumberField("positions", state.positions().positions().size());
            out.writeNumberField("orders", state.orders().size());
            out.writeStringField("terminal_status", state.terminal().status().wire());
            out.writeStringField("timestamp", IsoTime.format(state.account().timeMsc()));
        });
    }

    private <T> void list(
            RoutingContext ctx,
            String name,
            Function<AccountState, List<T>> rows,
            ToLongFunction<T> ticket,
            Row<T> row) {
        Query query = new Query(ctx);
        long after = query.number("cursor", 1) - 1;
        int limit = query.limit("limit", DEFAULT_PAGE, MAX_PAGE);
        accounts.read(ctx, state -> page(ctx, name, TicketPage.of(rows.apply(state), ticket, after, limit), row));
    }

    /** A cursor is the ticket that the next page may begin with. */
    private static <T> void page(RoutingContext ctx, String name, TicketPage<T> page, Row<T> row) {
        String next = page.next() == 0 ? "" : Long.toString(page.next() + 1);
        HttpReply.json(ctx, 200, out -> RestEncoder.list(out, name, page.rows(), next, row));
    }

    private void deals(RoutingContext ctx) {
        Query query = new Query(ctx);
        String account = accounts.of(ctx);
        long to = query.time("to", clock.millis() + 1);
        DealsQuery question = new DealsQuery(
                query.time("from", to - USUAL_SPAN.toMillis()),
                to,
                query.number("cursor", 1) - 1,
                query.limit("limit", DEFAULT_PAGE, MAX_PAGE));
        if (question.fromMsc() >= question.toMsc()) {
            throw new RefusedRequest("from", "a time before 'to'", query.text("from"));
        }
        // The terminal that answers is the one that trades.
        if (question.toMsc() - question.fromMsc() > LONGEST_SPAN.toMillis()) {
            throw new RefusedRequest(
                    "from", "at most " + LONGEST_SPAN.toDays() + " days before 'to'", query.text("from"));
        }
        bus.request(Addresses.deals(account), question)
                .onSuccess(page -> page(ctx, "deals", page.page(), RestEncoder::deal))
                .onFailure(gone -> HttpReply.problem(ctx, Accounts.unread(account)));
    }

    private void close(RoutingContext ctx) {
        CloseReader.Wish wish = closes.read(JsonPosts.bytes(ctx));
        if (wish.refusal() != null) {
            throw new RefusedRequest(wish.refusal());
        }
        take(ctx, "position", wish, (state, ticket) -> state.positions().positions().stream()
                .filter(open -> open.ticket() == ticket)
                .findFirst()
                .map(Position::symbol));
    }

    private void cancel(RoutingContext ctx) {
        take(ctx, "order", CloseReader.Wish.ALL, (state, ticket) -> state.orders().stream()
                .filter(order -> order.ticket() == ticket)
                .findFirst()
                .map(PendingOrder::symbol));
    }

    /** @param symbols symbol of what has a ticket */
    private void take(
            RoutingContext ctx,
            String what,
            CloseReader.Wish wish,
            BiFunction<AccountState, Long, Optional<String>> symbols) {
        long ticket = ticket(ctx.pathParam("ticket"));
        UUID key = Trades.key(ctx);
        Refusal gone = Refusal.of(ErrorCode.POSITION_NOT_FOUND, "There is no " + what + " " + ticket)
                .with("ticket", ticket);
        accounts.read(ctx, state -> {
            String account = state.account().account();
            Optional<String> symbol = symbols.apply(state, ticket);
            if (symbol.isPresent()) {
                UUID id = key == null ? newIds.get() : key;
                trades.submit(Caller.of(ctx), wish.signal(id, account, symbol.get(), ticket), "rest", clock.millis())
                        .onSuccess(answer -> trades.answer(ctx, answer));
            } else if (key == null) {
                throw new RefusedRequest(gone);
            } else {
                // It may have been this very request, sent before, that took it.
                trades.known(account, key)
                        .onSuccess(known -> repeated(ctx, known.orElse(null), ticket, gone))
                        .onFailure(silent -> HttpReply.problem(ctx, Accounts.unread(account)));
            }
        });
    }

    /** @param known what was sent under the same key, or null */
    private void repeated(RoutingContext ctx, SignalRecord known, long ticket, Refusal gone) {
        if (known == null) {
            HttpReply.problem(ctx, gone);
        } else if (known.signal().action() != SignalAction.CLOSE
                || known.signal().ticket() != ticket) {
            HttpReply.problem(ctx, Trades.conflict(known.signal().id()));
        } else {
            trades.answer(ctx, new SignalAnswer(known.outcome(), true));
        }
    }

    private static long ticket(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException tooLong) {
            throw new RefusedRequest("ticket", "ticket of a position", text);
        }
    }
}
