package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.TradingStatus;

/**
 * How an account stands with its risk rules.
 *
 * @param figures null before the first account reading
 * @param doubts signals whose outcome is not proven
 * @param external positions and orders that no signal of ours made
 * @param circuit {@code closed}, {@code open} or {@code half_open}: whether the terminal is asked
 * @param journal whether the journal can be written
 * @param refusal why a command was not done; null when it was
 */
public record RiskReport(
        String account,
        TradingStatus trading,
        RiskState memory,
        Figures figures,
        int doubts,
        int external,
        String circuit,
        JournalStatus journal,
        Refusal refusal) {

    /** Percentages of today, with their limits; a limit of 0 is off. */
    public record Figures(
            String tier,
            double dailyLossPercent,
            double dailyLossLimit,
            double drawdownPercent,
            double drawdownLimit,
            double profitPercent,
            double multiplier) {}
}
