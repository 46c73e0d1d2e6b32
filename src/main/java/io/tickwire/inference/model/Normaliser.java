package io.tickwire.inference.model;

import io.tickwire.inference.model.Manifest.Normalisation;
import io.tickwire.inference.model.Manifest.Normalisation.Fixed;
import io.tickwire.inference.model.Manifest.Normalisation.Kind;

/**
 * Scales one feature of a window. All kinds but {@code log_return} are linear, {@code (x - centre) / divisor}, with a
 * centre and a divisor of the window itself:
 *
 * <ul>
 *   <li>{@code none}: the value as it is
 *   <li>{@code z_score}: mean; standard deviation (with {@code ddof}) + epsilon
 *   <li>{@code last_anchor}: the window's last value, twice
 *   <li>{@code min_max}: minimum; range + epsilon
 *   <li>{@code fixed}: as the manifest says
 *   <li>{@code log_return}: ln(x / the value before), which needs one value before the window
 * </ul>
 *
 * Computed in double, handed over as float. Pure.
 */
final class Normaliser {
    private final Kind kind;
    private final int ddof;
    private final double epsilon;
    private final Fixed fixed;

    Normaliser(Normalisation spec, String feature) {
        this.kind = spec.type();
        this.ddof = spec.ddof();
        this.epsilon = spec.epsilon();
        this.fixed = kind == Kind.FIXED ? spec.fixed().get(feature) : null;
    }

    /** Values before the window that it needs. */
    int before() {
        return kind == Kind.LOG_RETURN ? 1 : 0;
    }

    /**
     * Scales a window.
     *
     * @param values oldest first; {@code from} is the first of the window, {@link #before} more stand before it
     * @param out takes {@code length} values from {@code at} on, {@code stride} apart
     */
    Scale apply(double[] values, int from, int length, float[] out, int at, int stride) {
        if (kind == Kind.LOG_RETURN) {
            for (int i = 0; i < length; i++) {
                out[at + i * stride] = (float) Math.log(values[from + i] / values[from + i - 1]);
            }
            double last = values[from + length - 1];
            return forecast -> compound(forecast, last);
        }
        Linear linear = linear(values, from, length);
        for (int i = 0; i < length; i++) {
            out[at + i * stride] = (float) ((values[from + i] - linear.center) / linear.divisor);
        }
        return linear;
    }

    private static void compound(double[] returns, double last) {
        double price = last;
        for (int i = 0; i < returns.length; i++) {
            price *= Math.exp(returns[i]);
            returns[i] = price;
        }
    }

    private Linear linear(double[] values, int from, int length) {
        return switch (kind) {
            case Z_SCORE -> standard(values, from, length);
            case LAST_ANCHOR -> new Linear(values[from + length - 1], values[from + length - 1]);
            case MIN_MAX -> range(values, from, length);
            case FIXED -> new Linear(fixed.center(), fixed.scale());
            default -> new Linear(0, 1);
        };
    }

    private Linear standard(double[] values, int from, int length) {
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += values[i];
        }
        double mean = sum / length;
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return new Linear(mean, Math.sqrt(squares / (length - ddof)) + epsilon);
    }

    private Linear range(double[] values, int from, int length) {
        double min = values[from];
        double max = values[from];
        for (int i = from + 1; i < from + length; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        return new Linear(min, max - min + epsilon);
    }

    private record Linear(double center, double divisor) implements Scale {
        @Override
        public void undo(double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] * divisor + center;
            }
        }
    }
}
