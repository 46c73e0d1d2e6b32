package io.tickwire.domain;

import java.time.DayOfWeek;
import java.util.Objects;

/**
 * What a position costs or earns when it is kept over the broker's midnight.
 *
 * @param longPoints points per lot and night for BUY, negative = charged
 * @param shortPoints points per lot and night for SELL, negative = charged
 * @param tripleDay the day at whose end three nights are charged, for the weekend
 */
public record SwapRule(double longPoints, double shortPoints, DayOfWeek tripleDay) {
    public static final SwapRule NONE = new SwapRule(0, 0, DayOfWeek.WEDNESDAY);

    public SwapRule {
        Objects.requireNonNull(tripleDay, "tripleDay");
    }

    /** Points per lot and night. */
    public double points(Side side) {
        return side == Side.BUY ? longPoints : shortPoints;
    }

    /** How many nights the end of a day counts for; none at the weekend's. */
    public int nights(DayOfWeek day) {
        if (day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY) {
            return 0;
        }
        return day == tripleDay ? 3 : 1;
    }
}
