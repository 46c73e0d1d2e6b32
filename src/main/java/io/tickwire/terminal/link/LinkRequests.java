package io.tickwire.terminal.link;

import io.tickwire.config.LinkConfig;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.terminal.Answer;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkMessage.Reply;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Function;

/**
 * Sends requests and makes results of their replies. An order that was sent and not answered is unknown and never sent
 * again. Owner: the gateway's thread.
 */
final class LinkRequests {
    private static final Set<Integer> DONE =
            Set.of(Retcode.DONE.code(), Retcode.DONE_PARTIAL.code(), Retcode.PLACED.code());

    private final LinkConfig config;
    private final Clock clock;
    private final LinkState state;
    private final PendingRequests pending;
    private final String ids;
    private long sent;

    LinkRequests(LinkConfig config, Clock clock, LinkState state, PendingRequests pending) {
        this.config = config;
        this.clock = clock;
        this.state = state;
        this.pending = pending;
        // A reply to the process before this one must not meet a request of this one.
        this.ids = Long.toString(clock.millis(), Character.MAX_RADIX) + "-";
    }

    /** False when nobody waits for it. */
    boolean answer(Reply reply) {
        return pending.answer(reply);
    }

    Future<TradeResult> submit(TradeRequest order) {
        if (!state.open()) {
            return refused(Retcode.CONNECTION);
        }
        if (pending.isFull()) {
            return Future.succeededFuture(new TradeResult.Rejected(
                    Retcode.TOO_MANY_REQUESTS.code(),
                    config.maxPending() + " requests wait for the terminal already: link.maxPending"));
        }
        String requestId = nextId();
        long deadline = clock.millis() + config.requestTimeout().toMillis();
        BrokerTime time = state.time();
        Future<Reply> reply = pending.add(requestId, config.lateReplies().toMillis());
        state.send(new LinkCommand.Trade(requestId, deadline, time.broker(order)));
        return reply.map(answer -> result(answer, time))
                .otherwise(silence -> new TradeResult.Unknown(silence.getMessage()));
    }

    private static Future<TradeResult> refused(Retcode why) {
        return Future.succeededFuture(new TradeResult.Rejected(why.code(), why.text()));
    }

    static TradeResult result(Reply reply, BrokerTime time) {
        if (reply.retcode() == 0) {
            return new TradeResult.Unknown("the terminal does not know: " + reply.comment());
        }
        if (!DONE.contains(reply.retcode())) {
            return new TradeResult.Rejected(reply.retcode(), reply.comment());
        }
        long timeMsc = time.utc(reply.timeMsc());
        return reply.deal() == 0
                ? new TradeResult.Accepted(reply.order(), timeMsc, reply.retcode())
                : new TradeResult.Filled(
                        reply.order(),
                        reply.deal(),
                        reply.position(),
                        reply.price(),
                        reply.volume(),
                        reply.profit(),
                        timeMsc,
                        reply.retcode());
    }

    /** Reads; fails with {@link TerminalUnavailableException}. */
    <A extends Answer> Future<A> ask(Function<String, LinkCommand.Request> question, Class<A> type) {
        state.requireOpen();
        if (pending.isFull()) {
            throw new TerminalUnavailableException(
                    config.maxPending() + " requests wait for the terminal already: link.maxPending");
        }
        LinkCommand.Request request = question.apply(nextId());
        Future<Reply> reply =
                pending.add(request.requestId(), config.requestTimeout().toMillis());
        state.send(request);
        return reply.map(answer -> answer(answer, type))
                .recover(failure -> Future.failedFuture(
                        failure instanceof TerminalUnavailableException
                                ? failure
                                : new TerminalUnavailableException(failure.getMessage())));
    }

    private static <A extends Answer> A answer(Reply reply, Class<A> type) {
        if (!type.isInstance(reply.answer())) {
            throw new TerminalUnavailableException("the terminal answered " + reply.retcode() + " " + reply.comment());
        }
        return type.cast(reply.answer());
    }

    private String nextId() {
        return ids + ++sent;
    }
}
