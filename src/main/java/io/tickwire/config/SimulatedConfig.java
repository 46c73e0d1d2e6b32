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

        @Setting(doc = "How positions of one symbol accumulate: hedging", value = "hedging")
        MarginMode marginMode,

        @Setting(
                doc = "Symbols the terminal offers; a feed of recorded files adds its own",
                value = "[\"EURUSD\", \"GBPUSD\", \"USDJPY\", \"XAUUSD\", \"BTCUSD\"]")
        List<String> symbols,

        @Setting(doc = "Where its prices come from") FeedConfig feed) {}
