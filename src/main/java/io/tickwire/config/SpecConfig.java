package io.tickwire.config;

import io.tickwire.domain.CalcMode;
import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.SymbolTradeMode;
import java.time.DayOfWeek;
import java.util.List;

/** One symbol of a simulated terminal, where it differs from its usual figures. */
public record SpecConfig(
        @Setting(doc = "Symbol", required = true) String name,

        @Setting(doc = "Decimals of a price; -1 = usual", value = "-1", min = -1, max = 8)
        int digits,

        @Setting(doc = "Units in one lot; 0 = usual", value = "0", min = 0, max = 1e9)
        double contractSize,

        @Setting(doc = "disabled, long-only, short-only, close-only or full", value = "full")
        SymbolTradeMode tradeMode,

        @Setting(doc = "How margin is reckoned: forex, forex-no-leverage, cfd or cfd-leverage", value = "forex")
        CalcMode calcMode,

        @Setting(doc = "Fillings of market orders: fok, ioc, return; empty = fok and ioc")
        List<Filling> fillings,

        @Setting(doc = "Lives of pending orders: gtc, day, specified, specified-day; empty = all")
        List<OrderTime> orderTimes,

        @Setting(doc = "Least distance of stops from the price, points", value = "0", min = 0, max = 1e6)
        int stopsLevel,

        @Setting(doc = "Distance in points inside which orders may not be changed", value = "0", min = 0, max = 1e6)
        int freezeLevel,

        @Setting(doc = "Smallest order, lots; 0 = usual", value = "0", min = 0, max = 1e6)
        double volumeMin,

        @Setting(doc = "Largest order, lots; 0 = usual", value = "0", min = 0, max = 1e9)
        double volumeMax,

        @Setting(doc = "Granularity of volumes, lots; 0 = usual", value = "0", min = 0, max = 1e6)
        double volumeStep,

        @Setting(doc = "Most lots in one direction; 0 = no limit", value = "0", min = 0, max = 1e9)
        double volumeLimit,

        @Setting(doc = "Least change of an order's price; 0 = one point", value = "0", min = 0, max = 1e6)
        double tickSize,

        @Setting(
                doc = "Contract size that hedged lots are charged margin for; -1 = the full one",
                value = "-1",
                min = -1,
                max = 1e9)
        double hedgedMargin,

        @Setting(doc = "Swap of BUY positions, points per lot and night, negative = charged", value = "0")
        double swapLong,

        @Setting(doc = "Swap of SELL positions, points per lot and night, negative = charged", value = "0")
        double swapShort,

        @Setting(doc = "Day whose end counts three nights", value = "wednesday")
        DayOfWeek tripleDay,

        @Setting(doc = "When it trades, in the broker's zone; empty = as the terminal's hours")
        List<String> hours) {

    public SpecConfig {
        hours.forEach(TradingSessions::parse);
    }
}
