package io.tickwire.backtest;

import io.tickwire.config.CommissionConfig;
import io.tickwire.config.FaultsConfig;
import io.tickwire.config.SimulatedConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The account of a backtest: a simulated terminal's, with what was asked for in its place. What is empty or negative stays
 * as the terminal has it.
 *
 * @param deposit account currency
 * @param leverage 100 means 1:100
 * @param commissionPerLot for each deal, account currency
 * @param latency time from an order to the broker, always the same; null = as the terminal's faults say
 * @param spreadPoints distance of ask and bid; negative = as in the data
 * @param deviationPoints greatest slippage of a market order
 */
public record Terms(
        double deposit,
        int leverage,
        double commissionPerLot,
        Duration latency,
        double spreadPoints,
        int deviationPoints) {

    /** As execution.deviation is when nobody says otherwise. */
    public static final int USUAL_DEVIATION = 20;

    /** Everything as the terminal has it. */
    public static final Terms USUAL = new Terms(-1, -1, -1, null, -1, USUAL_DEVIATION);

    /** The terminal with these terms: in memory, and nobody is warned of a margin call. */
    public SimulatedConfig applyTo(SimulatedConfig base) {
        Objects.requireNonNull(base, "base");
        return new SimulatedConfig(
                base.login(),
                base.server(),
                base.company(),
                base.name(),
                base.currency(),
                deposit < 0 ? base.balance() : deposit,
                leverage < 1 ? base.leverage() : leverage,
                base.marginMode(),
                base.hedgeAllowed(),
                base.fifoClose(),
                0,
                base.stopOut(),
                commission(base.commission()),
                base.zone(),
                base.hours(),
                base.holidays(),
                List.of(),
                base.specs(),
                base.maxOrders(),
                base.maxPositions(),
                base.liquidity(),
                latency == null ? base.faults() : delayed(base.faults(), latency),
                "",
                base.feed());
    }

    private CommissionConfig commission(CommissionConfig base) {
        return commissionPerLot < 0 ? base : new CommissionConfig(commissionPerLot, base.perDeal(), base.side());
    }

    private static FaultsConfig delayed(FaultsConfig base, Duration latency) {
        return new FaultsConfig(
                base.seed(),
                latency,
                Duration.ZERO,
                latency,
                0,
                base.stallFor(),
                base.rejectRate(),
                base.rejectRetcode(),
                base.requoteRate(),
                base.partialFillRate(),
                base.lostReplyRate(),
                base.duplicateReplyRate(),
                base.disconnectRate(),
                base.disconnectEvery(),
                base.disconnectFor(),
                0);
    }
}
