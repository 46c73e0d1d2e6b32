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
import io.tickwire.ops.Clock;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.OwnerThread;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.feeds.TickFeed;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private final OwnerThread owner;
    private final Clock clock;
    private final boolean recorded;

    private final Faults faults;
    private final PaperMarket market;
    private final PaperBroker broker;
    private final TradeLine line;
    private final PaperConnection connection;
    private final List<Consumer<TerminalEvent>> listeners = new ArrayList<>();
    private long feedTimeMsc;

    /**
     * @param symbols listed from the start; a feed may bring more
     * @param quotedElsewhere symbols whose prices come from a client feed, not from this one's
     * @param recorded whether the feed is a recording, which may be held back
     * @param owner a single thread; closed with the terminal
     * @throws LedgerException when the configured ledger cannot be used
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
        this.owner = new OwnerThread(id, owner);
        this.clock = clock;
        this.faults = new Faults(config.faults());
        this.market = new PaperMarket(config, journal(config), faults, this::brokerTime, this::tell);
        this.broker = market.broker();
        this.line = new TradeLine(this.owner, faults, clock, this::execute);
        this.connection =
                new PaperConnection(id, config, this.owner, faults, clock, this::tell, pump::stop, this::pump);
        symbols.forEach(symbol -> market.list(PaperSpecs.of(config, symbol)));
        broker.heldSymbols().stream()
                .filter(symbol -> market.spec(symbol) == null)
                .forEach(symbol -> market.list(PaperSpecs.spec(config, symbol)));
    }

    private static LedgerJournal journal(SimulatedConfig config) {
        return config.ledger().isEmpty() ? LedgerJournal.none() : LedgerFile.open(Path.of(config.ledger()));
    }

    /** What goes wrong with answers; for a link that carries them over a wire. */
    public ReplyFaults replyFaults() {
        return faults;
    }

    /** Changes at run time what goes wrong. */
    Faults faults() {
        return faults;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public TerminalStatus status() {
        return connection.status();
    }

    @Override
    public Future<TerminalStatus> connect(String server, long login, String password) {
        return owner.call(() -> connection.connect(server, login));
    }

    @Override
    public Future<TerminalStatus> disconnect() {
        return owner.call(connection::disconnect);
    }

    @Override
    public boolean paced() {
        return recorded;
    }

    @Override
    public Future<List<SymbolSpec>> symbols() {
        return read(market::specs);
    }

    @Override
    public Future<List<Bar>> history(String symbol, int minutes) {
        return read(() -> history.minutes(symbol, minutes));
    }

    @Override
    public Future<AccountSnapshot> account() {
        return read(broker::account);
    }

    @Override
    public Future<List<Position>> positions() {
        return read(broker::positions);
    }

    @Override
    public Future<List<PendingOrder>> orders() {
        return read(broker::orders);
    }

    @Override
    public Future<List<Deal>> deals(long fromMsc, long toMsc) {
        return read(() -> broker.deals(fromMsc, toMsc));
    }

    @Override
    public Future<List<HistoryOrder>> ordersHistory(long fromMsc, long toMsc) {
        return read(() -> broker.ordersHistory(fromMsc, toMsc));
    }

    @Override
    public Future<OrderCheck> check(TradeRequest order) {
        return read(() -> broker.check(order));
    }

    @Override
    public Future<TradeResult> submit(TradeRequest request) {
        return line.send(request);
    }

    private TradeResult execute(TradeRequest request) {
        if (connection.isOpen() && faults.disconnect()) {
            connection.drop();
        }
        return connection.isOpen() ? broker.submit(request) : Answers.rejected(Retcode.CONNECTION);
    }

    @Override
    public void pushTicks(Consumer<List<RawTick>> newSink) {
        owner.run(() -> pump.sink(newSink));
    }

    @Override
    public void requestTicks(int count) {
        owner.run(() -> {
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
        owner.run(() -> {
            if (quotedElsewhere.contains(tick.symbol()) && connection.isOpen()) {
                onTick(tick);
                pump.push(tick);
            }
        });
    }

    @Override
    public Runnable onEvent(Consumer<TerminalEvent> listener) {
        owner.run(() -> listeners.add(listener));
        return () -> owner.run(() -> listeners.remove(listener));
    }

    @Override
    public Future<Void> close() {
        Future<Void> closed = owner.call(() -> {
            connection.close();
            pump.close();
            broker.close();
            return null;
        });
        owner.shutdown();
        return closed;
    }

    private void pump() {
        if (connection.isOpen()) {
            pump.run();
        }
    }

    /** The tick with the time that this broker gives it; null for a symbol whose prices come from elsewhere. */
    private RawTick onFeedTick(RawTick tick) {
        if (quotedElsewhere.contains(tick.symbol())) {
            return null;
        }
        connection.alive();
        onTick(tick);
        long offsetMs = faults.clockOffsetMs();
        return offsetMs == 0 ? tick : tick.at(tick.timeMsc() + offsetMs);
    }

    /** The broker lives in the time of a recording, else in the present. */
    private long brokerTime() {
        return (recorded ? feedTimeMsc : clock.millis()) + faults.clockOffsetMs();
    }

    private void onTick(RawTick tick) {
        feedTimeMsc = Math.max(feedTimeMsc, tick.timeMsc());
        market.onTick(tick);
    }

    private void feedEnded() {
        tell(new TerminalEvent.FeedEnded(pump.taken(), ""));
    }

    private void feedBroke(RuntimeException broken) {
        String why = String.valueOf(broken.getMessage());
        LOG.error("terminal {}: feed failed: {}", id, why);
        connection.broke(why);
        tell(new TerminalEvent.FeedEnded(pump.taken(), why));
    }

    private void tell(TerminalEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    private <T> Future<T> read(Supplier<T> reader) {
        return owner.call(() -> {
            connection.requireOpen();
            return reader.get();
        });
    }
}
