package io.tickwire.journal;

/**
 * What is stored of a series. Times are epoch milliseconds UTC, 0 where there is nothing.
 *
 * @param bytes of its ticks
 * @param minutes one-minute bars
 */
public record SeriesInfo(
        String name,
        long ticks,
        long firstMsc,
        long lastMsc,
        long blocks,
        long bytes,
        long minutes,
        long firstBarMsc,
        long lastBarMsc) {}
