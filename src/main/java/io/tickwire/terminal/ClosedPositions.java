package io.tickwire.terminal;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Derives closed positions from deals. A reversal ends one position and begins the next under the same id; positions
 * that are still open, or whose entry is older than the deals, are left out. Pure.
 */
public final class ClosedPositions {
    private static final double DUST = 1e-8;

    private ClosedPositions() {}

    /** @param deals oldest first; positions come in the order of their closing */
    public static List<ClosedPosition> of(List<Deal> deals) {
        Map<Long, Building> open = new LinkedHashMap<>();
        List<ClosedPosition> closed = new ArrayList<>();
        for (Deal deal : deals) {
            Building position = open.get(deal.positionId());
            if (deal.entry() == Entry.IN) {
                open.computeIfAbsent(deal.positionId(), id -> new Building(deal))
                        .enter(deal, deal.volume(), deal.commission());
            } else if (position != null) {
                double exiting = Math.min(deal.volume(), position.entered - position.exited);
                double share = deal.entry() == Entry.INOUT ? exiting / deal.volume() : 1;
                position.exit(deal, exiting, cents(deal.commission() * share));
                if (position.entered - position.exited < DUST) {
                    closed.add(position.closed(deal));
                    open.remove(deal.positionId());
                }
                reverse(open, deal, exiting, share);
            }
        }
        return List.copyOf(closed);
    }

    private static void reverse(Map<Long, Building> open, Deal deal, double exiting, double share) {
        if (deal.entry() == Entry.INOUT) {
            Building next = new Building(deal);
            next.enter(deal, deal.volume() - exiting, cents(deal.commission() - cents(deal.commission() * share)));
            open.put(deal.positionId(), next);
        }
    }

    private static double cents(double amount) {
        return Math.rint(amount * 100) / 100 + 0.0;
    }

    /** A position while its deals are read. */
    private static final class Building {
        private final Deal first;
        private double entered;
        private double exited;
        private double entryMoney;
        private double exitMoney;
        private double profit;
        private double swap;
        private double commission;

        Building(Deal first) {
            this.first = first;
        }

        void enter(Deal deal, double volume, double charged) {
            entered += volume;
            entryMoney += volume * deal.price();
            commission += charged;
        }

        void exit(Deal deal, double volume, double charged) {
            exited += volume;
            exitMoney += volume * deal.price();
            profit += deal.profit();
            swap += deal.swap();
            commission += charged;
        }

        ClosedPosition closed(Deal last) {
            return new ClosedPosition(
                    first.positionId(),
                    first.symbol(),
                    first.side(),
                    Math.rint(exited * 1e8) / 1e8,
                    entryMoney / entered,
                    first.timeMsc(),
                    exitMoney / exited,
                    last.timeMsc(),
                    cents(profit),
                    cents(swap),
                    cents(commission),
                    last.reason(),
                    first.magic(),
                    first.comment());
        }
    }
}
