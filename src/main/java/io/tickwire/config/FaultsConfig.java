package io.tickwire.config;

import java.time.Duration;

/** What a simulated terminal does wrong on purpose; rates are chances per request, drawn from a seeded source. */
public record FaultsConfig(
        @Setting(doc = "Seed of all chances: same seed, same faults", value = "1")
        long seed,

        @Setting(doc = "Shortest time a request takes", value = "0ms", min = 0, max = 60000)
        Duration latencyMin,

        @Setting(doc = "Median time a request takes", value = "0ms", min = 0, max = 60000)
        Duration latencyMedian,

        @Setting(doc = "Longest time a request takes", value = "1s", min = 0, max = 60000)
        Duration latencyMax,

        @Setting(
                doc = "Chance that the server hesitates: this request takes stallFor longer",
                value = "0",
                min = 0,
                max = 1)
        double stallRate,

        @Setting(
                doc = "How long it hesitates; what is sent meanwhile waits behind it",
                value = "2s",
                min = 0,
                max = 60000)
        Duration stallFor,

        @Setting(doc = "Chance that a request is rejected", value = "0", min = 0, max = 1)
        double rejectRate,

        @Setting(doc = "Return code of such a rejection", value = "10006", min = 10004, max = 10046)
        int rejectRetcode,

        @Setting(doc = "Chance that a market order or close is requoted", value = "0", min = 0, max = 1)
        double requoteRate,

        @Setting(doc = "Chance that only a part can be filled", value = "0", min = 0, max = 1)
        double partialFillRate,

        @Setting(doc = "Chance that a request is executed and its answer lost", value = "0", min = 0, max = 1)
        double lostReplyRate,

        @Setting(doc = "Chance that an answer comes twice (over a terminal link)", value = "0", min = 0, max = 1)
        double duplicateReplyRate,

        @Setting(doc = "Chance that a request finds the connection dropped", value = "0", min = 0, max = 1)
        double disconnectRate,

        @Setting(doc = "Mean time between lost connections; 0s = none", value = "0s", min = 0, max = 86400000)
        Duration disconnectEvery,

        @Setting(doc = "How long a lost connection stays away", value = "5s", min = 1, max = 3600000)
        Duration disconnectFor,

        @Setting(
                doc = "The broker's clock is off by so many milliseconds",
                value = "0",
                min = -86400000,
                max = 86400000)
        long clockOffsetMs) {

    /** The longest that a request may take with all this. */
    public Duration longest() {
        return stallRate > 0 ? latencyMax.plus(stallFor) : latencyMax;
    }
}
