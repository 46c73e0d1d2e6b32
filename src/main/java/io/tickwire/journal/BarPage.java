package io.tickwire.journal;

import io.tickwire.domain.Bar;
import java.util.List;

/**
 * Stored minutes or hours, oldest first.
 *
 * @param known whether there is such a series
 * @param written live ticks that the series took until then
 */
public record BarPage(boolean known, long written, List<Bar> rows) {}
