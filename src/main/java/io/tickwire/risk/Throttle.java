package io.tickwire.risk;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.RiskState;

/**
 * How much may be risked after losses. Growth and scaling accounts risk everything until the day's loss is used up; a
 * guardian account risks {@code 1 - (loss / limit)^2}, where the limit is the daily loss less its buffer. Pure.
 */
public final class Throttle {
    private static final double PERCENT = 100;

    private final RiskSettings settings;

    public Throttle(RiskSettings settings) {
        this.settings = settings;
    }

    /** Size of an account, by equity. */
    public enum Tier {
        GROWTH,
        SCALING,
        GUARDIAN
    }

    public Tier tier(double equity) {
        if (equity < settings.tiers().scaling()) {
            return Tier.GROWTH;
        }
        return equity < settings.tiers().guardian() ? Tier.SCALING : Tier.GUARDIAN;
    }

    /** Loss of equity since the day began, percent of that day's first equity; 0 for a gain. */
    public static double dailyLossPercent(RiskState memory, double equity) {
        double start = memory.dayStartEquity();
        return start > 0 ? Math.max(0, (start - equity) / start * PERCENT) : 0;
    }

    /** Loss of equity since its greatest value, percent of that value. */
    public static double drawdownPercent(RiskState memory, double equity) {
        double top = memory.highWaterMark();
        return top > 0 ? Math.max(0, (top - equity) / top * PERCENT) : 0;
    }

    /** Profit since the account was first seen, percent of its balance then. */
    public static double profitPercent(RiskState memory, double equity) {
        double start = memory.startBalance();
        return start > 0 ? (equity - start) / start * PERCENT + 0.0 : 0;
    }

    /** 0 to 1. The tier is that of the day's first equity, so that a loss does not lift its own brake. */
    public double multiplier(RiskState memory, AccountSnapshot account) {
        if (settings.daily().lossPercent() == 0) {
            return 1;
        }
        double share =
                dailyLossPercent(memory, account.equity()) / settings.daily().effectivePercent();
        if (share >= 1) {
            return 0;
        }
        double first = memory.dayStartEquity() > 0 ? memory.dayStartEquity() : account.equity();
        return tier(first) == Tier.GUARDIAN ? 1 - share * share : 1;
    }
}
