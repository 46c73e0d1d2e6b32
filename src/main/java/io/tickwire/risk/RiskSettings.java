package io.tickwire.risk;

import io.tickwire.config.RiskConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.config.TradingSessions;
import io.tickwire.domain.TradingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The governor's limits, as data; 0 and empty sets switch one off.
 *
 * @param hours when orders may be sent
 * @param dayZone whose midnight begins the broker's day
 */
public record RiskSettings(
        Duration maxQuoteAge,
        double maxLots,
        int maxPositions,
        int maxPositionsPerSymbol,
        int maxOrders,
        int maxOrdersPerSymbol,
        double maxExposureLots,
        double maxSpreadPips,
        boolean stopLossRequired,
        double maxMarginUsePercent,
        Set<String> symbols,
        TradingHours hours,
        int ordersPerMinute,
        Daily daily,
        double maxDrawdownPercent,
        Target target,
        Tiers tiers,
        double demoMultiplier,
        List<News> news,
        ZoneId dayZone) {

    /** The day's loss. */
    public record Daily(double lossPercent, double bufferPercent) {

        /** Loss at which trading ends for the day, percent; 0 = off. */
        public double effectivePercent() {
            return Math.max(0, lossPercent - bufferPercent);
        }
    }

    /** The profit that an account is after. */
    public record Target(double profitPercent, int minTradingDays, double preservationKellyScore) {}

    /** Equity that the tiers begin at. */
    public record Tiers(double scaling, double guardian) {}

    /** A time around news; empty currencies = all. */
    public record News(long fromMsc, long toMsc, Set<String> currencies) {}

    public static RiskSettings of(TickwireConfig config) {
        RiskConfig risk = config.risk();
        return new RiskSettings(
                config.execution().maxQuoteAge(),
                risk.maxLots(),
                risk.maxPositions(),
                risk.maxPositionsPerSymbol(),
                risk.maxOrders(),
                risk.maxOrdersPerSymbol(),
                risk.maxExposureLots(),
                risk.maxSpreadPips(),
                risk.stopLossRequired(),
                risk.maxMarginUsePercent(),
                Set.copyOf(risk.symbols()),
                hours(risk),
                risk.ordersPerMinute(),
                new Daily(risk.dailyLossPercent(), risk.dailyLossBufferPercent()),
                risk.maxDrawdownPercent(),
                new Target(risk.profitTargetPercent(), risk.minTradingDays(), risk.preservationKellyScore()),
                new Tiers(risk.scalingEquity(), risk.guardianEquity()),
                risk.demoMultiplier(),
                risk.news().stream().map(RiskSettings::news).toList(),
                ZoneId.of(risk.dayZone()));
    }

    private static TradingHours hours(RiskConfig risk) {
        return new TradingHours(
                ZoneId.of(risk.dayZone()),
                risk.hours().stream()
                        .flatMap(text -> TradingSessions.parse(text).stream())
                        .toList(),
                Set.of());
    }

    private static News news(RiskConfig.NewsWindow window) {
        return new News(
                Instant.parse(window.from()).toEpochMilli(),
                Instant.parse(window.to()).toEpochMilli(),
                Set.copyOf(window.currencies()));
    }
}
