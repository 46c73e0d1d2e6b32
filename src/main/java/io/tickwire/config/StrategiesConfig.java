package io.tickwire.config;

import java.time.Duration;

/** Strategies: where they are, and what the platform bears of them. */
public record StrategiesConfig(
        @Setting(
                doc = "Folder with a folder for each strategy; one that is not there has none",
                value = "verticles/strategies")
        String folder,

        @Setting(doc = "How often the folder is looked at; files must rest for that long", value = "300ms", min = 50)
        Duration poll,

        @Setting(
                doc =
                        "A call that takes longer is interrupted; one that takes twice as long is given up with its version",
                value = "2s",
                min = 50)
        Duration blockedAfter,

        @Setting(doc = "Time for a version to start and see the past", value = "10s", min = 100)
        Duration startTimeout,

        @Setting(doc = "Exceptions within a minute that a version may throw", value = "10", min = 1, max = 100000)
        int faultBudget,

        @Setting(
                doc = "A version that must be stopped so soon after it took over is followed by the one before",
                value = "60s",
                min = 0)
        Duration probation,

        @Setting(
                doc = "Events that may wait for a strategy before it is stopped",
                value = "65536",
                min = 1000,
                max = 10000000)
        int mailbox,

        @Setting(
                doc = "Replaced versions that may stay in memory before it is called a leak",
                value = "5",
                min = 1,
                max = 1000)
        int maxOldVersions,

        @Setting(doc = "How often state is written down", value = "5s", min = 100)
        Duration stateEvery,

        @Setting(doc = "Versions on disk that can be gone back to", value = "5", min = 1, max = 100)
        int versionsKept) {}
