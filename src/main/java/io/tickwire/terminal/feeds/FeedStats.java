package io.tickwire.terminal.feeds;

import java.util.Map;

/**
 * Counters of a replay at one moment.
 *
 * @param files files and zip entries opened for replay so far; a loop counts them again
 * @param ticks ticks delivered
 * @param ignored sound lines that are no ticks
 * @param bad lines skipped, by kind; kinds that did not occur are absent
 */
public record FeedStats(long files, long ticks, long ignored, Map<LineVerdict, Long> bad) {

    public FeedStats {
        bad = Map.copyOf(bad);
    }

    /** All bad lines together. */
    public long badLines() {
        return bad.values().stream().mapToLong(Long::longValue).sum();
    }
}
