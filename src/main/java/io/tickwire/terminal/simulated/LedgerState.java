package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the facts of an account add up to. It decides nothing. Owner: the terminal's thread. */
final class LedgerState {
    static final int KEPT = 10_000;

    private final Map<Long, PaperPosition> positions = new LinkedHashMap<>();
    private final Map<Long, PaperOrder> orders = new LinkedHashMap<>();
    private final ArrayDeque<Deal> deals = new ArrayDeque<>();
    private final ArrayDeque<HistoryOrder> history = new ArrayDeque<>();
    private long revision;
    private LedgerEvent.AccountStands account = new LedgerEvent.AccountStands(0, "", 0, 0, 0);

    void apply(LedgerEvent event) {
        revision++;
        if (event instanceof LedgerEvent.DealBooked booked) {
            book(booked.deal());
        } else if (event instanceof LedgerEvent.PositionStands stands) {
            positions.put(stands.position().ticket(), stands.position());
            ticketSeen(stands.position().ticket());
        } else if (event instanceof LedgerEvent.PositionClosed closed) {
            positions.remove(closed.ticket());
        } else if (event instanceof LedgerEvent.OrderStands stands) {
            orders.put(stands.order().ticket(), stands.order());
            ticketSeen(stands.order().ticket());
        } else if (event instanceof LedgerEvent.OrderDone done) {
            orders.remove(done.order().ticket());
            keep(history, done.order());
            ticketSeen(done.order().ticket());
        } else if (event instanceof LedgerEvent.DayRolled rolled) {
            account = stands(account.balance(), account.lastTicket(), rolled.epochDay());
        } else {
            account = (LedgerEvent.AccountStands) event;
        }
    }

    private void book(Deal deal) {
        keep(deals, deal);
        double balance = Valuation.cents(account.balance() + deal.profit() + deal.swap() + deal.commission());
        account = stands(balance, account.lastTicket(), account.epochDay());
        ticketSeen(deal.ticket());
    }

    private void ticketSeen(long ticket) {
        if (ticket > account.lastTicket()) {
            account = stands(account.balance(), ticket, account.epochDay());
        }
    }

    private LedgerEvent.AccountStands stands(double balance, long lastTicket, long epochDay) {
        return new LedgerEvent.AccountStands(account.login(), account.currency(), balance, lastTicket, epochDay);
    }

    private static <T> void keep(ArrayDeque<T> list, T item) {
        if (list.size() == KEPT) {
            list.poll();
        }
        list.add(item);
    }

    /** The facts that make this very state from nothing. */
    List<LedgerEvent> facts() {
        List<LedgerEvent> facts = new ArrayList<>();
        deals.forEach(deal -> facts.add(new LedgerEvent.DealBooked(deal)));
        history.forEach(order -> facts.add(new LedgerEvent.OrderDone(order)));
        positions.values().forEach(position -> facts.add(new LedgerEvent.PositionStands(position)));
        orders.values().forEach(order -> facts.add(new LedgerEvent.OrderStands(order)));
        facts.add(account);
        return facts;
    }

    /** Another number after each change. */
    long revision() {
        return revision;
    }

    LedgerEvent.AccountStands account() {
        return account;
    }

    /** Oldest first; a view. */
    Collection<PaperPosition> positions() {
        return positions.values();
    }

    /** Null when it is not open. */
    PaperPosition position(long ticket) {
        return positions.get(ticket);
    }

    /** The first position of a symbol, on a netting account the only one; null = none. */
    PaperPosition position(String symbol) {
        for (PaperPosition position : positions.values()) {
            if (position.symbol().equals(symbol)) {
                return position;
            }
        }
        return null;
    }

    /** Oldest first; a view. */
    Collection<PaperOrder> orders() {
        return orders.values();
    }

    /** Null when it does not wait. */
    PaperOrder order(long ticket) {
        return orders.get(ticket);
    }

    Collection<Deal> deals() {
        return deals;
    }

    Collection<HistoryOrder> history() {
        return history;
    }
}
