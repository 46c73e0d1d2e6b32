package io.tickwire.terminal.link;

import io.tickwire.config.LinkConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.terminal.Answer;
import io.tickwire.protocol.terminal.LinkCommand;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A terminal that dials in over the terminal link. All state belongs to one thread of its own; every method hands over
 * to it, and so does the edge with connections and messages.
 */
public final class LinkGateway implements TerminalGateway {
    private static final Logger LOG = LoggerFactory.getLogger(LinkGateway.class);
    private static final int PAGE = 500;
    private static final int MAX_BARS = 5000;

    private final String id;
    private final LinkConfig config;
    private final ScheduledExecutorService owner;
    private final Clock clock;
    private final LinkStats stats;
    private final TickInflow ticks;
    private final LinkState state;
    private final LinkRequests requests;
    private final List<Consumer<TerminalEvent>> listeners = new ArrayList<>();

    /** @param owner a single thread; closed with the gateway */
    public LinkGateway(String id, LinkConfig config, ScheduledExecutorService owner, Clock clock, Metrics metrics) {
        this.id = id;
        this.config = config;
        this.owner = owner;
        this.clock = clock;
        this.stats = new LinkStats(metrics);
        this.ticks = new TickInflow(config.maxTicks(), stats);
        PendingRequests pending = new PendingRequests(owner, config.maxPending());
        this.state = new LinkState(id, config, clock, ticks, pending, this::tell);
        this.requests = new LinkRequests(config, clock, state, pending);
    }

    LinkStats stats() {
        return stats;
    }

    /** Ticks that wait for their reader. */
    int waitingTicks() {
        return ticks.waiting();
    }

    /** A connection said hello. It is welcomed, or told why not and closed. Any thread. */
    void attach(LinkPeer peer, LinkMessage.Hello hello) {
        hand(() -> state.attach(peer, hello));
    }

    /** A message of a connection that said hello; one that was replaced meanwhile is not heard. Any thread. */
    public void receive(LinkPeer peer, LinkMessage message) {
        hand(() -> {
            if (state.isCurrent(peer)) {
                state.alive();
                take(message);
            }
        });
    }

    /** A connection is gone. Any thread. */
    public void lost(LinkPeer peer, String why) {
        hand(() -> state.lost(peer, why));
    }

