package io.tickwire.risk;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.TradingStatus;

/**
 * What is known of an account when a signal is judged.
 *
 * @param mandate 0 to 1, from the router of strategies
 * @param ordersLastMinute orders sent in the last 60 seconds
 * @param nowMsc epoch milliseconds UTC
 * @param nowNanos monotonic
 */
public record RiskFacts(
        AccountSnapshot account,
        Exposure exposure,
        RiskState memory,
        TradingStatus trading,
        double mandate,
        int ordersLastMinute,
        long nowMsc,
        long nowNanos) {}
