package io.tickwire.inference.model;

import io.tickwire.config.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What stands in {@code model.json} beside a model: how it is fed, what it says, and how that becomes a decision. Read by
 * {@link ManifestReader}, which checks it as a whole.
 */
public record Manifest(
        @Setting(doc = "Name of the model: the name of its folder", required = true)
        String name,

        @Setting(doc = "Version: the name of the folder in it, for example 1 or 2026-01", required = true)
        String version,

        @Setting(doc = "What it is, for people") String description,

        @Setting(doc = "SHA-256 of model.onnx, 64 hexadecimal digits", required = true)
        String sha256,

        @Setting(doc = "What the model sees", required = true)
        Input input,

        @Setting(doc = "How its input is scaled") Normalisation normalisation,

        @Setting(doc = "Role to name of an output: forecast is what forecast_minus_last and answers read", value = "{}")
        Map<String, String> outputs,

        @Setting(doc = "Values that its forecast has; 0 = it has none", value = "0", min = 0, max = 10000)
        int horizon,

        @Setting(doc = "How its output becomes buy, sell or nothing")
        DecisionSpec decision,

        @Setting(doc = "Symbols that it may be asked about; empty = any")
        List<String> symbols,

        @Setting(doc = "Windows of one run at most", value = "64", min = 1, max = 4096)
        int maxBatch,

        @Setting(doc = "ISO-8601 time after which it gives no decision; empty = never")
        String validUntil,

        @Setting(
                doc = "Age of a window's newest bar after which it gives no decision; 0 = any",
                value = "0s",
                min = 0,
                max = 31622400000d)
        Duration maxInputAge,

        @Setting(doc = "How it was trained and measured, for people", value = "{}")
        Map<String, Object> training) {

    /** What the model sees of a window. */
    public record Input(
            @Setting(doc = "Name of the graph's input", value = "x")
            String name,

            @Setting(doc = "Values of each feature that it sees", required = true, min = 1, max = 100000)
            int window,

            @Setting(
                    doc = "Newest values that it does not see: 1 leaves out the bar that is still forming",
                    value = "1",
                    min = 0,
                    max = 1000)
            int offset,

            @Setting(
                    doc =
                            "close, open, high, low, volume, spread, return, or the name of an indicator that askers send",
                    value = "[\"close\"]")
            List<String> features,

            @Setting(doc = "Period of its bars, for example H1; empty = any")
            String timeframe) {}

    /** How the input is scaled; every feature by its own values in the window. */
    public record Normalisation(
            @Setting(doc = "The kind of scaling", value = "none")
            Kind type,

            @Setting(
                    doc = "z_score: subtracted from the number of values when the variance is taken",
                    value = "1",
                    min = 0,
                    max = 1)
            int ddof,

            @Setting(
                    doc = "z_score, min_max: added to the divisor, so that a constant window is all zeros",
                    value = "1e-8",
                    min = 0,
                    max = 1)
            double epsilon,

            @Setting(doc = "fixed: centre and scale by feature", value = "{}")
            Map<String, Fixed> fixed) {

        /** The kinds of scaling; {@link Normaliser} says what each computes. */
        public enum Kind {
            NONE,
            Z_SCORE,
            LAST_ANCHOR,
            LOG_RETURN,
            FIXED,
            MIN_MAX
        }

        /** A scaling that does not look at the window. */
        public record Fixed(
                @Setting(doc = "Subtracted from every value", value = "0")
                double center,

                @Setting(doc = "What the difference is divided by", value = "1", min = 1e-300)
                double scale) {}
    }

    /** How the output becomes a decision. */
    public record DecisionSpec(
            @Setting(doc = "The rule", value = "none") Rule rule,

            @Setting(doc = "Role or name of the output that it reads", value = "forecast")
            String output,

            @Setting(
                    doc = "forecast_minus_last: which value of the forecast, counted from 1; 0 = the last",
                    value = "0",
                    min = 0,
                    max = 10000)
            int horizon,

            @Setting(doc = "A margin nearer to zero than this is no decision", value = "0", min = 0)
            double deadBand,

            @Setting(doc = "argmax: what each class says, for example sell, none, buy")
            List<String> classes,

            @Setting(doc = "threshold: buy from this value on", value = "0.5")
            double buyFrom,

            @Setting(doc = "threshold: sell up to this value", value = "-0.5")
            double sellUpTo) {

        /** The rules; {@link DecisionRule} says what each computes. */
        public enum Rule {
            NONE,
            LAST_MINUS_MEAN,
            FORECAST_MINUS_LAST,
            SIGN,
            ARGMAX,
            THRESHOLD
        }
    }
}
