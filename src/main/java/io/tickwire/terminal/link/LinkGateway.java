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
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.TerminalStatus;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.terminal.LinkMessage;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.OwnerThread;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
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

    private final String id;
    private final OwnerThread owner;
    private final LinkStats stats;
    private final TickInflow ticks;
    private final LinkState state;
    private final LinkRequests requests;
    private final LinkReads reads;
    private final List<Consumer<TerminalEvent>> listeners = new ArrayList<>();

    /** @param owner a single thread; closed with the gateway */
    public LinkGateway(String id, LinkConfig config, ScheduledExecutorService owner, Clock clock, Metrics metrics) {
        this.id = id;
        this.owner = new OwnerThread(id, owner);
        this.stats = new LinkStats(metrics);
        this.ticks = new TickInflow(config.maxTicks(), stats);
        PendingRequests pending = new PendingRequests(owner, config.maxPending());
        this.state = new LinkState(id, config, clock, ticks, pending, this::tell);
        this.requests = new LinkRequests(config, clock, state, pending);
        this.reads = new LinkReads(this.owner, config, clock, state, requests);
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
        owner.run(() -> state.attach(peer, hello));
    }

    /** A message of a connection that said hello; one that was replaced meanwhile is not heard. Any thread. */
    public void receive(LinkPeer peer, LinkMessage message) {
        owner.run(() -> {
            if (state.isCurrent(peer)) {
                state.alive();
                take(message);
            }
        });
    }

    /** A connection is gone. Any thread. */
    public void lost(LinkPeer peer, String why) {
        owner.run(() -> state.lost(peer, why));
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
        return owner.call(() -> state.connect(server, login));
    }

    @Override
    public Future<TerminalStatus> disconnect() {
        return owner.call(state::disconnect);
    }

    @Override
    public Future<List<SymbolSpec>> symbols() {
        return read(state::symbols);
    }

    @Override
    public Future<List<Bar>> history(String symbol, int minutes) {
        return reads.history(symbol, minutes);
    }

    /** What the terminal told last: it tells every change, and before it replies to an order that made one. */
    @Override
    public Future<AccountSnapshot> account() {
        return read(state::account);
    }

    @Override
    public Future<List<Position>> positions() {
        return reads.positions();
    }

    @Override
    public Future<List<PendingOrder>> orders() {
        return reads.orders();
    }

    @Override
    public Future<List<Deal>> deals(long fromMsc, long toMsc) {
        return reads.deals(fromMsc, toMsc);
    }

    @Override
    public Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc) {
        return reads.ordersHistory(fromMsc, toMsc);
    }

    @Override
    public Future<OrderCheck> check(TradeRequest order) {
        boolean opens = order instanceof TradeRequest.OpenMarket || order instanceof TradeRequest.PlacePending;
        return opens ? reads.check(order) : read(() -> new OrderCheck(0, 0));
    }

    @Override
    public Future<TradeResult> submit(TradeRequest request) {
        return owner.call(() -> requests.submit(request))
                .compose(Function.identity())
                .otherwise(fault -> new TradeResult.Unknown(String.valueOf(fault.getMessage())));
    }

    @Override
    public void pushTicks(Consumer<List<RawTick>> sink) {
        owner.run(() -> ticks.sink(sink));
    }

    @Override
    public void requestTicks(int count) {
        owner.run(() -> ticks.request(count));
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
        owner.run(() -> listeners.add(listener));
        return () -> owner.run(() -> listeners.remove(listener));
    }

    @Override
    public Future<Void> close() {
        Future<Void> closed = owner.call(() -> {
            state.close();
            return null;
        });
        owner.shutdown();
        return closed;
    }

    private void tell(TerminalEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private <T> Future<T> read(Supplier<T> reader) {
        return owner.call(() -> {
            state.requireOpen();
            return reader.get();
        });
    }
}
