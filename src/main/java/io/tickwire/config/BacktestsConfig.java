package io.tickwire.config;

/** Backtests that are asked for over REST. */
public record BacktestsConfig(
        @Setting(
                doc = "Backtests that run at the same time, each on a thread of its own",
                value = "1",
                min = 1,
                max = 64)
        int running,

        @Setting(doc = "Backtests that may wait; more are refused", value = "10", min = 1, max = 1000)
        int waiting,

        @Setting(doc = "Backtests whose results are kept in memory; the oldest go", value = "20", min = 1, max = 1000)
        int kept,

        @Setting(doc = "Folder whose files they may read; empty = only the history", value = "")
        String data) {}
