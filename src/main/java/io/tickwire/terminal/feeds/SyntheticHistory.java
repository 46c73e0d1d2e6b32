package io.tickwire.terminal.feeds;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Timeframe;
import java.util.List;

/**
 * The past of a synthetic symbol: minute bars that end where {@link SyntheticFeed} starts. The path is made backwards
 * from the start price, which the process allows, so nothing has to be fitted together.
 */
public final class SyntheticHistory {
    private static final double SECONDS = 60;

    private final SyntheticSymbol symbol;
    private final PricePath path;
    private final Randomness random;

    private SyntheticHistory(SyntheticSymbol symbol, long seed) {
        this.symbol = symbol;
        this.random = Randomness.of(seed, symbol.spec().name(), "history");
        this.path = new PricePath(symbol.model(), random);
    }

    /**
     * The closed minutes before a time, oldest first, without gaps; the last close is the model's start price.
     *
     * @param endMsc epoch milliseconds UTC; the minute that contains it is not part of the history
     */
    public static List<Bar> minutes(SyntheticSymbol symbol, long seed, long endMsc, int count) {
        return new SyntheticHistory(symbol, seed).backwards(Timeframe.M1.startOf(endMsc), count);
    }

    private List<Bar> backwards(long endMsc, int count) {
        Bar[] bars = new Bar[count];
        long end = endMsc;
        long close = points(path.price());
        for (int i = count - 1; i >= 0; i--) {
            end -= Timeframe.M1.millis();
            bars[i] = bar(end, close);
            // The next minute opens a point beside this close now and then, as quotes do.
            close = Math.round(bars[i].open() * symbol.pointsPerUnit()) + jitter();
        }
        return List.of(bars);
    }

    private Bar bar(long startMsc, long close) {
        double activity = DayRhythm.activity(startMsc);
        double later = path.logPrice();
        path.step(SECONDS, Math.sqrt(activity));
        double earlier = path.logPrice();
        double deviation = path.deviation(SECONDS, Math.sqrt(activity));
        long open = points(path.price());
        long high = points(path.priceAt(path.clamp(extreme(earlier, later, deviation, 1))));
        long low = points(path.priceAt(path.clamp(extreme(earlier, later, deviation, -1))));
        double unit = symbol.pointsPerUnit();
        return new Bar(
                symbol.spec().name(),
                Timeframe.M1,
                startMsc,
                open / unit,
                Math.max(high, Math.max(open, close)) / unit,
                Math.min(low, Math.min(open, close)) / unit,
                close / unit,
                tickVolume(activity),
                true);
    }

    /** Highest (sign 1) or lowest (sign -1) value of a Brownian bridge between two ends, drawn exactly. */
    private double extreme(double from, double to, double deviation, int sign) {
        double across = to - from;
        double reach = Math.sqrt(across * across + 2 * deviation * deviation * random.exponential());
        return (from + to + sign * reach) / 2;
    }

    private long tickVolume(double activity) {
        double mean = SECONDS * symbol.model().ticksPerSecond() * activity * (0.5 + 0.5 * path.volatility());
        return Math.max(5, Math.round(mean * (1 + 0.2 * random.gaussian())));
    }

    private int jitter() {
        double draw = random.uniform();
        return draw < 0.15 ? -1 : draw > 0.85 ? 1 : 0;
    }

    private long points(double price) {
        return Math.round(price * symbol.pointsPerUnit());
    }
}
