package io.tickwire.strategy;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;

/**
 * A strategy's way to the platform. Only on the strategy's own thread, which is the one that calls it.
 *
 * <p>Orders return a number that {@link OrderReport#id} repeats; 0 = the strategy warms up, nothing is sent. They pass the
 * strategy's own limits and then the guarded path that every order of the platform takes.
 */
public interface StrategyContext {

    /** How it runs. */
    enum Mode {
        /** Trades. */
        LIVE,
        /** Decides beside the version that trades; its orders are compared and not sent. */
        SHADOW,
        /** On recorded data and a paper account. */
        BACKTEST
    }

    /** Name of its folder. */
    String id();

    /** From its descriptor. */
    String version();

    Mode mode();

    /** Whether it is told the past: nothing that it decides is sent. */
    boolean isWarmingUp();

    /**
     * Its settings as a record: each component has the name of a setting of {@code strategy.json}.
     *
     * @throws IllegalArgumentException when a component is no setting, or its type does not fit
     */
    <T extends Record> T settings(Class<T> type);

    /** Symbols of its descriptor. */
    List<String> symbols();

    /** Timeframes of its descriptor. */
    List<Timeframe> timeframes();

    /** Digits, volumes and the like of a symbol; null while the terminal does not know it. */
    SymbolSpec spec(String symbol);

    /** The last tick of one of its symbols; null before the first. */
    Tick quote(String symbol);

    /**
     * Bars of one of its symbols and timeframes.
     *
     * @throws IllegalArgumentException when the descriptor does not name them
     */
    Bars bars(String symbol, Timeframe timeframe);

    /** Its own open positions, oldest first: those with its magic number. */
    List<Position> positions();

    /** Its own pending orders, oldest first. */
    List<PendingOrder> orders();

    /** The account; null while it was not read yet. */
    AccountSnapshot account();

    /** Now, epoch milliseconds UTC: the time of the data in a replay or backtest. */
    long nowMsc();

    /** Buys at the market. @param lots volume */
    default long buy(String symbol, double lots) {
        return send(Order.buy(symbol, lots));
    }

    /** Buys at the market with stops; 0 = none. */
    default long buy(String symbol, double lots, double stopLoss, double takeProfit) {
        return send(Order.buy(symbol, lots).withStops(stopLoss, takeProfit));
    }

    /** Sells at the market. @param lots volume */
    default long sell(String symbol, double lots) {
        return send(Order.sell(symbol, lots));
    }

    /** Sells at the market with stops; 0 = none. */
    default long sell(String symbol, double lots, double stopLoss, double takeProfit) {
        return send(Order.sell(symbol, lots).withStops(stopLoss, takeProfit));
    }

    /** Closes a position. */
    default long close(Position position) {
        return send(Order.close(position));
    }

    /** Closes a part of a position. */
    default long close(Position position, double lots) {
        return send(Order.close(position, lots));
    }

    /** Places an order that waits for its price; {@link Order.Pending} has more wishes. */
    default long pending(OrderType type, String symbol, double lots, double price, double stopLoss, double takeProfit) {
        return send(Order.pending(type, symbol, lots, price).withStops(stopLoss, takeProfit));
    }

    /** Sets the stops of a position; 0 removes one. */
    default long modify(Position position, double stopLoss, double takeProfit) {
        return send(new Order.Modify(position.ticket(), position.symbol(), stopLoss, takeProfit));
    }

    /** Changes price and stops of a pending order; a stop of 0 is removed. */
    default long modify(PendingOrder order, double price, double stopLoss, double takeProfit) {
        return send(new Order.ModifyPending(order.ticket(), order.symbol(), price, stopLoss, takeProfit));
    }

    /** Removes a pending order. */
    default long cancel(PendingOrder order) {
        return send(new Order.Cancel(order.ticket(), order.symbol()));
    }

    /** Sends an order. */
    long send(Order order);

    /** Orders whose report has not come yet. */
    int ordersUnderWay();

    /**
     * Asks a model; the answer comes to {@link Strategy#onPrediction}.
     *
     * @param closes closing prices, oldest first
     * @return repeated by {@link Forecast#id}; 0 while it warms up
     */
    long predict(String model, String symbol, double[] closes);

    /** Calls {@link Strategy#onTimer} once after a while; one with the same name is replaced. At most 1,000 timers. */
    void timer(String name, Duration after);

    /** Calls {@link Strategy#onTimer} again and again. */
    void every(String name, Duration period);

    void cancelTimer(String name);

    /** Notes a decision and why, for the page and the log of decisions. */
    void decision(String text);

    /** Shows a figure of its own under this name. At most 100 names. */
    void gauge(String name, double value);

    Logger log();
}
