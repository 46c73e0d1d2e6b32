package io.tickwire.domain;

import java.util.Objects;
import java.util.Set;

/**
 * How a symbol is traded, beyond its figures.
 *
 * @param tradeMode what may be opened and closed
 * @param calcMode how margin is reckoned
 * @param fillings allowed for market orders; {@link Filling#RETURN} is always allowed for pending ones
 * @param orderTimes how long a pending order may live
 * @param tickSize least price change of an order's prices; 0 = one point
 * @param tickValue money per tick size and lot in account currency at present prices; 0 = follows from the contract
 * @param volumeLimit greatest volume of positions and orders in one direction, lots; 0 = none
 * @param hedgedMargin contract size that margin is reckoned from for hedged volume; 0 = hedged volume needs none
 * @param swap overnight charges
 * @param hours when it trades
 */
public record TradeRules(
        SymbolTradeMode tradeMode,
        CalcMode calcMode,
        Set<Filling> fillings,
        Set<OrderTime> orderTimes,
        double tickSize,
        double tickValue,
        double volumeLimit,
        double hedgedMargin,
        SwapRule swap,
        TradingHours hours) {

    public TradeRules {
        Objects.requireNonNull(tradeMode, "tradeMode");
        Objects.requireNonNull(calcMode, "calcMode");
        Objects.requireNonNull(swap, "swap");
        Objects.requireNonNull(hours, "hours");
        fillings = Set.copyOf(fillings);
        orderTimes = Set.copyOf(orderTimes);
    }

    /** Everything allowed, around the clock, without swap; hedged volume needs the margin of one side. */
    public static TradeRules open(CalcMode calcMode, double contractSize) {
        return new TradeRules(
                SymbolTradeMode.FULL,
                calcMode,
                Set.of(Filling.FOK, Filling.IOC),
                Set.of(OrderTime.values()),
                0,
                0,
                0,
                contractSize,
                SwapRule.NONE,
                TradingHours.ALWAYS);
    }
}
