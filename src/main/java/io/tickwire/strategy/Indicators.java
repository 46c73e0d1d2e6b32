package io.tickwire.strategy;

import java.util.Arrays;

/**
 * Indicators on arrays of numbers, oldest first. Each gives an array of the same length; where there is not enough past
 * yet it holds {@link Double#NaN}. They follow the formulas of their inventors (Wilder 1978 for RSI, ATR and ADX, Appel
 * for MACD, Bollinger 2001), as MetaTrader and ta4j have them; differences are said. Pure.
 */
public final class Indicators {
    private Indicators() {}

    /** The newest value of a result; NaN when it is empty. */
    public static double last(double[] values) {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    /** Simple moving average. */
    public static double[] sma(double[] values, int period) {
        double[] out = blank(values, period);
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
            if (i >= period) {
                sum -= values[i - period];
            }
            if (i >= period - 1) {
                out[i] = sum / period;
            }
        }
        return out;
    }

    /** Exponential moving average, begun with the first value; factor {@code 2 / (period + 1)}. */
    public static double[] ema(double[] values, int period) {
        return smooth(values, period, 2.0 / (period + 1));
    }

    /** Wilder's smoothed average, begun with the first value; factor {@code 1 / period}. */
    public static double[] smma(double[] values, int period) {
        return smooth(values, period, 1.0 / period);
    }

    private static double[] smooth(double[] values, int period, double factor) {
        double[] out = blank(values, period);
        double average = Double.NaN;
        for (int i = 0; i < values.length; i++) {
            average = i == 0 ? values[0] : average + factor * (values[i] - average);
            if (i >= period - 1) {
                out[i] = average;
            }
        }
        return out;
    }

    /** Linearly weighted moving average: the newest value counts most. */
    public static double[] wma(double[] values, int period) {
        double[] out = blank(values, period);
        double weights = period * (period + 1) / 2.0;
        for (int i = period - 1; i < values.length; i++) {
            double sum = 0;
            for (int k = 0; k < period; k++) {
                sum += values[i - k] * (period - k);
            }
            out[i] = sum / weights;
        }
        return out;
    }

    /** Relative strength index (Wilder), 0 to 100; 50 where nothing moved. */
    public static double[] rsi(double[] closes, int period) {
        double[] gains = new double[closes.length];
        double[] losses = new double[closes.length];
        for (int i = 1; i < closes.length; i++) {
            double change = closes[i] - closes[i - 1];
            gains[i] = Math.max(0, change);
            losses[i] = Math.max(0, -change);
        }
        double[] up = smma(gains, period);
        double[] down = smma(losses, period);
        double[] out = blank(closes, period);
        for (int i = period; i < closes.length; i++) {
            double both = up[i] + down[i];
            out[i] = both == 0 ? 50 : 100 * up[i] / both;
        }
        return out;
    }

