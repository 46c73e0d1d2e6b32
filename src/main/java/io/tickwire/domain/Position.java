package io.tickwire.domain;

/**
 * An open position.
 *
 * @param ticket its id at the terminal
 * @param volume lots
 * @param stopLoss price, 0 = none
 * @param takeProfit price, 0 = none
 * @param currentPrice what it would be closed at now
 * @param profit floating profit in account currency, without swap
 * @param swap accrued swap in account currency
 * @param magic id of the expert that opened it, 0 = by hand
 */
public record Position(
        long ticket,
        String symbol,
        Side side,
        double volume,
        double openPrice,
        long openTimeMsc,
        double stopLoss,
        double takeProfit,
        double currentPrice,
        double profit,
        double swap,
        long magic,
        String comment) {}
