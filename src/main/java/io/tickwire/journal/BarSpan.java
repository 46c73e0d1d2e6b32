package io.tickwire.journal;

import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;

/**
 * Which bars of a series.
 *
 * @param fromMsc that begin at or after, epoch milliseconds UTC
 * @param toMsc that begin before
 * @param limit rows for so many bars
 * @param newest the newest of the span instead of the first ones
 */
public record BarSpan(
        String series, Timeframe timeframe, BarGrid grid, long fromMsc, long toMsc, int limit, boolean newest) {

    /** Minutes of a row that the bars are built of. */
    int rowMinutes() {
        return row() == Timeframe.H1 ? 60 : 1;
    }

    /** Rows that the bars are built of. */
    public Timeframe row() {
        return timeframe.millis() >= Timeframe.H1.millis() && grid.hoursFit() ? Timeframe.H1 : Timeframe.M1;
    }
}
