package io.tickwire.domain.message;

import io.tickwire.domain.Bar;
import java.util.List;

/**
 * Bars, oldest first; the last one may still be running.
 *
 * @param known whether the stream exists
 */
public record BarHistory(boolean known, List<Bar> bars) {}
