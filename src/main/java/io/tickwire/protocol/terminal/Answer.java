package io.tickwire.protocol.terminal;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import java.util.List;

/** The data of a reply; which one it is shows in which list is there. */
public sealed interface Answer {

    /** An order's reply, or a refused read. */
    record None() implements Answer {}

    /** What an order would need, and what is free, in account currency. */
    record Margin(double required, double free) implements Answer {}

    /** A page of open positions, by rising ticket; {@code more} when another follows. */
    record Positions(List<Position> positions, boolean more) implements Answer {}

    /** A page of pending orders, by rising ticket; {@code more} when another follows. */
    record Orders(List<PendingOrder> orders, boolean more) implements Answer {}

    /** A page of deals, oldest first; {@code more} when another follows. */
    record Deals(List<Deal> deals, boolean more) implements Answer {}

    /** A page of orders that are done; {@code more} when another follows. */
    record OrdersHistory(List<HistoryOrder> orders, boolean more) implements Answer {}

    record Symbols(List<SymbolSpec> symbols) implements Answer {}

    /** Ticks of the past, oldest first. */
    record Ticks(List<RawTick> ticks) implements Answer {}

    /** Bars of one symbol and timeframe, oldest first; the last one may still be running. */
    record Rates(List<Bar> bars) implements Answer {}
}
