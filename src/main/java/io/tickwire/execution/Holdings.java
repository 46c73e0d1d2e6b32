package io.tickwire.execution;

import io.tickwire.domain.OrderTag;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.risk.Exposure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Positions and orders of an account, counted by symbol once for each reading. Immutable after it is built. */
final class Holdings {
    static final Holdings NONE = new Holdings(List.of(), List.of());

    private final Map<String, Count> counts = new HashMap<>();
    private final int positions;
    private final int orders;
    private final int external;

    /** What is held of one symbol. */
    private static final class Count {
        private int positions;
        private int orders;
        private double buyLots;
        private double sellLots;

        private void add(Side side, double lots) {
            if (side == Side.BUY) {
                buyLots += lots;
            } else {
                sellLots += lots;
            }
        }
    }

    Holdings(List<Position> open, List<PendingOrder> pending) {
        for (Position position : open) {
            Count count = counts.computeIfAbsent(position.symbol(), key -> new Count());
            count.positions++;
            count.add(position.side(), position.volume());
        }
        for (PendingOrder order : pending) {
            Count count = counts.computeIfAbsent(order.symbol(), key -> new Count());
            count.orders++;
            count.add(order.type().side(), order.volume());
        }
        positions = open.size();
        orders = pending.size();
        external = (int) (open.stream()
                        .filter(p -> OrderTag.isExternal(p.comment()))
                        .count()
                + pending.stream().filter(o -> OrderTag.isExternal(o.comment())).count());
    }

    /** Whether there is any position or order. */
    boolean any() {
        return positions + orders > 0;
    }

    int positions() {
        return positions;
    }

    int orders() {
        return orders;
    }

    /** Positions and orders that no signal of ours made. */
    int external() {
        return external;
    }

    Exposure exposure(String symbol) {
        Count count = counts.getOrDefault(symbol, new Count());
        return new Exposure(positions, count.positions, orders, count.orders, count.buyLots, count.sellLots);
    }
}