    private void take(LinkMessage message) {
        if (message instanceof LinkMessage.Ticks batch) {
            if (state.open()) {
                ticks.offer(batch.ticks(), state.time());
            }
        } else if (message instanceof LinkMessage.Reply reply) {
            if (!requests.answer(reply)) {
                stats.ignoredReply();
                LOG.info("terminal {}: nobody waits for the reply to {}", id, reply.requestId());
            }
        } else if (message instanceof LinkMessage.Bye bye) {
            LOG.info("terminal {}: says goodbye: {}", id, bye.reason());
        } else {
            state.take(message);
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TerminalStatus status() {
        return state.status();
    }

    @Override
    public boolean paced() {
        return false;
    }

    /** From here on a terminal is taken, now or when it dials in; fails while there is none. */
    @Override
    public Future<TerminalStatus> connect(String server, long login, String password) {
        return onOwner(() -> state.connect(server, login));
    }

    @Override
    public Future<TerminalStatus> disconnect() {
        return onOwner(state::disconnect);
    }

    @Override
    public Future<List<SymbolSpec>> symbols() {
        return read(state::symbols);
    }

    @Override
    public Future<List<Bar>> history(String symbol, int minutes) {
        if (minutes <= 0) {
            return Future.succeededFuture(List.of());
        }
        int count = Math.min(minutes, MAX_BARS);
        return ask(requestId -> new LinkCommand.CopyRates(requestId, symbol, Timeframe.M1, count), Answer.Rates.class)
                .map(rates -> rates.bars().stream().map(state.time()::utc).toList());
    }

    /** What the terminal told last: it tells every change, and before it replies to an order that made one. */
    @Override
    public Future<AccountSnapshot> account() {
        return read(state::account);
    }

    @Override
    public Future<List<Position>> positions() {
        return ask(LinkCommand.PositionsGet::new, Answer.Positions.class)
                .map(answer ->
                        answer.positions().stream().map(state.time()::utc).toList());
    }

    @Override
    public Future<List<PendingOrder>> orders() {
        return ask(LinkCommand.OrdersGet::new, Answer.Orders.class)
                .map(answer -> answer.orders().stream().map(state.time()::utc).toList());
    }

    @Override
    public Future<List<Deal>> deals(long fromMsc, long toMsc) {
        return pages(
                (requestId, offset) -> new LinkCommand.DealsGet(
                        requestId, state.time().broker(fromMsc), state.time().broker(toMsc), offset, PAGE),
                Answer.Deals.class,
                answer -> answer.deals().stream().map(state.time()::utc).toList(),
                Answer.Deals::more,
                List.of());
    }

    @Override
    public Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc) {
        return pages(
                (requestId, offset) -> new LinkCommand.OrdersHistoryGet(
                        requestId, state.time().broker(fromMsc), state.time().broker(toMsc), offset, PAGE),
                Answer.OrdersHistory.class,
                answer -> answer.orders().stream().map(state.time()::utc).toList(),
                Answer.OrdersHistory::more,
                List.of());
    }

    private <A extends Answer, T> Future<List<T>> pages(
            BiFunction<String, Integer, LinkCommand.Request> question,
            Class<A> type,
            Function<A, List<T>> items,
            Function<A, Boolean> more,
            List<T> before) {
        return ask(requestId -> question.apply(requestId, before.size()), type).compose(answer -> {
            List<T> page = items.apply(answer);
            List<T> all = new ArrayList<>(before);
            all.addAll(page);
            return more.apply(answer) && !page.isEmpty()
                    ? pages(question, type, items, more, all)
                    : Future.succeededFuture(List.copyOf(all));
        });
    }

    @Override
    public Future<OrderCheck> check(TradeRequest order) {
        boolean opens = order instanceof TradeRequest.OpenMarket || order instanceof TradeRequest.PlacePending;
        if (!opens) {
            return read(() -> new OrderCheck(0, 0));
        }
        long deadline = clock.millis() + config.requestTimeout().toMillis();
        return ask(
                        requestId -> new LinkCommand.Check(
                                requestId, deadline, state.time().broker(order)),
                        Answer.Margin.class)
                .map(margin -> new OrderCheck(margin.required(), margin.free()));
    }

    @Override
    public Future<TradeResult> submit(TradeRequest request) {
        return onOwner(() -> requests.submit(request))
                .compose(Function.identity())
                .otherwise(fault -> new TradeResult.Unknown(String.valueOf(fault.getMessage())));
    }

    @Override
    public void pushTicks(Consumer<List<RawTick>> sink) {
        hand(() -> ticks.sink(sink));
    }

    @Override
    public void requestTicks(int count) {
        hand(() -> ticks.request(count));
    }

    @Override
    public Future<List<RawTick>> pollTicks(int max) {
        return read(() -> ticks.poll(max));
    }

    /** A real market cannot be moved from here. */
    @Override
    public void acceptQuote(RawTick tick) {
        LOG.debug("terminal {}: a client's quote for {} does not move a linked terminal", id, tick.symbol());
    }

    @Override
    public Runnable onEvent(Consumer<TerminalEvent> listener) {
        hand(() -> listeners.add(listener));
        return () -> hand(() -> listeners.remove(listener));
    }

    @Override
    public Future<Void> close() {
        Future<Void> closed = onOwner(() -> {
            state.close();
            return null;
        });
        owner.shutdown();
        return closed;
    }

    private void tell(TerminalEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private <A extends Answer> Future<A> ask(Function<String, LinkCommand.Request> question, Class<A> type) {
        return onOwner(() -> requests.ask(question, type)).compose(Function.identity());
    }

    private <T> Future<T> read(Supplier<T> reader) {
        return onOwner(() -> {
            state.requireOpen();
            return reader.get();
        });
    }

    private <T> Future<T> onOwner(Supplier<T> task) {
        Promise<T> promise = Promise.promise();
        try {
            owner.execute(() -> {
                try {
                    promise.complete(task.get());
                } catch (RuntimeException failure) {
                    promise.fail(failure);
                }
            });
        } catch (RejectedExecutionException closed) {
            promise.fail(new TerminalUnavailableException("terminal " + id + " is closed"));
        }
        return promise.future();
    }

    private void hand(Runnable task) {
        onOwner(() -> {
                    task.run();
                    return null;
                })
                .onFailure(failure -> LOG.warn("terminal {}: {}", id, failure.toString()));
    }
}
