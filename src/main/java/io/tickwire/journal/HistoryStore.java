package io.tickwire.journal;

import io.tickwire.domain.Bar;
import io.vertx.core.Future;
import java.util.List;

/**
 * Ticks and bars that survive the process. A series holds ticks in time order, none twice: who writes leaves out what a
 * stored span covers. Minute bars are made of the ticks, hours of the minutes, in the same transaction. Any thread.
 */
public interface HistoryStore {

    /** What a writer must know of a series before it goes on at this time, epoch milliseconds UTC. */
    Future<SeriesTail> tail(String series, long fromMsc);

    /**
     * Stores all of it or nothing, in this order, and that the node was there at {@code nowMsc}. Durable when the future
     * succeeds.
     */
    Future<Void> write(List<TickRun> runs, long nowMsc);

    /** When a node was last there, epoch milliseconds UTC; 0 = never. */
    Future<Long> lastAlive();

    Future<TickPage> ticks(TickSpan span);

    /** Minutes, or hours where the timeframe is made of them, of which the wanted bars can be built. */
    Future<BarPage> bars(BarSpan span);

    /** Stores minutes that a terminal told: where there is none, or one with fewer ticks. */
    Future<Void> fill(String series, List<Bar> minutes);

    /** Takes a gap in, or changes one with the same id. The id is the answer. */
    Future<Long> gap(HistoryGap gap);

    /** All gaps, oldest first. */
    Future<List<HistoryGap>> gaps();

    Future<List<SeriesInfo>> list();

    /** Deletes some of what is too old or too much; how many rows went, 0 = nothing is left to delete. */
    Future<Integer> expire(Expiry expiry);
}
