package io.tickwire.terminal.link;

import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.TradeResult;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.terminal.Answer;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkMessage.Reply;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Does at a terminal what the bridge asks for and makes the reply. An order whose deadline has passed is refused, and a
 * request id that was seen before gets its first reply again: no order is executed late or twice. Owner: the client's
 * context.
 */
final class LinkExecutor {
    private static final int REMEMBERED = 10_000;

    private final TerminalGateway gateway;
    private final Clock clock;
    private final Map<String, Future<Reply>> done = new LinkedHashMap<>();

    LinkExecutor(TerminalGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /** Never fails. */
    Future<Reply> run(LinkCommand.Request request) {
        Future<Reply> reply = request instanceof LinkCommand.Trade trade ? once(trade) : read(request);
        return reply.otherwise(failure -> failed(request.requestId(), failure));
    }

    private Future<Reply> once(LinkCommand.Trade trade) {
        Future<Reply> known = done.get(trade.requestId());
        if (known != null) {
            return known;
        }
        Future<Reply> reply = trade(trade);
        done.put(trade.requestId(), reply);
        if (done.size() > REMEMBERED) {
            done.remove(done.keySet().iterator().next());
        }
        return reply;
    }

    private Future<Reply> trade(LinkCommand.Trade trade) {
        String id = trade.requestId();
        if (clock.millis() > trade.deadlineMsc()) {
            return Future.succeededFuture(Reply.plain(id, Retcode.TIMEOUT.code(), Retcode.TIMEOUT.text()));
        }
        return gateway.submit(trade.order()).map(result -> reply(id, result));
    }

    static Reply reply(String id, TradeResult result) {
        if (result instanceof TradeResult.Filled filled) {
            return new Reply(
                    id,
                    filled.retcode(),
                    "",
                    filled.order(),
                    filled.deal(),
                    filled.positionId(),
                    filled.price(),
                    filled.volume(),
                    filled.profit(),
                    filled.timeMsc(),
                    new Answer.None());
        }
        if (result instanceof TradeResult.Accepted accepted) {
            return new Reply(
                    id, accepted.retcode(), "", accepted.order(), 0, 0, 0, 0, 0, accepted.timeMsc(), new Answer.None());
        }
        return result instanceof TradeResult.Rejected rejected
                ? Reply.plain(id, rejected.retcode(), rejected.comment())
                : Reply.plain(id, 0, ((TradeResult.Unknown) result).why());
    }

    private Future<Reply> read(LinkCommand.Request request) {
        String id = request.requestId();
        return answer(request).map(answer -> Reply.of(id, Retcode.DONE.code(), answer));
    }

    private Future<Answer> answer(LinkCommand.Request request) {
        if (request instanceof LinkCommand.Check check) {
            return gateway.check(check.order())
                    .map(needs -> new Answer.Margin(needs.requiredMargin(), needs.freeMargin()));
        }
        if (request instanceof LinkCommand.PositionsGet get) {
            return gateway.positions()
                    .map(all -> above(all, Position::ticket, get.after()))
                    .map(rest -> new Answer.Positions(page(rest, 0, get.limit()), rest.size() > get.limit()));
        }
        if (request instanceof LinkCommand.OrdersGet get) {
            return gateway.orders()
                    .map(all -> above(all, PendingOrder::ticket, get.after()))
                    .map(rest -> new Answer.Orders(page(rest, 0, get.limit()), rest.size() > get.limit()));
        }
        if (request instanceof LinkCommand.DealsGet get) {
            return gateway.deals(get.fromMsc(), get.toMsc())
                    .map(all -> new Answer.Deals(
                            page(all, get.offset(), get.limit()), all.size() > (long) get.offset() + get.limit()));
        }
        if (request instanceof LinkCommand.OrdersHistoryGet get) {
            return gateway.ordersHistory(get.fromMsc(), get.toMsc())
                    .map(all -> new Answer.OrdersHistory(
                            page(all, get.offset(), get.limit()), all.size() > (long) get.offset() + get.limit()));
        }
        if (request instanceof LinkCommand.SymbolsGet) {
            return gateway.symbols().compose(LinkExecutor::symbols);
        }
        if (request instanceof LinkCommand.CopyRates copy && copy.timeframe() == Timeframe.M1) {
            return gateway.history(copy.symbol(), copy.count()).map(Answer.Rates::new);
        }
        return Future.failedFuture(new TerminalUnavailableException("this terminal does not keep that"));
    }

    private static Future<Answer> symbols(List<SymbolSpec> all) {
        return all.size() > LinkReport.SYMBOLS
                ? Future.failedFuture(new IllegalStateException(
                        all.size() + " symbols do not fit one reply: hello and symbols messages tell them"))
                : Future.succeededFuture(new Answer.Symbols(all));
    }

    private static <T> List<T> above(List<T> all, ToLongFunction<T> ticket, long after) {
        return all.stream()
                .filter(item -> ticket.applyAsLong(item) > after)
                .sorted(Comparator.comparingLong(ticket))
                .toList();
    }

    private static <T> List<T> page(List<T> all, int offset, int limit) {
        int from = Math.min(offset, all.size());
        return all.subList(from, (int) Math.min(all.size(), (long) from + limit));
    }

    /** The reply to a request that cannot be read. */
    static Reply malformed(Refusal refusal) {
        return Reply.plain(
                String.valueOf(refusal.details().get("request_id")), Retcode.INVALID.code(), refusal.message());
    }

    private static Reply failed(String id, Throwable failure) {
        int code = failure instanceof TerminalUnavailableException ? Retcode.CONNECTION.code() : Retcode.ERROR.code();
        return Reply.plain(id, code, String.valueOf(failure.getMessage()));
    }
}
