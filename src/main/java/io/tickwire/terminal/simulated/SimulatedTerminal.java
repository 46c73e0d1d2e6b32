package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
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
import io.tickwire.domain.message.TerminalStatus.Status;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.ConnectRefusedException;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.TerminalUnavailableException;
import io.tickwire.terminal.feeds.TickFeed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in terminal: a paper account filled at the prices of a feed. All state belongs to one thread of its own,
 * because reading a recorded feed may block on a disk; every method hands over to it.
 */
public final class SimulatedTerminal implements TerminalGateway {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatedTerminal.class);

    private final String id;
    private final SimulatedConfig config;
    private final MinuteHistory history;
    private final Set<String> quotedElsewhere;
    private final TickPump pump;
    private final ScheduledExecutorService owner;
    private final Clock clock;
    private final boolean recorded;

    private final QuoteBook quotes = new QuoteBook();
    private final PaperLedger ledger;
    private final OrderDesk desk;
    private final List<Consumer<TerminalEvent>> listeners = new ArrayList<>();
    private volatile TerminalStatus status;
    private volatile long lastSignMsc;
    private long feedTimeMsc;

    /**
     * @param symbols listed from the start; a feed may bring more
     * @param quotedElsewhere symbols whose prices come from a client feed, not from this one's
     * @param recorded whether the feed is a recording, which may be held back
     * @param owner a single thread; closed with the terminal
     */
    public SimulatedTerminal(
            String id,
            SimulatedConfig config,
            List<SymbolSpec> symbols,
            MinuteHistory history,
            Set<String> quotedElsewhere,
            TickFeed feed,
            FeedSpeed speed,
            boolean recorded,
            ScheduledExecutorService owner,
            Clock clock) {
        this.id = id;
        this.config = config;
        this.history = history;
        this.quotedElsewhere = Set.copyOf(quotedElsewhere);
        this.pump = new TickPump(
                new FeedPlayer(feed, speed, clock), owner, this::onFeedTick, this::feedBroke, this::feedEnded);
        this.recorded = recorded;
        this.owner = owner;
        this.clock = clock;
        this.ledger = new PaperLedger(config, quotes);
        this.desk = new OrderDesk(quotes, ledger, this::brokerTime);
        this.status = new TerminalStatus(Status.DISCONNECTED, config.server(), 0, "", 0);
        symbols.forEach(quotes::add);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TerminalStatus status() {
        TerminalStatus known = status;
        return new TerminalStatus(
                known.status(),
                known.server(),
                Math.max(known.lastUpdateMsc(), lastSignMsc),
                known.lastError(),
                known.reconnectAttempts());
    }

    @Override
    public boolean paced() {
        return recorded;
    }

    @Override
    public Future<TerminalStatus> connect(String server, long login, String password) {
        return onOwner(() -> {
            boolean known =
                    (login == 0 || login == config.login()) && (server.isEmpty() || server.equals(config.server()));
            if (!known) {
                throw new ConnectRefusedException(
                        "Invalid account: login " + login + " on " + server,
                        "this terminal has account " + config.login() + " on " + config.server());
            }
            become(new TerminalStatus(Status.CONNECTED, config.server(), clock.millis(), "", 0));
            pump();
            return status;
        });
    }

    @Override
    public Future<TerminalStatus> disconnect() {
        return onOwner(() -> {
            pump.stop();
            become(new TerminalStatus(Status.DISCONNECTED, config.server(), clock.millis(), "", 0));
            return status;
        });
    }

    private void become(TerminalStatus next) {
        status = next;
        tell(new TerminalEvent.StatusChanged(next));
    }

    @Override
    public Future<List<SymbolSpec>> symbols() {
        return read(quotes::specs);
    }

    @Override
    public Future<List<Bar>> history(String symbol, int minutes) {
        return read(() -> history.minutes(symbol, minutes));
    }

    @Override
    public Future<AccountSnapshot> account() {
        return read(ledger::snapshot);
    }

    @Override
    public Future<List<Position>> positions() {
        return read(ledger::positions);
    }

    @Override
    public Future<List<PendingOrder>> orders() {
        return read(List::of);
    }

    @Override
    public Future<List<Deal>> deals(long fromMsc, long toMsc) {
        return read(() -> ledger.deals(fromMsc, toMsc));
    }

    @Override
    public Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc) {
        return read(List::of);
    }

    @Override
    public Future<OrderCheck> check(TradeRequest order) {
        return read(() -> order instanceof TradeRequest.OpenMarket open ? desk.check(open) : new OrderCheck(0, 0));
    }

    @Override
    public Future<TradeResult> submit(TradeRequest request) {
        return onOwner(() -> status.connected()
                        ? execute(request)
                        : new TradeResult.Rejected(Retcode.CONNECTION.code(), Retcode.CONNECTION.text()))
                .otherwise(fault -> {
                    LOG.error("terminal {}: {} failed", id, request, fault);
                    return new TradeResult.Unknown(fault.toString());
                });
    }

    private TradeResult execute(TradeRequest request) {
        if (request instanceof TradeRequest.OpenMarket open) {
            return desk.open(open);
        }
        if (request instanceof TradeRequest.ClosePosition close) {
            return desk.close(close);
        }
        if (request instanceof TradeRequest.ModifyPosition modify) {
            return desk.modify(modify);
        }
        return desk.cancel((TradeRequest.CancelOrder) request);
    }

    @Override
    public void pushTicks(Consumer<List<RawTick>> newSink) {
        hand(() -> pump.sink(newSink));
    }

    @Override
    public void requestTicks(int count) {
        hand(() -> {
            pump.request(count);
            pump();
        });
    }

    @Override
    public Future<List<RawTick>> pollTicks(int max) {
        return read(() -> pump.poll(max));
    }

    @Override
    public void acceptQuote(RawTick tick) {
        hand(() -> {
            if (quotedElsewhere.contains(tick.symbol()) && status.connected()) {
                onTick(tick);
                pump.push(tick);
            }
        });
    }

    @Override
    public Runnable onEvent(Consumer<TerminalEvent> listener) {
        hand(() -> listeners.add(listener));
        return () -> hand(() -> listeners.remove(listener));
    }

    @Override
    public Future<Void> close() {
        Future<Void> closed = onOwner(() -> {
            pump.close();
            return null;
        });
        owner.shutdown();
        return closed;
    }

    private void pump() {
        if (status.connected()) {
            pump.run();
        }
    }

    /** False for a symbol whose prices come from elsewhere. */
    private boolean onFeedTick(RawTick tick) {
        if (quotedElsewhere.contains(tick.symbol())) {
            return false;
        }
        lastSignMsc = clock.millis();
        onTick(tick);
        return true;
    }

    /** The broker lives in the time of a recording, else in the present. */
    private long brokerTime() {
        return recorded ? feedTimeMsc : clock.millis();
    }

    private void onTick(RawTick tick) {
        feedTimeMsc = Math.max(feedTimeMsc, tick.timeMsc());
        if (quotes.spec(tick.symbol()) == null) {
            SymbolSpec spec = SymbolCatalogue.spec(tick.symbol());
            quotes.add(spec);
            tell(new TerminalEvent.SymbolAdded(spec));
        }
        quotes.update(tick);
        for (Deal deal : desk.trigger(tick)) {
            tell(new TerminalEvent.DealDone(deal));
        }
    }

    private void feedEnded() {
        tell(new TerminalEvent.FeedEnded(pump.taken(), ""));
    }

    private void feedBroke(RuntimeException broken) {
        String why = String.valueOf(broken.getMessage());
        LOG.error("terminal {}: feed failed: {}", id, why);
        become(new TerminalStatus(Status.ERROR, config.server(), clock.millis(), why, 0));
        tell(new TerminalEvent.FeedEnded(pump.taken(), why));
    }

    private void tell(TerminalEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private <T> Future<T> read(Supplier<T> reader) {
        return onOwner(() -> {
            if (!status.connected()) {
                throw new TerminalUnavailableException(
                        "terminal " + id + " is " + status.status().wire());
            }
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
                .onFailure(failure -> LOG.debug("terminal {}: {}", id, failure.toString()));
    }
}
