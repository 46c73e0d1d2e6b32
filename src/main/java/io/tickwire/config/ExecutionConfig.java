package io.tickwire.config;

import java.time.Duration;

/** Signals and orders. */
public record ExecutionConfig(
        @Setting(doc = "Account of signals that name none; empty = the first terminal's", value = "")
        String defaultAccount,

        @Setting(doc = "Magic number of orders that name none", value = "234000", min = 0)
        long magic,

        @Setting(doc = "Greatest slippage of orders that name none, points", value = "20", min = 0, max = 100000)
        int deviation,

        @Setting(doc = "Smallest volume accepted, lots", value = "0.01", min = 0, max = 1000000)
        double minVolume,

        @Setting(doc = "Largest volume accepted, lots", value = "10.0", min = 0, max = 1000000)
        double maxVolume,

        @Setting(doc = "Oldest quote an order may be based on", value = "30s", min = 100, max = 86400000)
        Duration maxQuoteAge,

        @Setting(doc = "Time the terminal has to answer an order", value = "5s", min = 10, max = 60000)
        Duration orderTimeout,

        @Setting(doc = "Signals that may wait or be under way per account", value = "1000", min = 1, max = 100000)
        int maxPending,

        @Setting(
                doc = "Orders that may be at the terminal at once; others wait, urgent ones first",
                value = "16",
                min = 1)
        int maxInFlight,

        @Setting(
                doc = "Longest a signal waits for its turn at the terminal; then it is refused unsent",
                value = "5s",
                min = 10,
                max = 20000)
        Duration maxWait,

        @Setting(
                doc = "Oldest signal that is acted on, by its timestamp; 0s = any age, clients' clocks are theirs",
                value = "0s",
                min = 0,
                max = 86400000)
        Duration maxSignalAge,

        @Setting(doc = "Slippage of signals with urgency high, times the usual", value = "2", min = 1, max = 100)
        double urgentDeviationFactor,

        @Setting(
                doc = "How long after an order was sent its absence from the terminal proves that it was never done",
                value = "60s",
                min = 100,
                max = 3600000)
        Duration proofAfter,

        @Setting(
                doc = "Oldest reading of money, positions and orders that an order may be judged by",
                value = "10s",
                min = 100,
                max = 3600000)
        Duration maxAccountAge,

        @Setting(doc = "Time the terminal has to answer a question", value = "2s", min = 10, max = 60000)
        Duration readTimeout,

        @Setting(doc = "Names of symbols at the terminal") SymbolMapConfig symbols,

        @Setting(doc = "Circuit breaker around the terminal")
        BreakerConfig breaker,

        @Setting(doc = "Least time between two account and position events", value = "250ms", min = 10, max = 60000)
        Duration accountInterval) {}
