package io.tickwire.backtest.stats;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import io.tickwire.domain.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes trades out of deals as they are booked. Owner: the run's thread. */
public final class TradeBook {
    private static final double DUST = 1e-9;

    private final Map<Long, Open> open = new HashMap<>();
    private final List<Trade> trades = new ArrayList<>();
    private int deals;

    /** A position as far as its deals tell. */
    private static final class Open {
        private final Side side;
        private final long sinceMsc;
        private double lots;
        private double price;
        private double commission;

        Open(Side side, long sinceMsc) {
            this.side = side;
            this.sinceMsc = sinceMsc;
        }

        void add(double more, double at, double charged) {
            price = (price * lots + at * more) / (lots + more);
            lots += more;
            commission += charged;
        }
    }

    public void add(Deal deal) {
        deals++;
        if (deal.entry() == Entry.IN) {
            open.computeIfAbsent(deal.positionId(), id -> new Open(deal.side(), deal.timeMsc()))
                    .add(deal.volume(), deal.price(), deal.commission());
            return;
        }
        Open position = open.get(deal.positionId());
        double closed = Math.min(deal.volume(), position.lots);
        double own = deal.commission() * closed / deal.volume();
        close(deal, position, closed, own);
        double rest = deal.volume() - closed;
        if (deal.entry() == Entry.INOUT && rest > DUST) {
            Open turned = new Open(deal.side(), deal.timeMsc());
            turned.add(rest, deal.price(), deal.commission() - own);
            open.put(deal.positionId(), turned);
        }
    }

    private void close(Deal deal, Open position, double closed, double commission) {
        double entry = position.commission * closed / position.lots;
        trades.add(new Trade(
                deal.positionId(),
                deal.symbol(),
                position.side,
                closed,
                position.sinceMsc,
                position.price,
                deal.timeMsc(),
                deal.price(),
                deal.profit(),
                deal.swap() + commission + entry,
                deal.reason(),
                deal.comment()));
        position.lots -= closed;
        position.commission -= entry;
        if (position.lots < DUST) {
            open.remove(deal.positionId());
        }
    }

    /** In the order they were closed. */
    public List<Trade> trades() {
        return List.copyOf(trades);
    }

    /** All deals, entries as well. */
    public int deals() {
        return deals;
    }
}
