package io.tickwire.strategy.host;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a strategy holds: what the account was last read to hold under its magic number, with what its own orders did since.
 * An order that was answered shows at once, although the next reading may be older than the answer. Owner: the host's
 * context.
 */
final class HoldingsBook {
    /** A reading that is older than an answer arrives within this time. */
    private static final long OVERLAP_NANOS = 3_000_000_000L;

    private static final double DUST = 1e-9;
    private static final int MAX_TICKETS = 10_000;
    /** What the terminal says of a pending order that it filled. */
    private static final String OPENED = "pending";

    private final Clock clock;
    private long magic;
    private AccountSnapshot account;
    private long readNanos;
    private List<Position> read = List.of();
    private List<PendingOrder> readOrders = List.of();
    private final Map<Long, Own<Position>> opened = new HashMap<>();
    private final Map<Long, Own<Double>> left = new HashMap<>();
    private final Map<Long, Own<PendingOrder>> placed = new HashMap<>();
    private final Map<Long, Own<Boolean>> gone = new HashMap<>();
    private final Map<Long, Own<Order.Modify>> stops = new HashMap<>();
    private final Map<Long, Double> beforeClose = new HashMap<>();
    private final Set<Long> tickets = new LinkedHashSet<>();
    private Held view = Held.NOTHING;

    /** What an answer said, and when. */
    private record Own<T>(T value, long atNanos) {}

    HoldingsBook(long magic, Clock clock) {
        this.magic = magic;
        this.clock = clock;
    }

    /** Another version may have another number. */
    void magic(long newMagic) {
        magic = newMagic;
        compose();
    }

    Held view() {
        return view;
    }

    void onAccount(AccountSnapshot snapshot) {
        account = snapshot;
        view = new Held(account, view.positions(), view.orders());
    }

    void onPositions(List<Position> positions) {
        readNanos = clock.nanos();
        read = positions;
        compose();
    }

    /** @param exact whether it was read after everything that was answered */
    void onOrders(List<PendingOrder> orders, boolean exact) {
        readOrders = orders;
        if (exact) {
            opened.clear();
            left.clear();
            placed.clear();
            gone.clear();
            stops.clear();
        }
        compose();
    }

    /** One of its orders was done. */
    void onDone(long id, Order order, Execution done) {
        long now = clock.nanos();
        if (order instanceof Order.Market market) {
            opened.put(
                    done.positionId(),
                    new Own<>(
                            new Position(
                                    done.positionId(),
                                    market.symbol(),
                                    market.side(),
                                    done.volume(),
                                    done.price(),
                                    done.timeMsc(),
                                    market.stopLoss(),
                                    market.takeProfit(),
                                    done.price(),
                                    0,
                                    0,
                                    magic,
                                    market.comment()),
                            now));
        } else if (order instanceof Order.Close close) {
            Double before = beforeClose.remove(id);
            reduce(close.ticket(), before == null ? volume(close.ticket()) : before, done.volume(), now);
        } else if (order instanceof Order.Pending pending) {
            placed.put(done.orderId(), new Own<>(waiting(pending, done), now));
        } else if (order instanceof Order.Modify modify) {
            stops.put(modify.ticket(), new Own<>(modify, now));
        } else if (order instanceof Order.Cancel cancel) {
            gone.put(cancel.ticket(), new Own<>(true, now));
        }
        compose();
    }

    private PendingOrder waiting(Order.Pending pending, Execution done) {
        return new PendingOrder(
                done.orderId(),
                pending.symbol(),
                pending.type(),
                done.volume(),
                done.price(),
                pending.stopLimitPrice(),
                pending.stopLoss(),
                pending.takeProfit(),
                done.timeMsc(),
                pending.expirationMsc() > 0 ? OrderTime.SPECIFIED : OrderTime.GTC,
                pending.expirationMsc(),
                magic,
                pending.comment());
    }

    /** An order leaves: what is closed in part is measured from here, not from a reading that shows the part already. */
    void onSent(long id, Order order) {
        if (order instanceof Order.Close close && beforeClose.size() < MAX_TICKETS) {
            beforeClose.put(id, volume(close.ticket()));
        }
    }

