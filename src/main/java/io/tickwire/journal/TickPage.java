package io.tickwire.journal;

import io.tickwire.domain.RawTick;
import java.util.List;

/**
 * Stored ticks, oldest first.
 *
 * @param known whether there is such a series
 * @param written live ticks that the series took until then
 * @param skipped ticks left out at the beginning of the span, as asked
 */
public record TickPage(boolean known, long written, List<RawTick> ticks, int skipped) {}
