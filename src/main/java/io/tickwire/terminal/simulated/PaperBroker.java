package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.OrderCheck;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MetaTrader 5 trade server on paper: one account that requests, ticks and time act upon, in that order of their
 * coming. Owner: the terminal's thread.
 */
final class PaperBroker {
    private static final Logger LOG = LoggerFactory.getLogger(PaperBroker.class);

    private final Parts parts;
    private final LongSupplier time;
    private final AccountView view;
    private final AccountChecks checks;
    private final OrderDesk market;
    private final CloseDesk positions;
    private final PendingDesk pending;
    private final PendingBook waiting;
    private final StopTrigger stops;
    private final StopOut stopOut;
    private final Rollover rollover;
    private boolean ledgerFailed;

    /**
     * @param time the broker's clock, epoch milliseconds UTC
     * @param events told what happens without being asked for
     * @throws LedgerException when the journal cannot be used
     */
    PaperBroker(
            SimulatedConfig config,
            QuoteBook quotes,
            LedgerJournal journal,
            Faults faults,
            LongSupplier time,
            Consumer<TerminalEvent> events) {
        this.parts = Parts.of(config, quotes, journal, faults);
        this.time = time;
        this.view = new AccountView(parts);
        this.checks = new AccountChecks(parts, view);
        this.market = new OrderDesk(parts, checks);
        this.positions = new CloseDesk(parts);
        this.pending = new PendingDesk(parts, checks);
        this.waiting = new PendingBook(parts, checks, events);
        this.stops = new StopTrigger(parts, events);
        this.stopOut = new StopOut(parts, view, stops);
        this.rollover = new Rollover(parts);
    }

    /** Answers a request at the last ticks' prices. What the ledger cannot keep is not done. */
    TradeResult submit(TradeRequest request) {
        Optional<Retcode> scripted = parts.faults().reject();
        if (scripted.isPresent()) {
            return Answers.rejected(scripted.get());
        }
        long now = time.getAsLong();
        try {
            advance(now);
            TradeResult result = execute(request, now);
            stopOut.watch(now);
            return result;
        } catch (LedgerException failure) {
            LOG.error("{} was not booked: {}", request, failure.getMessage());
            return Answers.rejected(Retcode.ERROR, failure.getMessage());
        }
    }

    private TradeResult execute(TradeRequest request, long now) {
        if (request instanceof TradeRequest.OpenMarket open) {
            return market.open(open, now);
        }
        if (request instanceof TradeRequest.ClosePosition close) {
            return positions.close(close, now);
        }
        if (request instanceof TradeRequest.CloseBy close) {
            return positions.closeBy(close, now);
        }
        if (request instanceof TradeRequest.ModifyPosition modify) {
            return positions.modify(modify, now);
        }
        if (request instanceof TradeRequest.PlacePending place) {
            return pending.place(place, now);
        }
        if (request instanceof TradeRequest.ModifyOrder modify) {
            return pending.modify(modify, now);
        }
        return pending.cancel((TradeRequest.CancelOrder) request, now);
    }

    /** After the quote book has the tick. */
    void onTick(RawTick tick) {
        long now = time.getAsLong();
        guarded(() -> {
            advance(now);
            stops.onTick(tick, now);
            waiting.onTick(tick, now);
            stopOut.watch(now);
        });
    }

    private void advance(long now) {
        rollover.advance(now);
        waiting.expire(now);
    }

    /** What the ledger cannot keep now is tried again at the next tick. */
    private void guarded(Runnable task) {
        try {
            task.run();
            ledgerFailed = false;
        } catch (LedgerException failure) {
            if (!ledgerFailed) {
                LOG.error("nothing is booked until the ledger works again: {}", failure.getMessage());
            }
            ledgerFailed = true;
        }
    }

    OrderCheck check(TradeRequest request) {
        if (request instanceof TradeRequest.OpenMarket open) {
            return check(open.symbol(), open.side(), open.volume(), 0);
        }
        if (request instanceof TradeRequest.PlacePending place && place.type().pending()) {
            double price = place.type().isStopLimit() ? place.stopLimitPrice() : place.price();
            return check(place.symbol(), place.type().side(), place.volume(), price);
        }
        return new OrderCheck(0, view.snapshot().freeMargin());
    }

    private OrderCheck check(String symbol, Side side, double volume, double price) {
        SymbolSpec spec = parts.quotes().spec(symbol);
        RawTick tick = parts.quotes().last(symbol);
        if (spec == null || tick == null || !parts.valuation().convertible(spec)) {
            return new OrderCheck(Double.NaN, view.snapshot().freeMargin());
        }
        return checks.check(spec, side, volume, price > 0 ? price : QuoteBook.openPrice(tick, side));
    }

    AccountSnapshot account() {
        return view.snapshot();
    }

    double equity() {
        return view.equity();
    }

    double lowestMarginLevel() {
        return stopOut.lowest();
    }

    List<Position> positions() {
        return view.positions();
    }

    /** Orders that are over by now are not shown any more. */
    List<PendingOrder> orders() {
        guarded(() -> advance(time.getAsLong()));
        return parts.state().orders().stream().map(PaperOrder::order).toList();
    }

    List<Deal> deals(long fromMsc, long toMsc) {
        return parts.state().deals().stream()
                .filter(deal -> deal.timeMsc() >= fromMsc && deal.timeMsc() <= toMsc)
                .toList();
    }

    List<HistoryOrder> ordersHistory(long fromMsc, long toMsc) {
        return parts.state().history().stream()
                .filter(order -> order.doneMsc() >= fromMsc && order.doneMsc() <= toMsc)
                .toList();
    }

    /** Symbols of its positions and orders: after a restart they need their figures before their first tick. */
    Set<String> heldSymbols() {
        Set<String> symbols = new TreeSet<>();
        parts.state().positions().forEach(position -> symbols.add(position.symbol()));
        parts.state().orders().forEach(order -> symbols.add(order.order().symbol()));
        return symbols;
    }

    /** For tests and tools: everything that the account is. */
    LedgerState state() {
        return parts.state();
    }

    void close() {
        parts.ledger().close();
    }
}
