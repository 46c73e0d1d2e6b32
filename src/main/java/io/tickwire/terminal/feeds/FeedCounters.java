package io.tickwire.terminal.feeds;

import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;

/** Counts what a replay meets, and warns once for each kind of bad line. Owner: the feed's thread. */
final class FeedCounters {
    private final Logger log;
    private final Map<LineVerdict, Long> bad = new EnumMap<>(LineVerdict.class);
    private long files;
    private long ticks;
    private long ignored;

    FeedCounters(Logger log) {
        this.log = log;
    }

    void fileOpened() {
        files++;
    }

    void tickDelivered() {
        ticks++;
    }

    void ignored() {
        ignored++;
    }

    void bad(LineVerdict kind, ReplaySource source, long line) {
        if (bad.merge(kind, 1L, Long::sum) == 1) {
            log.warn("{} line {}: {}; skipped, further lines of this kind are only counted", source, line, kind);
        }
    }

    FeedStats snapshot() {
        return new FeedStats(files, ticks, ignored, bad);
    }
}
