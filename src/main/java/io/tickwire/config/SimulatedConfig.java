package io.tickwire.config;

import io.tickwire.domain.MarginMode;
import java.util.List;

/** A simulated terminal: a paper account filled at the prices of a feed. */
public record SimulatedConfig(
        @Setting(doc = "Account number", value = "10001", min = 1)
        long login,

        @Setting(doc = "Trade server name shown to clients", value = "Tickwire-Demo")
        String server,

        @Setting(doc = "Company shown to clients", value = "Tickwire")
        String company,

        @Setting(doc = "Account holder shown to clients", value = "Paper account")
        String name,

        @Setting(doc = "Account currency, ISO code", value = "USD")
        String currency,

        @Setting(doc = "Balance at the start, account currency", value = "10000", min = 0, max = 1e12)
        double balance,

        @Setting(doc = "Leverage, 100 means 1:100", value = "100", min = 1, max = 5000)
        int leverage,

        @Setting(
                doc = "How positions of one symbol accumulate: hedging, or netting; exchange behaves as netting",
                value = "hedging")
        MarginMode marginMode,

        @Setting(
                doc = "Whether a hedging account may hold both sides of a symbol; false as some regulators demand",
                value = "true")
        boolean hedgeAllowed,

        @Setting(doc = "Whether a hedging account must close the oldest position of a symbol first", value = "false")
        boolean fifoClose,

        @Setting(doc = "Margin level that is warned of, percent; 0 = never", value = "100", min = 0, max = 100000)
        double marginCall,

        @Setting(doc = "Margin level that closes positions, percent; 0 = never", value = "50", min = 0, max = 100000)
        double stopOut,

        @Setting(doc = "What deals cost") CommissionConfig commission,

        @Setting(doc = "The broker's time zone: its midnight books swap and ends day orders", value = "Europe/Athens")
        String zone,

        @Setting(
                doc = "When symbols trade, in the broker's zone, for example [\"MON-FRI 00:05-23:55\"]; empty = always")
        List<String> hours,

        @Setting(doc = "Days without trading in the broker's zone, for example [\"2026-12-25\"]")
        List<String> holidays,

        @Setting(
                doc = "Symbols the terminal offers; a feed of recorded files adds its own",
                value = "[\"EURUSD\", \"GBPUSD\", \"USDJPY\", \"XAUUSD\", \"BTCUSD\"]")
        List<String> symbols,

        @Setting(doc = "Symbols that differ from their usual figures")
        List<SpecConfig> specs,

        @Setting(doc = "Greatest number of pending orders; 0 = no limit", value = "0", min = 0, max = 100000)
        int maxOrders,

        @Setting(doc = "Greatest number of positions; 0 = no limit", value = "0", min = 0, max = 100000)
        int maxPositions,

        @Setting(doc = "Lots that one deal can fill; 0 = any", value = "0", min = 0, max = 1e9)
        double liquidity,

        @Setting(doc = "What goes wrong on purpose") FaultsConfig faults,

        @Setting(
                doc = "File that keeps the account over restarts, written before an answer leaves; empty = in memory",
                value = "")
        String ledger,

        @Setting(doc = "Where its prices come from") FeedConfig feed) {

    public SimulatedConfig {
        hours.forEach(TradingSessions::parse);
        holidays.forEach(TradingSessions::day);
    }
}
