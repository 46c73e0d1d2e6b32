package io.tickwire.config;

import java.time.Duration;
import java.util.Map;

/** Market data: caches, primary feeds, staleness. */
public record MarketConfig(
        @Setting(
                doc = "Symbol to client feed: that feed's prices become the plain symbol and move the terminal",
                value = "{}")
        Map<String, String> primary,

        @Setting(
                doc = "Ticks kept per symbol for snapshots, get_ticks and resume",
                value = "10000",
                min = 100,
                max = 1000000)
        int tickHistory,

        @Setting(doc = "Bars kept per symbol and timeframe", value = "2000", min = 10, max = 100000)
        int barHistory,

        @Setting(
                doc = "Time zone of the broker's server: bars longer than an hour begin at its midnight",
                value = "UTC")
        String barZone,

        @Setting(doc = "Streams that client feeds may open, in all", value = "64", min = 0, max = 10000)
        int maxFeedStreams,

        @Setting(
                doc = "Silence of a symbol after which its data counts as stale",
                value = "10s",
                min = 100,
                max = 86400000)
        Duration staleAfter) {}
