package io.tickwire.domain;

import java.util.Map;
import java.util.Objects;

/**
 * What the risk rules remember of an account; restored from the journal after a restart. Money in account currency.
 *
 * @param day the broker's day that the figures belong to, ISO; empty before the first account snapshot
 * @param dayStartEquity equity when that day began
 * @param startBalance balance when the account was first seen
 * @param highWaterMark greatest equity ever seen
 * @param tradesToday positions opened on that day
 * @param lossStreak losing closes in a row
 * @param tradingDays days with at least one trade, this one included
 * @param realisedToday profit of that day's closed deals
 * @param multipliers that an administrator set, per Expert Advisor, 0 to 1
 * @param asked that Expert Advisors asked for themselves, 0 to 1; what is not there is 1
 * @param halt the latched brake
 */
public record RiskState(
        String day,
        double dayStartEquity,
        double startBalance,
        double highWaterMark,
        int tradesToday,
        int lossStreak,
        int tradingDays,
        double realisedToday,
        Map<String, Double> multipliers,
        Halt halt,
        Map<String, Double> asked) {

    /** Nothing known yet. */
    public static final RiskState EMPTY = new RiskState("", 0, 0, 0, 0, 0, 0, 0, Map.of(), Halt.NONE, Map.of());

    public RiskState {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(halt, "halt");
        multipliers = Map.copyOf(multipliers);
        // Journals of before have none.
        asked = asked == null ? Map.of() : Map.copyOf(asked);
    }

    /** The smaller of what an administrator set for it and what it asked for itself. */
    public double multiplier(String expertAdvisor) {
        return Math.min(multipliers.getOrDefault(expertAdvisor, 1.0), asked.getOrDefault(expertAdvisor, 1.0));
    }

    /** A new day begins at this equity. */
    public RiskState newDay(String nextDay, double equity, double balance) {
        return new RiskState(
                nextDay,
                equity,
                startBalance == 0 ? balance : startBalance,
                Math.max(highWaterMark, equity),
                0,
                lossStreak,
                tradingDays,
                0,
                multipliers,
                halt,
                asked);
    }

    public RiskState withDayStart(double equity) {
        return new RiskState(
                day,
                equity,
                startBalance,
                highWaterMark,
                tradesToday,
                lossStreak,
                tradingDays,
                realisedToday,
                multipliers,
                halt,
                asked);
    }

    public RiskState withHighWaterMark(double equity) {
        return new RiskState(
                day,
                dayStartEquity,
                startBalance,
                equity,
                tradesToday,
                lossStreak,
                tradingDays,
                realisedToday,
                multipliers,
                halt,
                asked);
    }

    /** One more position was opened. */
    public RiskState traded() {
        return new RiskState(
                day,
                dayStartEquity,
                startBalance,
                highWaterMark,
                tradesToday + 1,
                lossStreak,
                tradesToday == 0 ? tradingDays + 1 : tradingDays,
                realisedToday,
                multipliers,
                halt,
                asked);
    }

    /** A position or part of one was closed with this profit. */
    public RiskState closed(double profit) {
        int streak = profit < 0 ? lossStreak + 1 : profit > 0 ? 0 : lossStreak;
        return new RiskState(
                day,
                dayStartEquity,
                startBalance,
                highWaterMark,
                tradesToday,
                streak,
                tradingDays,
                Math.rint((realisedToday + profit) * 100) / 100,
                multipliers,
                halt,
                asked);
    }

    public RiskState withMultipliers(Map<String, Double> next) {
        return new RiskState(
                day,
                dayStartEquity,
                startBalance,
                highWaterMark,
                tradesToday,
                lossStreak,
                tradingDays,
                realisedToday,
                next,
                halt,
                asked);
    }

    public RiskState withAsked(Map<String, Double> next) {
        return new RiskState(
                day,
                dayStartEquity,
                startBalance,
                highWaterMark,
                tradesToday,
                lossStreak,
                tradingDays,
                realisedToday,
                multipliers,
                halt,
                next);
    }

    public RiskState withHalt(Halt next) {
        return new RiskState(
                day,
                dayStartEquity,
                startBalance,
                highWaterMark,
                tradesToday,
                lossStreak,
                tradingDays,
                realisedToday,
                multipliers,
                next,
                asked);
    }
}
