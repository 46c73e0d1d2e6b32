package io.tickwire.domain;

/**
 * What the terminal did for a signal.
 *
 * @param orderId ticket of the order (of the first one, when a CLOSE took several positions)
 * @param price fill price, volume-weighted over several deals
 * @param volume lots done
 * @param type {@code buy}, {@code sell}, {@code close}, or a pending type such as {@code buy_limit}
 * @param timeMsc terminal time of the fill, epoch milliseconds UTC
 * @param retcode MetaTrader's trade server return code
 */
public record Execution(
        long orderId,
        long positionId,
        String symbol,
        String type,
        double price,
        double volume,
        double profit,
        long timeMsc,
        int retcode) {}
