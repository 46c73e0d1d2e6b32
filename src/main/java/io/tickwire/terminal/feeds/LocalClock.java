package io.tickwire.terminal.feeds;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Turns a source's local times into UTC. In the hour that autumn repeats, the second pass is told by the local time
 * having gone back. Owner: one parser.
 */
final class LocalClock {
    private static final long HOUR_MS = 3_600_000;
    private static final long QUARTER_MS = HOUR_MS / 4;

    private final ZoneRules rules;
    private long knownQuarter = Long.MIN_VALUE;
    private long firstOffsetMs;
    private long secondOffsetMs;
    /** Long before any recording, and far enough from the least long to subtract from. */
    private long lastMsc = Long.MIN_VALUE / 2;

    LocalClock(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Epoch milliseconds UTC of a local time given as milliseconds from 1970-01-01T00:00 local. */
    long toUtc(long localMs) {
        long quarter = Math.floorDiv(localMs, QUARTER_MS);
        if (quarter != knownQuarter) {
            lookUp(quarter);
        }
        long first = localMs - firstOffsetMs;
        boolean secondPass = firstOffsetMs != secondOffsetMs && first < lastMsc - TickFile.REORDER_TOLERANCE_MS;
        lastMsc = secondPass ? localMs - secondOffsetMs : first;
        return lastMsc;
    }

    private void lookUp(long quarter) {
        LocalDateTime start = LocalDateTime.ofEpochSecond(quarter * QUARTER_MS / 1000, 0, ZoneOffset.UTC);
        List<ZoneOffset> offsets = rules.getValidOffsets(start);
        // None: the hour that spring skips; a clock that was not set yet shows the offset before.
        ZoneOffset first = offsets.isEmpty() ? rules.getTransition(start).getOffsetBefore() : offsets.get(0);
        ZoneOffset second = offsets.size() > 1 ? offsets.get(1) : first;
        firstOffsetMs = first.getTotalSeconds() * 1000L;
        secondOffsetMs = second.getTotalSeconds() * 1000L;
        knownQuarter = quarter;
    }
}
