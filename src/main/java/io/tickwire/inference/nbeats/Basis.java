package io.tickwire.inference.nbeats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Fixed functions of time whose weighted sum is a block's backcast and forecast.
 *
 * @param terms how many functions
 * @param backcast their values at the points of the lookback, oldest first, function after function
 * @param forecast the same at the points of the horizon
 */
record Basis(int terms, float[] backcast, float[] forecast) {

    /**
     * Powers of time, scaled by √(horizon ÷ terms). Time runs in units of the longer side and is 0 where the forecast
     * begins.
     */
    static Basis centredTrend(int terms, int lookback, int horizon) {
        double unit = Math.max(lookback, horizon);
        double scale = Math.sqrt((double) horizon / terms);
        List<DoubleUnaryOperator> functions = new ArrayList<>();
        for (int power = 0; power < terms; power++) {
            double exponent = power;
            functions.add(t -> scale * Math.pow(t, exponent));
        }
        return sampled(functions, -lookback, unit, lookback, horizon);
    }

    /**
     * As many cosines and sines as the horizon has points, with frequencies evenly from 0 to the one whose period is
     * {@code shortestPeriod} points. Time runs from 0 to 1 over both sides.
     */
    static Basis periodSeasonality(int shortestPeriod, int lookback, int horizon) {
        double points = (double) lookback + horizon;
        List<DoubleUnaryOperator> functions = new ArrayList<>();
        for (double frequency : evenly(points / shortestPeriod, horizon / 2)) {
            functions.add(t -> Math.cos(2 * Math.PI * frequency * t));
        }
        for (double frequency : evenly(points / shortestPeriod, horizon - horizon / 2)) {
            functions.add(t -> Math.sin(2 * Math.PI * frequency * t));
        }
        return sampled(functions, 0, points, lookback, horizon);
    }

    /**
     * Powers of time, which is 0 where the forecast begins. The paper lets it run in units of the horizon; over a long
     * lookback its powers would then be large, so here the longer side is the unit.
     */
    static Basis polynomial(int terms, int lookback, int horizon) {
        List<DoubleUnaryOperator> functions = new ArrayList<>();
        double unit = Math.max(lookback, horizon);
        for (int power = 0; power < terms; power++) {
            double exponent = power;
            functions.add(t -> Math.pow(t, exponent));
        }
        return sampled(functions, -lookback, unit, lookback, horizon);
    }

    /** 1, and ⌊horizon ÷ 2 − 1⌋ cosines and sines, which go on from the forecast into the lookback. */
    static Basis fourier(int lookback, int horizon) {
        List<DoubleUnaryOperator> functions = new ArrayList<>();
        functions.add(t -> 1);
        for (int k = 1; k <= horizon / 2 - 1; k++) {
            double turns = 2 * Math.PI * k;
            functions.add(t -> Math.cos(turns * t));
            functions.add(t -> Math.sin(turns * t));
        }
        return sampled(functions, -lookback, horizon, lookback, horizon);
    }

    private static Basis sampled(
            List<DoubleUnaryOperator> functions, int first, double unit, int lookback, int horizon) {
        float[] backcast = new float[functions.size() * lookback];
        float[] forecast = new float[functions.size() * horizon];
        for (int term = 0; term < functions.size(); term++) {
            for (int point = 0; point < lookback + horizon; point++) {
                // Time is single precision, as where the form comes from: fast waves show the difference.
                float time = (float) ((first + point) / unit);
                float value = (float) functions.get(term).applyAsDouble(time);
                if (point < lookback) {
                    backcast[term * lookback + point] = value;
                } else {
                    forecast[term * horizon + point - lookback] = value;
                }
            }
        }
        return new Basis(functions.size(), backcast, forecast);
    }

    private static double[] evenly(double last, int count) {
        double[] values = new double[count];
        for (int i = 1; i < count; i++) {
            values[i] = last * i / (count - 1);
        }
        return values;
    }
}
