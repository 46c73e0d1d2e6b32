package io.tickwire.strategy.run;

import io.tickwire.domain.Execution;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.strategy.Order;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds a strategy to its own limits. What closes or lessens always passes, but for the rate. Owner: its thread. */
final class LimitGuard {
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final double DUST = 1e-9;
    /** A strategy that still tries after this many refusals of its rate within a minute does not know what it does. */
    private static final int FLOOD = 20;

    private final StrategyLimits limits;
    private final Deque<Long> sent = new ArrayDeque<>();
    private final Map<Long, Double> opening = new HashMap<>();
    /** Tickets of positions and orders that an order under way takes away. */
    private final Map<Long, Long> going = new HashMap<>();

    private long day = Long.MIN_VALUE;
    private double realisedToday;
    private long floodSince = -MINUTE - 1;
    private int refusedInARow;

    LimitGuard(StrategyLimits limits) {
        this.limits = limits;
    }

    /** As it is now, for another thread. */
    LimitGuard copy() {
        LimitGuard copy = new LimitGuard(limits);
        copy.take(this);
        return copy;
    }

    /** What an earlier run of the platform counted. */
    static LimitGuard of(long day, double realisedToday) {
        LimitGuard guard = new LimitGuard(StrategyLimits.NONE);
        guard.day = day;
        guard.realisedToday = realisedToday;
        return guard;
    }

    long day() {
        return day;
    }

    /** Goes on with what a former version did. */
    void take(LimitGuard former) {
        sent.addAll(former.sent);
        opening.putAll(former.opening);
        going.putAll(former.going);
        day = former.day;
        realisedToday = former.realisedToday;
    }

    /** Why an order is refused; empty when it may go, and then it is counted. */
    String refuse(long id, Order order, long nowMsc, List<Position> positions, List<PendingOrder> orders) {
        newDay(nowMsc);
        String why = reason(order, nowMsc, positions, orders);
        if (why.isEmpty()) {
            sent.add(nowMsc);
            if (opens(order)) {
                opening.put(id, lots(order));
            } else if (order instanceof Order.Close close && close.lots() == 0) {
                going.put(id, close.ticket());
            } else if (order instanceof Order.Cancel cancel) {
                going.put(id, cancel.ticket());
            }
        }
        return why;
    }

    private String reason(Order order, long nowMsc, List<Position> positions, List<PendingOrder> orders) {
        while (!sent.isEmpty() && sent.peek() <= nowMsc - MINUTE) {
            sent.remove();
        }
        if (limits.maxOrdersPerMinute() > 0 && sent.size() >= limits.maxOrdersPerMinute()) {
            countRefusal(nowMsc);
            return "limits.maxOrdersPerMinute: " + sent.size() + " orders within a minute, limit "
                    + limits.maxOrdersPerMinute();
        }
        return opens(order) ? opening(order, positions, orders) : "";
    }

    private void countRefusal(long nowMsc) {
        if (nowMsc - floodSince > MINUTE) {
            floodSince = nowMsc;
            refusedInARow = 0;
        }
        refusedInARow++;
    }

    /** Whether it goes on sending although its rate was refused again and again. */
    boolean isFlooding() {
        return refusedInARow > FLOOD;
    }

    private String opening(Order order, List<Position> positions, List<PendingOrder> orders) {
        double lots = lots(order);
        if (limits.maxLots() > 0 && lots > limits.maxLots() + DUST) {
            return "limits.maxLots: " + lots + " lots, limit " + limits.maxLots();
        }
        int count = opening.size();
        double total = lots;
        double floating = 0;
        for (Position position : positions) {
            floating += position.profit() + position.swap();
            if (!going.containsValue(position.ticket())) {
                count++;
                total += position.volume();
            }
        }
        for (PendingOrder waiting : orders) {
            if (!going.containsValue(waiting.ticket())) {
                count++;
                total += waiting.volume();
            }
        }
        if (limits.maxPositions() > 0 && count >= limits.maxPositions()) {
            return "limits.maxPositions: " + count + " open or on the way, limit " + limits.maxPositions();
        }
        for (double onTheWay : opening.values()) {
            total += onTheWay;
        }
        if (limits.maxTotalLots() > 0 && total > limits.maxTotalLots() + DUST) {
            return "limits.maxTotalLots: " + round(total) + " lots with this order, limit " + limits.maxTotalLots();
        }
        double result = realisedToday + floating;
        return limits.maxDailyLoss() > 0 && result <= -limits.maxDailyLoss()
                ? "limits.maxDailyLoss: " + round(-result) + " lost today, limit " + limits.maxDailyLoss()
                : "";
    }

    /** An order has its report. */
    void done(long id) {
        opening.remove(id);
        going.remove(id);
    }

    /** Something was closed. */
    void realised(Execution execution, long nowMsc) {
        newDay(nowMsc);
        realisedToday += execution.profit();
    }

    double realisedToday() {
        return realisedToday;
    }

    private void newDay(long nowMsc) {
        long today = Math.floorDiv(nowMsc, DAY);
        if (today != day) {
            day = today;
            realisedToday = 0;
        }
    }

    private static boolean opens(Order order) {
        return order instanceof Order.Market || order instanceof Order.Pending;
    }

    private static double lots(Order order) {
        return order instanceof Order.Market market ? market.lots() : ((Order.Pending) order).lots();
    }

    private static double round(double value) {
        return Math.rint(value * 100) / 100;
    }
}
