package io.tickwire.market;

import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.TerminalStatus;
import java.time.Duration;

/** Judges whether market data can be relied on. Owner: the poller's context. */
public final class Freshness {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final String component;
    private final Duration staleAfter;
    private String ended;

    public Freshness(String component, Duration staleAfter) {
        this.component = component;
        this.staleAfter = staleAfter;
    }

    /** A recorded feed has no more to say; {@code failure} is empty at a normal end. */
    public void feedEnded(String failure) {
        ended = failure.isEmpty() ? "the recorded feed has ended" : "the feed broke: " + failure;
    }

    public HealthReport report(TerminalStatus terminal, long silenceNanos) {
        if (!terminal.connected()) {
            String why = terminal.lastError().isEmpty() ? "" : ": " + terminal.lastError();
            return degraded("the terminal is " + terminal.status().wire() + why);
        }
        if (ended != null) {
            return degraded(ended);
        }
        return silenceNanos > staleAfter.toNanos()
                ? degraded("no tick for " + silenceNanos / NANOS_PER_SECOND + " s")
                : new HealthReport(component, Level.HEALTHY, "");
    }

    private HealthReport degraded(String reason) {
        return new HealthReport(component, Level.DEGRADED, reason);
    }
}
