package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.TerminalEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The simulated terminal's broker without the terminal: no thread, no feed and no line of its own, whoever holds it
 * brings ticks, requests and time. The account is kept in memory. Owner: one thread at a time.
 */
public final class PaperMarket {
    private final SimulatedConfig config;
    private final QuoteBook quotes = new QuoteBook();
    private final Faults faults;
    private final PaperBroker broker;
    private final Consumer<TerminalEvent> events;

    /** Is told what is booked, in its order and before whoever asked for it has the answer. */
    public interface Book {

        /** A deal was done. */
        void deal(Deal deal);

        /** An order is over: filled, cancelled, expired. */
        void orderDone(HistoryOrder order);

        /** An order was placed or is different now. */
        void orderStands(PendingOrder order);
    }

    /**
     * @param config its ledger file and its feed are not looked at
     * @param time the broker's clock, epoch milliseconds UTC
     * @param events told what happens without being asked for
     */
    public PaperMarket(SimulatedConfig config, LongSupplier time, Consumer<TerminalEvent> events, Book book) {
        this(config, new BookJournal(book), new Faults(config.faults()), time, events);
    }

    /** @throws LedgerException when the journal cannot be used */
    PaperMarket(
            SimulatedConfig config,
            LedgerJournal journal,
            Faults faults,
            LongSupplier time,
            Consumer<TerminalEvent> events) {
        this.config = config;
        this.faults = faults;
        this.events = events;
        this.broker = new PaperBroker(config, quotes, journal, faults, time, events);
    }

    /** Everything that the account is. */
    PaperBroker broker() {
        return broker;
    }

    /** Lists a symbol with its figures. */
    public void list(SymbolSpec spec) {
        quotes.add(spec);
    }

    /** Null when it is not listed. */
    public SymbolSpec spec(String symbol) {
        return quotes.spec(symbol);
    }

    public List<SymbolSpec> specs() {
        return quotes.specs();
    }

    /** Null before its first tick. */
    public RawTick last(String symbol) {
        return quotes.last(symbol);
    }

    /** Takes a tick; the clock is to show its time already. A symbol that was not listed is listed with its usual figures. */
    public void onTick(RawTick tick) {
        if (quotes.last(tick.symbol()) == null && quotes.spec(tick.symbol()) == null) {
            SymbolSpec spec = PaperSpecs.spec(config, tick.symbol());
            quotes.add(spec);
            events.accept(new TerminalEvent.SymbolAdded(spec));
        }
        quotes.update(tick);
        broker.onTick(tick);
    }

    /** How long the next request takes to the broker, drawn as the configured faults say. */
    public long latencyNanos() {
        return faults.latencyNanos();
    }

    /** Answers a request at the last ticks' prices. */
    public TradeResult submit(TradeRequest request) {
        return broker.submit(request);
    }

    /** Margin that a request would need more, and what is free. */
    public OrderCheck check(TradeRequest request) {
        return broker.check(request);
    }

    public AccountSnapshot account() {
        return broker.account();
    }

    /** Oldest first. */
    public List<Position> positions() {
        return broker.positions();
    }

    /** Oldest first. */
    public List<PendingOrder> orders() {
        return broker.orders();
    }

    public double balance() {
        return broker.state().account().balance();
    }

    /** Balance and floating profit, to the cent. */
    public double equity() {
        return broker.equity();
    }

    /** The lowest margin level so far, percent; 0 when no margin was used yet. */
    public double lowestMarginLevel() {
        return broker.lowestMarginLevel();
    }
}
