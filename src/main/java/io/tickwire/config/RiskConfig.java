package io.tickwire.config;

import java.util.List;

/** Limits that no signal passes. 0 and empty lists switch a limit off. Percentages are of the figure named. */
public record RiskConfig(
        @Setting(doc = "Limits to start from: a name from conf/risk, or a file; keys given here go over it", value = "")
        String preset,

        @Setting(doc = "Largest order, lots; the multiplier lowers it", value = "0", min = 0, max = 1000000)
        double maxLots,

        @Setting(doc = "Open positions in all", value = "200", min = 0, max = 1000000)
        int maxPositions,

        @Setting(doc = "Open positions of one symbol", value = "0", min = 0, max = 1000000)
        int maxPositionsPerSymbol,

        @Setting(doc = "Pending orders in all", value = "200", min = 0, max = 1000000)
        int maxOrders,

        @Setting(doc = "Pending orders of one symbol", value = "0", min = 0, max = 1000000)
        int maxOrdersPerSymbol,

        @Setting(
                doc = "Lots of one symbol in one direction after the order, positions and orders together",
                value = "0",
                min = 0,
                max = 1000000)
        double maxExposureLots,

        @Setting(doc = "Widest spread an order is sent at, pips", value = "0", min = 0, max = 1000000)
        double maxSpreadPips,

        @Setting(doc = "Whether an order must have a stop loss", value = "false")
        boolean stopLossRequired,

        @Setting(doc = "Margin in use after the order, percent of equity", value = "0", min = 0, max = 100)
        double maxMarginUsePercent,

        @Setting(doc = "Symbols that may be opened; empty = all")
        List<String> symbols,

        @Setting(doc = "When orders may be sent, in dayZone, such as \"MON-FRI 08:00-22:00\"; empty = always")
        List<String> hours,

        @Setting(doc = "Orders per minute of the account, all clients together", value = "0", min = 0, max = 1000000)
        int ordersPerMinute,

        @Setting(doc = "Loss of equity since the day began that ends the day, percent", value = "5", min = 0, max = 100)
        double dailyLossPercent,

        @Setting(
                doc = "Kept between the daily loss and where trading really ends, percent",
                value = "1",
                min = 0,
                max = 100)
        double dailyLossBufferPercent,

        @Setting(doc = "Loss of equity since its greatest value, percent", value = "0", min = 0, max = 100)
        double maxDrawdownPercent,

        @Setting(doc = "Profit of the account that is the target, percent of its first balance", value = "0", min = 0)
        double profitTargetPercent,

        @Setting(doc = "Trading days that a target needs", value = "5", min = 0, max = 365)
        int minTradingDays,

        @Setting(
                doc = "Least kelly_score of a signal once the target is reached before the trading days are full",
                value = "0.8",
                min = 0,
                max = 1)
        double preservationKellyScore,

        @Setting(doc = "Equity from which the account is in the scaling tier", value = "1000", min = 0)
        double scalingEquity,

        @Setting(doc = "Equity from which the account is in the guardian tier", value = "5000", min = 0)
        double guardianEquity,

        @Setting(doc = "Multiplier of order sizes on demo accounts", value = "1", min = 0, max = 1)
        double demoMultiplier,

        @Setting(doc = "Times around news when nothing is opened")
        List<NewsWindow> news,

        @Setting(doc = "Time zone whose midnight begins the broker's day", value = "Europe/Athens")
        String dayZone) {

    /** A time without new orders. */
    public record NewsWindow(
            @Setting(doc = "Begin, ISO-8601 UTC", required = true)
            String from,

            @Setting(doc = "End, ISO-8601 UTC", required = true)
            String to,

            @Setting(doc = "Currencies it concerns; empty = all")
            List<String> currencies) {}
}
