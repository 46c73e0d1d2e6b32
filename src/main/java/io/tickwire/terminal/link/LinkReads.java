package io.tickwire.terminal.link;

import io.tickwire.config.LinkConfig;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.TradeRequest;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.terminal.Answer;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.OwnerThread;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Questions to a terminal that dialled in. Long answers come in pages, so that each fits a message; an answer that never
 * ends is a failure, not a part. Any thread; futures complete on the gateway's.
 */
final class LinkReads {
    static final int PAGE = 500;
    private static final int MAX_ITEMS = 100_000;
    private static final int MAX_BARS = 5000;

    private final OwnerThread owner;
    private final LinkConfig config;
    private final Clock clock;
    private final LinkState state;
    private final LinkRequests requests;

    LinkReads(OwnerThread owner, LinkConfig config, Clock clock, LinkState state, LinkRequests requests) {
        this.owner = owner;
        this.config = config;
        this.clock = clock;
        this.state = state;
        this.requests = requests;
    }

    /** A kind of answer that comes in pages: how its items and its end are read. */
    private record Pages<A extends Answer, T>(Class<A> type, Function<A, List<T>> items, Predicate<A> more) {}

    Future<List<Bar>> history(String symbol, int minutes) {
        if (minutes <= 0) {
            return Future.succeededFuture(List.of());
        }
        int count = Math.min(minutes, MAX_BARS);
        return ask(requestId -> new LinkCommand.CopyRates(requestId, symbol, Timeframe.M1, count), Answer.Rates.class)
                .map(rates -> rates.bars().stream().map(state.time()::utc).toList());
    }

    Future<List<Position>> positions() {
        return pages(
                        (requestId, before) ->
                                new LinkCommand.PositionsGet(requestId, last(before, Position::ticket), PAGE),
                        new Pages<>(Answer.Positions.class, Answer.Positions::positions, Answer.Positions::more),
                        List.of())
                .map(all -> all.stream().map(state.time()::utc).toList());
    }

    Future<List<PendingOrder>> orders() {
        return pages(
                        (requestId, before) ->
                                new LinkCommand.OrdersGet(requestId, last(before, PendingOrder::ticket), PAGE),
                        new Pages<>(Answer.Orders.class, Answer.Orders::orders, Answer.Orders::more),
                        List.of())
                .map(all -> all.stream().map(state.time()::utc).toList());
    }

    /** Pages go on after a ticket: what closes meanwhile does not shift the rest out of sight. */
    private static <T> long last(List<T> before, ToLongFunction<T> ticket) {
        return before.isEmpty() ? 0 : ticket.applyAsLong(before.get(before.size() - 1));
    }

    Future<List<Deal>> deals(long fromMsc, long toMsc) {
        return pages(
                        (requestId, before) -> new LinkCommand.DealsGet(
                                requestId,
                                state.time().broker(fromMsc),
                                state.time().broker(toMsc),
                                before.size(),
                                PAGE),
                        new Pages<>(Answer.Deals.class, Answer.Deals::deals, Answer.Deals::more),
                        List.of())
                .map(all -> all.stream().map(state.time()::utc).toList());
    }

    Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc) {
        return pages(
                        (requestId, before) -> new LinkCommand.OrdersHistoryGet(
                                requestId,
                                state.time().broker(fromMsc),
                                state.time().broker(toMsc),
                                before.size(),
                                PAGE),
                        new Pages<>(
                                Answer.OrdersHistory.class, Answer.OrdersHistory::orders, Answer.OrdersHistory::more),
                        List.of())
                .map(all -> all.stream().map(state.time()::utc).toList());
    }

    private <A extends Answer, T> Future<List<T>> pages(
            BiFunction<String, List<T>, LinkCommand.Request> question, Pages<A, T> pages, List<T> before) {
        return ask(requestId -> question.apply(requestId, before), pages.type).compose(answer -> {
            List<T> page = pages.items.apply(answer);
            List<T> all = new ArrayList<>(before);
            all.addAll(page);
            if (!pages.more.test(answer)) {
                return Future.succeededFuture(List.copyOf(all));
            }
            return page.isEmpty() || all.size() >= MAX_ITEMS
                    ? Future.failedFuture(new TerminalUnavailableException(
                            "the terminal says that more follows, after " + all.size() + " items"))
                    : pages(question, pages, all);
        });
    }

    Future<OrderCheck> check(TradeRequest order) {
        long deadline = clock.millis() + config.requestTimeout().toMillis();
        return ask(
                        requestId -> new LinkCommand.Check(
                                requestId, deadline, state.time().broker(order)),
                        Answer.Margin.class)
                .map(margin -> new OrderCheck(margin.required(), margin.free()));
    }

    private <A extends Answer> Future<A> ask(Function<String, LinkCommand.Request> question, Class<A> type) {
        return owner.call(() -> requests.ask(question, type)).compose(Function.identity());
    }
}
