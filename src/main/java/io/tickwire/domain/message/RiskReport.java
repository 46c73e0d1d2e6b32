package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.TradingStatus;
import java.util.List;

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
 * @param reach null for a command to one account
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
        Refusal refusal,
        Reach reach) {

    /** Of one account. */
    public RiskReport(
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
        this(account, trading, memory, figures, doubts, external, left, circuit, journal, durable, refusal, null);
    }

    /** The accounts that a command was for: those where it is done, and those that could not be told. */
    public record Reach(List<String> done, List<String> missed) {
        public Reach {
            done = List.copyOf(done);
            missed = List.copyOf(missed);
        }
    }

    public RiskReport withReach(Reach whole) {
        return new RiskReport(
                account, trading, memory, figures, doubts, external, left, circuit, journal, durable, refusal, whole);
    }

    /** Positions and pending orders. */
    public record Left(int positions, int orders) {}

    public RiskReport withRefusal(Refusal why) {
        return new RiskReport(
                account, trading, memory, figures, doubts, external, left, circuit, journal, durable, why, reach);
    }

    public RiskReport withDurable(boolean written) {
        return new RiskReport(
                account, trading, memory, figures, doubts, external, left, circuit, journal, written, refusal, reach);
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
