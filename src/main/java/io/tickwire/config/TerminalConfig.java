package io.tickwire.config;

import java.time.Duration;

/** One terminal and the account on it. */
public record TerminalConfig(
        @Setting(doc = "Name of the terminal; also the name of its account on the bus and in messages", value = "sim")
        String id,

        @Setting(
                doc = "Kind of terminal: simulated (built in) or link (a terminal dials in at /terminal/ws)",
                value = "simulated")
        Type type,

        @Setting(doc = "How ticks are taken: push (as they come) or poll", value = "push")
        TickMode tickMode,

        @Setting(doc = "Time between polls in poll mode", value = "100ms", min = 1, max = 60000)
        Duration pollInterval,

        @Setting(doc = "Settings of a simulated terminal") SimulatedConfig simulated,

        @Setting(doc = "Settings of a terminal that dials in")
        LinkConfig link) {

    /** Kinds of terminal. */
    public enum Type {
        SIMULATED,
        /** An Expert Advisor or a terminal process that dials in. */
        LINK
    }

    /** How a poller gets ticks. */
    public enum TickMode {
        PUSH,
        POLL
    }
}
