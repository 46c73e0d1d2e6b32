package io.tickwire.terminal.simulated;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The money and positions of a hedging paper account. It books what it is told; whether an order is allowed is the
 * {@link OrderDesk}'s business. Owner: the terminal's thread.
 */
final class PaperLedger {
    private static final int KEPT_DEALS = 10_000;

    private final SimulatedConfig config;
    private final QuoteBook quotes;
    private final Map<Long, PaperPosition> positions = new LinkedHashMap<>();
    private final ArrayDeque<Deal> deals = new ArrayDeque<>();
    private double balance;
    private long lastTicket = 10_000_000;

    PaperLedger(SimulatedConfig config, QuoteBook quotes) {
        this.config = config;
        this.quotes = quotes;
        this.balance = config.balance();
    }

    /** Opens a position; its ticket is that of the order. */
    Deal open(
            SymbolSpec spec,
            Side side,
            double volume,
            double price,
            double sl,
            double tp,
            long timeMsc,
            long magic,
            String comment) {
        long order = ++lastTicket;
        positions.put(
                order, new PaperPosition(order, spec.name(), side, volume, price, timeMsc, sl, tp, magic, comment));
        return book(new Deal(
                ++lastTicket,
                order,
                order,
                spec.name(),
                side,
                Deal.Entry.IN,
                Deal.Reason.EXPERT,
                volume,
                price,
                0,
                0,
                0,
                timeMsc,
                magic,
                comment));
    }

    /** Closes a position or part of it and books the profit. */
    Deal close(PaperPosition position, double volume, double price, long timeMsc, Deal.Reason reason, String comment) {
        double profit = cents(profit(position, volume, price));
        SymbolSpec spec = quotes.spec(position.symbol);
        position.volume = spec.volume().normalise(position.volume - volume);
        if (position.volume < spec.volume().step() / 2) {
            positions.remove(position.ticket);
        }
        balance = cents(balance + profit);
        long order = ++lastTicket;
        return book(new Deal(
                ++lastTicket,
                order,
                position.ticket,
                position.symbol,
                position.side.opposite(),
                Deal.Entry.OUT,
                reason,
                volume,
                price,
                profit,
                0,
                0,
                timeMsc,
                position.magic,
                comment));
    }

    private Deal book(Deal deal) {
        if (deals.size() == KEPT_DEALS) {
            deals.poll();
        }
        deals.add(deal);
        return deal;
    }

    /** Null when it is not open. */
    PaperPosition find(long ticket) {
        return positions.get(ticket);
    }

    Collection<PaperPosition> open() {
        return positions.values();
    }

    List<Deal> deals(long fromMsc, long toMsc) {
        return deals.stream()
                .filter(deal -> deal.timeMsc() >= fromMsc && deal.timeMsc() <= toMsc)
                .toList();
    }

    /** Margin that a position needs, in account currency; NaN without a conversion rate. */
    double margin(SymbolSpec spec, double volume) {
        double inMarginCurrency = volume * spec.contractSize() / config.leverage();
        return quotes.convert(-inMarginCurrency, spec.currencies().margin(), config.currency()).stream()
                .map(Math::abs)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Whether profit and margin of a symbol can be reckoned in account currency at present prices. */
    boolean convertible(SymbolSpec spec) {
        return quotes.convert(1, spec.currencies().profit(), config.currency()).isPresent()
                && quotes.convert(1, spec.currencies().margin(), config.currency())
                        .isPresent();
    }

    AccountSnapshot snapshot() {
        double floating = 0;
        double margin = 0;
        for (PaperPosition position : positions.values()) {
            floating += floatingProfit(position);
            margin += margin(quotes.spec(position.symbol), position.volume);
        }
        double profit = cents(floating);
        double equity = cents(balance + profit);
        double used = cents(margin);
        return new AccountSnapshot(
                Long.toString(config.login()),
                config.name(),
                config.server(),
                config.company(),
                config.currency(),
                config.leverage(),
                TradeMode.DEMO,
                config.marginMode(),
                balance,
                0,
                equity,
                used,
                cents(equity - used),
                used > 0 ? cents(equity / used * 100) : 0,
                profit);
    }

    List<Position> positions() {
        List<Position> list = new ArrayList<>(positions.size());
        for (PaperPosition open : positions.values()) {
            list.add(new Position(
                    open.ticket,
                    open.symbol,
                    open.side,
                    open.volume,
                    open.openPrice,
                    open.openTimeMsc,
                    open.stopLoss,
                    open.takeProfit,
                    QuoteBook.closePrice(quotes.last(open.symbol), open.side),
                    cents(floatingProfit(open)),
                    0,
                    open.magic,
                    open.comment));
        }
        return list;
    }

    private double floatingProfit(PaperPosition position) {
        RawTick tick = quotes.last(position.symbol);
        return profit(position, position.volume, QuoteBook.closePrice(tick, position.side));
    }

    private double profit(PaperPosition position, double volume, double closePrice) {
        SymbolSpec spec = quotes.spec(position.symbol);
        double inProfitCurrency =
                (closePrice - position.openPrice) * position.side.sign() * volume * spec.contractSize();
        return quotes.convert(inProfitCurrency, spec.currencies().profit(), config.currency())
                .orElseThrow(() -> new IllegalStateException(
                        "no rate from " + spec.currencies().profit() + " to " + config.currency()));
    }

    private static double cents(double amount) {
        return Math.rint(amount * 100) / 100;
    }
}
