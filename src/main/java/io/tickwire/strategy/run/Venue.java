package io.tickwire.strategy.run;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.strategy.Order;
import java.util.List;

/**
 * Where a strategy's orders go and what it holds: live through the bus, in a backtest at the paper broker. Owner: the
 * thread that runs the strategy; answers come back to {@link StrategyRunner#onReport} and
 * {@link StrategyRunner#onForecast} on that thread.
 */
public interface Venue {

    /** Epoch milliseconds UTC. */
    long nowMsc();

    /** Null while it is not known. */
    SymbolSpec spec(String symbol);

    /** Null while it was not read. */
    AccountSnapshot account();

    /** The strategy's own, oldest first; immutable. */
    List<Position> positions();

    /** The strategy's own, oldest first; immutable. */
    List<PendingOrder> orders();

    /** Takes an order that passed the strategy's limits; exactly one report follows, never before this returns. */
    void send(long id, Order order);

    /** Takes a question; exactly one answer follows, never before this returns. */
    void predict(long id, String model, String symbol, double[] closes);
}
