package io.tickwire.terminal.simulated;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import io.tickwire.domain.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference: an account on EURUSD in dollars, in exact decimals and plain lists, told only who traded how much at
 * what price. It reckons profit, swap, commission and positions by itself.
 */
final class NaiveLedger {
    /** An open position of the reference. */
    static final class Open {
        final long id;
        Side side;
        BigDecimal lots;
        BigDecimal price;
        BigDecimal swap = BigDecimal.ZERO;

        Open(long id, Side side, BigDecimal lots, BigDecimal price) {
            this.id = id;
            this.side = side;
            this.lots = lots;
            this.price = price;
        }
    }

    /** What the reference says of a deal. */
    record Booked(Entry entry, BigDecimal profit, BigDecimal swap, BigDecimal commission) {}

    private static final BigDecimal CONTRACT = BigDecimal.valueOf(100_000);
    private static final MathContext EXACT = new MathContext(40);

    final List<Open> open = new ArrayList<>();
    private final boolean netting;
    private final BigDecimal perLot;
    BigDecimal balance;

    NaiveLedger(boolean netting, double balance, double perLot) {
        this.netting = netting;
        this.balance = BigDecimal.valueOf(balance);
        this.perLot = BigDecimal.valueOf(perLot);
    }

    Booked trade(Deal deal) {
        BigDecimal lots = BigDecimal.valueOf(deal.volume());
        BigDecimal price = BigDecimal.valueOf(deal.price());
        BigDecimal commission = cents(perLot.multiply(lots)).negate();
        Booked booked = netting
                ? net(deal.positionId(), deal.side(), lots, price, commission)
                : hedge(deal, lots, price, commission);
        balance = balance.add(booked.profit()).add(booked.swap()).add(booked.commission());
        return booked;
    }

    private Booked hedge(Deal deal, BigDecimal lots, BigDecimal price, BigDecimal commission) {
        Open there = find(deal.positionId());
        if (there == null) {
            open.add(new Open(deal.positionId(), deal.side(), lots, price));
            return new Booked(Entry.IN, zero(), zero(), commission);
        }
        if (there.side == deal.side()) {
            grow(there, lots, price);
            return new Booked(Entry.IN, zero(), zero(), commission);
        }
        BigDecimal[] money = shrink(there, lots, price);
        return new Booked(deal.entry(), money[0], money[1], commission);
    }

    private Booked net(long id, Side side, BigDecimal lots, BigDecimal price, BigDecimal commission) {
        if (open.isEmpty()) {
            open.add(new Open(id, side, lots, price));
            return new Booked(Entry.IN, zero(), zero(), commission);
        }
        Open there = open.get(0);
        if (there.side == side) {
            grow(there, lots, price);
            return new Booked(Entry.IN, zero(), zero(), commission);
        }
        BigDecimal rest = lots.subtract(there.lots);
        if (rest.signum() <= 0) {
            BigDecimal[] money = shrink(there, lots, price);
            return new Booked(Entry.OUT, money[0], money[1], commission);
        }
        BigDecimal[] money = shrink(there, there.lots, price);
        open.add(new Open(there.id, side, rest, price));
        return new Booked(Entry.INOUT, money[0], money[1], commission);
    }

    private static void grow(Open there, BigDecimal lots, BigDecimal price) {
        BigDecimal all = there.lots.add(lots);
        there.price = there.price.multiply(there.lots).add(price.multiply(lots)).divide(all, EXACT);
        there.lots = all;
    }

    private BigDecimal[] shrink(Open there, BigDecimal lots, BigDecimal price) {
        BigDecimal profit = profit(there, lots, price);
        BigDecimal swap = cents(there.swap.multiply(lots).divide(there.lots, EXACT));
        there.lots = there.lots.subtract(lots);
        there.swap = there.swap.subtract(swap);
        if (there.lots.signum() == 0) {
            open.remove(there);
        }
        return new BigDecimal[] {profit, swap};
    }

    static BigDecimal profit(Open there, BigDecimal lots, BigDecimal price) {
        BigDecimal move = there.side == Side.BUY ? price.subtract(there.price) : there.price.subtract(price);
        return cents(move.multiply(lots).multiply(CONTRACT));
    }

    /** Charges a night. */
    void night(int nights, double longPoints, double shortPoints) {
        for (Open position : open) {
            BigDecimal points = BigDecimal.valueOf(position.side == Side.BUY ? longPoints : shortPoints);
            BigDecimal dollars = points.multiply(BigDecimal.valueOf(nights)).multiply(position.lots);
            position.swap = position.swap.add(cents(dollars));
        }
    }

    BigDecimal floating(double bid, double ask) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Open position : open) {
            double price = position.side == Side.BUY ? bid : ask;
            sum = sum.add(profit(position, position.lots, BigDecimal.valueOf(price)))
                    .add(position.swap);
        }
        return sum;
    }

    private Open find(long id) {
        return open.stream().filter(position -> position.id == id).findFirst().orElse(null);
    }

    private static BigDecimal zero() {
        return BigDecimal.ZERO.setScale(2);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(8, RoundingMode.HALF_EVEN).setScale(2, RoundingMode.HALF_EVEN);
    }
}