    private double volume(long ticket) {
        return view.positions().stream()
                .filter(position -> position.ticket() == ticket)
                .mapToDouble(Position::volume)
                .findFirst()
                .orElse(0);
    }

    private void reduce(long ticket, double before, double volume, long now) {
        left.put(ticket, new Own<>(Math.max(0, before - volume), now));
        // What it opened a moment ago it may have closed again already.
        opened.remove(ticket);
    }

    /** Whether something that the terminal did was done to a position or order that this strategy holds or held. */
    boolean owns(Execution execution) {
        return tickets.contains(execution.positionId()) || tickets.contains(execution.orderId());
    }

    /** That one is gone may be read before it is told what became of it. */
    private void remember(long ticket) {
        if (tickets.add(ticket) && tickets.size() > MAX_TICKETS) {
            Iterator<Long> oldest = tickets.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    /** The terminal did something to a position or order of its own, and the account could not be read since. */
    void onTerminal(Execution execution) {
        long now = clock.nanos();
        boolean held = !execution.type().equals(OPENED)
                && view.positions().stream().anyMatch(position -> position.ticket() == execution.positionId());
        if (held) {
            reduce(execution.positionId(), volume(execution.positionId()), execution.volume(), now);
        }
        if (view.orders().stream().anyMatch(order -> order.ticket() == execution.orderId())) {
            gone.put(execution.orderId(), new Own<>(true, now));
        }
        compose();
    }

    private void compose() {
        forgetOld();
        List<Position> positions = new ArrayList<>();
        for (Position position : read) {
            if (position.magic() == magic) {
                opened.remove(position.ticket());
                Own<Double> rest = left.get(position.ticket());
                if (rest == null || rest.value() >= position.volume() - DUST) {
                    positions.add(withStops(position, position.volume()));
                } else if (rest.value() > DUST) {
                    positions.add(withStops(position, rest.value()));
                }
            }
        }
        opened.values()
                .forEach(own -> positions.add(withStops(own.value(), own.value().volume())));
        positions.sort(Comparator.comparingLong(Position::ticket));
        view = new Held(account, List.copyOf(positions), orders());
        view.positions().forEach(position -> remember(position.ticket()));
        view.orders().forEach(order -> remember(order.ticket()));
    }

    private List<PendingOrder> orders() {
        List<PendingOrder> orders = new ArrayList<>();
        for (PendingOrder order : readOrders) {
            if (order.magic() == magic) {
                placed.remove(order.ticket());
                if (!gone.containsKey(order.ticket())) {
                    orders.add(order);
                }
            }
        }
        placed.values().stream()
                .map(Own::value)
                .filter(order -> !gone.containsKey(order.ticket()))
                .forEach(orders::add);
        orders.sort(Comparator.comparingLong(PendingOrder::ticket));
        return List.copyOf(orders);
    }

    private void forgetOld() {
        for (Map<Long, ? extends Own<?>> each : List.of(opened, left, placed, gone, stops)) {
            for (Iterator<? extends Own<?>> all = each.values().iterator(); all.hasNext(); ) {
                // What no reading could have shown yet is not forgotten.
                if (readNanos - all.next().atNanos() > OVERLAP_NANOS) {
                    all.remove();
                }
            }
        }
    }

    private Position withStops(Position position, double volume) {
        Own<Order.Modify> changed = stops.get(position.ticket());
        if (changed == null && volume == position.volume()) {
            return position;
        }
        return new Position(
                position.ticket(),
                position.symbol(),
                position.side(),
                volume,
                position.openPrice(),
                position.openTimeMsc(),
                changed == null ? position.stopLoss() : changed.value().stopLoss(),
                changed == null ? position.takeProfit() : changed.value().takeProfit(),
                position.currentPrice(),
                position.profit() * volume / position.volume(),
                position.swap() * volume / position.volume(),
                position.magic(),
                position.comment());
    }
}