    /** True range: the greatest of the bar's range and its distances from the close before. */
    public static double[] trueRange(double[] highs, double[] lows, double[] closes) {
        same(highs, lows, closes);
        double[] out = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            double range = highs[i] - lows[i];
            out[i] = i == 0
                    ? range
                    : Math.max(range, Math.max(Math.abs(highs[i] - closes[i - 1]), Math.abs(lows[i] - closes[i - 1])));
        }
        return out;
    }

    /** Average true range (Wilder). */
    public static double[] atr(double[] highs, double[] lows, double[] closes, int period) {
        return smma(trueRange(highs, lows, closes), period);
    }

    /** Fast less slow average, its signal line, and their difference. */
    public record Macd(double[] line, double[] signal, double[] histogram) {}

    /** Moving average convergence/divergence; the usual periods are 12, 26 and 9. */
    public static Macd macd(double[] closes, int fast, int slow, int signal) {
        double[] quick = smooth(closes, 1, 2.0 / (fast + 1));
        double[] lazy = smooth(closes, 1, 2.0 / (slow + 1));
        double[] line = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            line[i] = quick[i] - lazy[i];
        }
        double[] average = smooth(line, 1, 2.0 / (signal + 1));
        double[] histogram = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            histogram[i] = line[i] - average[i];
        }
        hide(line, slow - 1);
        hide(average, slow + signal - 2);
        hide(histogram, slow + signal - 2);
        return new Macd(line, average, histogram);
    }

    /** A band around an average. */
    public record Bands(double[] upper, double[] middle, double[] lower) {}

    /** Bollinger's bands: so many standard deviations (of the population) around the simple average. */
    public static Bands bollinger(double[] closes, int period, double deviations) {
        double[] middle = sma(closes, period);
        double[] spread = stdDev(closes, period);
        double[] upper = new double[closes.length];
        double[] lower = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            upper[i] = middle[i] + deviations * spread[i];
            lower[i] = middle[i] - deviations * spread[i];
        }
        return new Bands(upper, middle, lower);
    }

    /** Standard deviation of the population. */
    public static double[] stdDev(double[] values, int period) {
        double[] mean = sma(values, period);
        double[] out = blank(values, period);
        for (int i = period - 1; i < values.length; i++) {
            double squares = 0;
            for (int k = i - period + 1; k <= i; k++) {
                squares += (values[k] - mean[i]) * (values[k] - mean[i]);
            }
            out[i] = Math.sqrt(squares / period);
        }
        return out;
    }

    /** The greatest of the last values: with highs, the upper side of Donchian's channel. */
    public static double[] highest(double[] values, int period) {
        double[] out = blank(values, period);
        for (int i = period - 1; i < values.length; i++) {
            out[i] = values[i];
            for (int k = i - period + 1; k < i; k++) {
                out[i] = Math.max(out[i], values[k]);
            }
        }
        return out;
    }

    /** The least of the last values. */
    public static double[] lowest(double[] values, int period) {
        double[] out = blank(values, period);
        for (int i = period - 1; i < values.length; i++) {
            out[i] = values[i];
            for (int k = i - period + 1; k < i; k++) {
                out[i] = Math.min(out[i], values[k]);
            }
        }
        return out;
    }

    /** Stochastic %K, 0 to 100: where the close stands in the range of the last bars; 50 where there is no range. */
    public static double[] stochastic(double[] highs, double[] lows, double[] closes, int period) {
        same(highs, lows, closes);
        double[] top = highest(highs, period);
        double[] bottom = lowest(lows, period);
        double[] out = blank(closes, period);
        for (int i = period - 1; i < closes.length; i++) {
            double range = top[i] - bottom[i];
            out[i] = range == 0 ? 50 : 100 * (closes[i] - bottom[i]) / range;
        }
        return out;
    }

    /** Commodity channel index (Lambert), of typical prices. */
    public static double[] cci(double[] highs, double[] lows, double[] closes, int period) {
        same(highs, lows, closes);
        double[] typical = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            typical[i] = (highs[i] + lows[i] + closes[i]) / 3;
        }
        double[] mean = sma(typical, period);
        double[] out = blank(closes, period);
        for (int i = period - 1; i < closes.length; i++) {
            double deviation = 0;
            for (int k = i - period + 1; k <= i; k++) {
                deviation += Math.abs(typical[k] - mean[i]);
            }
            out[i] = deviation == 0 ? 0 : (typical[i] - mean[i]) / (0.015 * deviation / period);
        }
        return out;
    }

    /** Rate of change in percent over so many bars. */
    public static double[] roc(double[] values, int period) {
        double[] out = blank(values, period);
        for (int i = period; i < values.length; i++) {
            out[i] = (values[i] - values[i - period]) / values[i - period] * 100;
        }
        hide(out, period);
        return out;
    }

    /** Wilder's directional movement: both directions and the strength of the trend, 0 to 100. */
    public record Directional(double[] plus, double[] minus, double[] adx) {}

    /** Average directional index (Wilder); the usual period is 14. */
    public static Directional adx(double[] highs, double[] lows, double[] closes, int period) {
        same(highs, lows, closes);
        int n = closes.length;
        double[] up = new double[n];
        double[] down = new double[n];
        for (int i = 1; i < n; i++) {
            double rise = highs[i] - highs[i - 1];
            double fall = lows[i - 1] - lows[i];
            up[i] = rise > fall && rise > 0 ? rise : 0;
            down[i] = fall > rise && fall > 0 ? fall : 0;
        }
        double[] range = smooth(trueRange(highs, lows, closes), 1, 1.0 / period);
        double[] plus = smooth(up, 1, 1.0 / period);
        double[] minus = smooth(down, 1, 1.0 / period);
        double[] dx = new double[n];
        for (int i = 0; i < n; i++) {
            plus[i] = range[i] == 0 ? 0 : 100 * plus[i] / range[i];
            minus[i] = range[i] == 0 ? 0 : 100 * minus[i] / range[i];
            double both = plus[i] + minus[i];
            dx[i] = both == 0 ? 0 : 100 * Math.abs(plus[i] - minus[i]) / both;
        }
        double[] adx = smooth(dx, 1, 1.0 / period);
        hide(plus, period - 1);
        hide(minus, period - 1);
        hide(adx, 2 * period - 2);
        return new Directional(plus, minus, adx);
    }

    private static double[] blank(double[] values, int period) {
        if (period < 1) {
            throw new IllegalArgumentException("period must be at least 1, not " + period);
        }
        double[] out = new double[values.length];
        Arrays.fill(out, Double.NaN);
        return out;
    }

    private static void hide(double[] values, int first) {
        Arrays.fill(values, 0, Math.min(first, values.length), Double.NaN);
    }

    private static void same(double[] highs, double[] lows, double[] closes) {
        if (highs.length != closes.length || lows.length != closes.length) {
            throw new IllegalArgumentException("highs, lows and closes must have the same length: " + highs.length
                    + ", " + lows.length + ", " + closes.length);
        }
    }
}
