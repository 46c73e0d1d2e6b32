package io.tickwire.config;

import java.time.Duration;
import java.util.List;

/** A terminal that dials in over the terminal link. */
public record LinkConfig(
        @Setting(doc = "Account number that the terminal must be logged in to; 0 = not given", value = "0", min = 0)
        long login,

        @Setting(doc = "Whether an account with real money may be traded", value = "false")
        boolean live,

        @Setting(doc = "Symbols whose ticks are wanted; empty = all that the terminal offers", value = "[]")
        List<String> symbols,

        @Setting(
                doc = "Time the terminal has for a request; an order that it reads later is refused with 10012",
                value = "5s",
                min = 50,
                max = 60000)
        Duration requestTimeout,

        @Setting(
                doc = "How long the reply to an order is waited for before it stays unknown",
                value = "45s",
                min = 100,
                max = 3600000)
        Duration lateReplies,

        @Setting(doc = "Requests that may wait for a reply", value = "1024", min = 1, max = 100000)
        int maxPending,

        @Setting(
                doc = "Ticks that wait for their reader before only the newest of each symbol is kept",
                value = "8192",
                min = 16,
                max = 1000000)
        int maxTicks) {}
