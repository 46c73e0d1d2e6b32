package io.tickwire.inference.model;

import io.tickwire.domain.Decision;
import io.tickwire.inference.model.Manifest.DecisionSpec;
import java.util.List;
import java.util.Locale;

/**
 * What a model's output says to do. The margin's sign is the side (zero is a buy, as it always was); a margin nearer to
 * zero than the dead band is no decision. Pure.
 *
 * <ul>
 *   <li>{@code last_minus_mean}: last value - mean of all values
 *   <li>{@code forecast_minus_last}: forecast at a horizon, in prices, - newest close that the model saw
 *   <li>{@code sign}: the first value
 *   <li>{@code argmax}: the class of the greatest value; the margin is its lead, negative for a sell
 *   <li>{@code threshold}: buy from {@code buyFrom} on, sell up to {@code sellUpTo}; the margin is the first value
 *   <li>{@code none}: never a decision
 * </ul>
 */
public final class DecisionRule {
    private final DecisionSpec spec;
    private final List<Decision> classes;

    /** @param margin not finite when the model answered nonsense */
    public record Decided(Decision decision, double margin) {}

    public DecisionRule(DecisionSpec spec) {
        this.spec = spec;
        this.classes = spec.classes().stream()
                .map(label -> Decision.valueOf(label.toUpperCase(Locale.ROOT)))
                .toList();
    }

    /**
     * Decides.
     *
     * @param values of the output that the manifest names, in the model's units
     * @param prices the forecast in prices; only {@code forecast_minus_last} reads it
     * @param last newest close that the model saw
     */
    public Decided decide(double[] values, double[] prices, double last) {
        return switch (spec.rule()) {
            case NONE -> new Decided(Decision.NONE, 0);
            case LAST_MINUS_MEAN -> bySign(values[values.length - 1] - mean(values));
            case FORECAST_MINUS_LAST ->
                bySign(prices[spec.horizon() == 0 ? prices.length - 1 : spec.horizon() - 1] - last);
            case SIGN -> bySign(values[0]);
            case ARGMAX -> argmax(values);
            case THRESHOLD -> threshold(values[0]);
        };
    }

    private Decided bySign(double margin) {
        if (Math.abs(margin) < spec.deadBand()) {
            return new Decided(Decision.NONE, margin);
        }
        return new Decided(margin >= 0 ? Decision.BUY : Decision.SELL, margin);
    }

    private Decided argmax(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        double second = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            // One that is no number is the lead's too.
            second = i == best ? second : Math.max(second, values[i]);
        }
        Decision label = classes.get(best);
        double lead = values[best] - second;
        if (lead < spec.deadBand()) {
            label = Decision.NONE;
        }
        return new Decided(label, label == Decision.SELL ? -lead : lead);
    }

    private Decided threshold(double value) {
        if (value >= spec.buyFrom()) {
            return new Decided(Decision.BUY, value);
        }
        return new Decided(value <= spec.sellUpTo() ? Decision.SELL : Decision.NONE, value);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
