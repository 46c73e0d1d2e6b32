package io.tickwire.terminal.feeds;

import io.tickwire.domain.RawTick;

/**
 * A source of ticks in time order, pulled by its owner, so it needs no buffer of its own. Owner: one thread at a time;
 * {@link #next()} may block on a disk, so it is never called on an event loop.
 */
public interface TickFeed extends AutoCloseable {

    /**
     * The next tick, or null when the feed has ended. Times never decrease.
     *
     * @throws FeedException when the source cannot be read at all; a bad line is counted and skipped, not thrown
     */
    RawTick next();

    @Override
    void close();
}
