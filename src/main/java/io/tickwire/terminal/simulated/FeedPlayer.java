package io.tickwire.terminal.simulated;

import io.tickwire.domain.RawTick;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.feeds.TickFeed;

/** Plays a feed against the clock: says which tick is due and how long the next one takes. One thread. */
final class FeedPlayer {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long JUST_NOW_MS = 30_000;

    private final TickFeed feed;
    private final FeedSpeed speed;
    private final Clock clock;
    private RawTick next;
    private boolean ended;
    private long firstTimeMsc;
    private long startedNanos;
    private boolean started;
    private long taken;

    FeedPlayer(TickFeed feed, FeedSpeed speed, Clock clock) {
        this.feed = feed;
        this.speed = speed;
        this.clock = clock;
    }

    /** Nanoseconds until the next tick is due: 0 or less = now, {@code Long.MAX_VALUE} = never, the feed has ended. */
    long dueInNanos() {
        if (next == null && !ended) {
            next = feed.next();
            ended = next == null;
        }
        if (ended) {
            return Long.MAX_VALUE;
        }
        if (!started) {
            started = true;
            firstTimeMsc = next.timeMsc();
            startedNanos = clock.nanos() - headStartNanos();
        }
        if (speed.isMax()) {
            return 0;
        }
        long due = startedNanos + (long) ((next.timeMsc() - firstTimeMsc) * NANOS_PER_MILLI / speed.factor());
        return due - clock.nanos();
    }

    /** A feed stamped with the present was made a moment ago: its first tick is late by that moment, not new now. */
    private long headStartNanos() {
        long agoMs = clock.millis() - firstTimeMsc;
        return agoMs > 0 && agoMs < JUST_NOW_MS ? (long) (agoMs * NANOS_PER_MILLI) : 0;
    }

    /** The tick that is due. Only after {@link #dueInNanos} said so. */
    RawTick take() {
        RawTick tick = next;
        next = null;
        taken++;
        return tick;
    }

    boolean ended() {
        return ended;
    }

    /** Ticks handed out so far. */
    long taken() {
        return taken;
    }

    void close() {
        feed.close();
    }
}
