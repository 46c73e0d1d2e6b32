package io.tickwire.journal;

import io.tickwire.domain.RawTick;
import java.util.List;

/**
 * What a writer must know of a series.
 *
 * @param written live ticks that it ever took
 * @param covered spans of its blocks that end at or after the time asked for, in time order
 * @param atEnd ticks of its very last millisecond: only a part of them may have been stored
 */
public record SeriesTail(long written, List<Span> covered, List<RawTick> atEnd) {

    /** Both ends are stored. */
    public record Span(long firstMsc, long lastMsc) {}
}
