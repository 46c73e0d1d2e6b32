package io.tickwire.strategy.host;

import io.tickwire.domain.Position;
import io.tickwire.domain.message.StrategyStatus.Result;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.State;
import java.util.List;

/** What a strategy's trades brought since its first start. Owner: the host's context. */
final class ResultBook {
    private double realised;
    private long trades;
    private long wins;
    private long orders;
    private long refused;

    void ordered() {
        orders++;
    }

    void reported(OrderReport report) {
        switch (report.status()) {
            case REFUSED, FAILED -> refused++;
            case DONE, TERMINAL -> done(report);
            case UNKNOWN -> {
                // Counted when it is proven.
            }
        }
    }

    private void done(OrderReport report) {
        boolean closes = report.order() instanceof Order.Close
                || report.order() == null && report.execution().profit() != 0;
        if (closes) {
            realised += report.execution().profit();
            trades++;
            wins += report.execution().profit() > 0 ? 1 : 0;
        }
    }

    Result result(List<Position> open) {
        double lots = 0;
        double floating = 0;
        for (Position position : open) {
            lots += position.volume();
            floating += position.profit() + position.swap();
        }
        return new Result(open.size(), cents(lots), cents(realised), cents(floating), trades, wins, orders, refused);
    }

    /** Goes on with what an earlier run of the platform wrote down. */
    void restore(State kept) {
        realised = kept.number("realised", 0);
        trades = kept.whole("trades", 0);
        wins = kept.whole("wins", 0);
        orders = kept.whole("orders", 0);
        refused = kept.whole("refused", 0);
    }

    State save() {
        State state = new State();
        state.put("realised", realised);
        state.put("trades", trades);
        state.put("wins", wins);
        state.put("orders", orders);
        state.put("refused", refused);
        return state;
    }

    private static double cents(double value) {
        return Math.rint(value * 100) / 100;
    }
}
