package io.tickwire.inference.train.data;

import java.time.ZoneId;
import java.util.Objects;

/**
 * What a file does not say of itself.
 *
 * @param column of a CSV that holds the prices
 * @param point what its numbers are multiplied by: 0.00001 where prices are in points
 * @param zone of its times
 */
public record SeriesFormat(String column, double point, ZoneId zone) {

    public SeriesFormat {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(zone, "zone");
        if (!(point > 0) || Double.isInfinite(point)) {
            throw new IllegalArgumentException("point must be above 0: " + point);
        }
    }
}
