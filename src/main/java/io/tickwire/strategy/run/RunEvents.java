package io.tickwire.strategy.run;

import io.tickwire.strategy.Order;
import io.tickwire.strategy.OrderReport;

/** Who looks on while a strategy runs. On the strategy's thread; must not block. */
public interface RunEvents {

    /** Nobody looks on. */
    RunEvents NONE = new RunEvents() {};

    /** A method of the strategy threw. @param where its name, such as {@code onTick} */
    default void fault(String where, Throwable fault) {}

    /** It made an order. @param refused by its limits, and why; empty when it goes out */
    default void ordered(long id, Order order, String refused, long nowMsc) {}

    /** It was told what became of one. */
    default void reported(OrderReport report) {}

    /** It noted a decision. */
    default void decided(String text, long nowMsc) {}

    default void gauge(String name, double value) {}

    /** It goes on sending orders although its rate is refused. */
    default void flooding() {}
}
