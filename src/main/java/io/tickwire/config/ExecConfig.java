package io.tickwire.config;

import java.time.Duration;

/** The execution profile: Expert Advisors that execute themselves and ask first. */
public record ExecConfig(
        @Setting(doc = "Account whose risk they are judged by; empty = that of signals that name none", value = "")
        String account,

        @Setting(
                doc = "Time between two heartbeats of an Expert Advisor; one that missed three is forgotten",
                value = "60s",
                min = 100,
                max = 3600000)
        Duration heartbeat,

        @Setting(
                doc = "Expert Advisors that are remembered; for a further one the one silent longest is forgotten",
                value = "10000",
                min = 1,
                max = 1000000)
        int maxAgents,

        @Setting(
                doc = "How long an approved position counts as on its way, until the account shows it; 0s = not at all",
                value = "5s",
                min = 0,
                max = 600000)
        Duration approvalHold,

        @Setting(
                doc = "Messages per second and peer; further ones are answered RATE_LIMITED",
                value = "5000",
                min = 1,
                max = 1000000)
        int messagesPerSecond,

        @Setting(
                doc = "How long heartbeats stay in the journal; the rest stays",
                value = "7d",
                min = 60000,
                max = 3.2E11)
        Duration keepHeartbeats,

        @Setting(
                doc = "Heartbeats among the newest so many messages stay in the journal",
                value = "1000000",
                min = 1000,
                max = 1.0E9)
        long maxHeartbeats) {}
