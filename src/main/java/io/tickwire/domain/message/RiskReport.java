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
 * @param left what is held, at the last reading
 * @param circuit {@code closed}, {@code open} or {@code half_open}: whether the terminal is asked
 * @param journal whether the journal can be written
 * @param durable whether what was commanded is on the disk; false = it holds, but a crash now would lose it
 * @param refusal why a command was not done; null when it was
 */
public record RiskReport(
        String account,
        TradingStatus trading,
        RiskState memory,
        Figures figures,
        int doubts,
        int external,
        Left left,
        String circuit,
        JournalStatus journal,
        boolean durable,
        Refusal refusal) {

    /** Positions and pending orders. */
    public record Left(int positions, int orders) {}

    public RiskReport withRefusal(Refusal why) {
        return new RiskReport(
                account, trading, memory, figures, doubts, external, left, circuit, journal, durable, why);
    }

    public RiskReport withDurable(boolean written) {
        return new RiskReport(
                account, trading, memory, figures, doubts, external, left, circuit, journal, written, refusal);
    }

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
