package io.tickwire.inference.train;

import io.tickwire.inference.onnx.GraphBuilder;
import io.tickwire.inference.onnx.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What training makes small. Each is a weighted sum of absolute errors, so the graph is the same for all and the weights
 * come with the windows; definitions as in section 3 of the N-BEATS paper.
 */
public enum Loss {
    /** Mean absolute error, in normalised units. */
    MAE,
    /** Mean absolute error relative to what came, in per cent. */
    MAPE,
    /** Mean absolute error relative to the mean of forecast and what came, in per cent. */
    SMAPE,
    /** Mean absolute error in units of the mean step from one number of the lookback to the next. */
    MASE;

    private static final double TINY = 1e-12;

    /** The loss of that name in any case, if there is one. */
    public static Optional<Loss> of(String name) {
        return Stream.of(values())
                .filter(loss -> loss.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How much an error of 1 in normalised units counts at one point of the window. */
    double weight(Sample sample, int point) {
        if (sample.weight[point] == 0) {
            return 0;
        }
        double size = Math.abs(sample.centre + sample.spread * sample.y[point]);
        return sample.weight[point]
                * switch (this) {
                    case MAE -> 1;
                    case MAPE -> 100 * sample.spread / Math.max(size, TINY);
                    case SMAPE -> 200;
                    case MASE -> sample.spread / Math.max(sample.step, TINY);
                };
    }

    /** What is added to a number in normalised units to get one that is proportional to the series' own. */
    static double offset(Sample sample) {
        return sample.centre / sample.spread;
    }

    /**
     * Appends the loss.
     *
     * @param offset of each point, see {@link #offset(Sample)}
     * @return a scalar
     */
    Value append(GraphBuilder graph, Value forecast, Value target, Value weight, Value offset) {
        Value error = graph.abs(graph.subtract(forecast, target));
        if (this == SMAPE) {
            // The gradient does not pass the denominator, or it would reward large forecasts.
            Value size = graph.add(
                    graph.abs(graph.add(graph.stopGradient(forecast), offset)), graph.abs(graph.add(target, offset)));
            error = graph.divide(error, size);
        }
        return graph.sum(graph.multiply(error, weight));
    }
}
