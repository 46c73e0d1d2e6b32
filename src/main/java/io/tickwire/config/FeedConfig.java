package io.tickwire.config;

import java.util.List;

/** Where a simulated terminal's prices come from. */
public record FeedConfig(
        @Setting(doc = "synthetic (seeded random market) or replay (recorded files)", value = "synthetic")
        Type type,

        @Setting(doc = "Seed of the synthetic market: same seed, same ticks", value = "42")
        long seed,

        @Setting(doc = "Minutes of synthetic history made for the charts", value = "12000", min = 0, max = 100000)
        int historyMinutes,

        @Setting(doc = "Replay: files, directories or globs, played in time order")
        List<String> files,

        @Setting(
                doc = "Replay: auto, lean-ticks, lean-bars, mt5-ticks, mt5-bars, point-bars, csv or binance-frames",
                value = "auto")
        ReplayFormat format,

        @Setting(doc = "Replay: symbol of the files; empty = from the file name or the data", value = "")
        String symbol,

        @Setting(
                doc = "Replay: decimals of prices in points; -1 = 3 for yen pairs, else 5",
                value = "-1",
                min = -1,
                max = 8)
        int digits,

        @Setting(doc = "Replay: spread for bars that carry none, points", value = "10", min = 0, max = 1000000)
        double spreadPoints,

        @Setting(doc = "Replay: time zone of the file's times, for example UTC or Europe/Athens", value = "UTC")
        String zone,

        @Setting(doc = "Replay: 1x, any Nx such as 20x, or max (as fast as subscribers read)", value = "1x")
        String speed,

        @Setting(doc = "Replay: begin again at the end of the data", value = "false")
        boolean loop,

        @Setting(doc = "Replay: now (the first tick gets the present time) or original times", value = "now")
        Times times,

        @Setting(
                doc = "Replay: hold the first tick until somebody subscribes, so that a fast replay is not over"
                        + " before anybody listens",
                value = "false")
        boolean waitForSubscriber) {

    /** Kinds of feed. */
    public enum Type {
        SYNTHETIC,
        REPLAY
    }

    /** Which times replayed ticks carry. */
    public enum Times {
        NOW,
        ORIGINAL
    }
}
