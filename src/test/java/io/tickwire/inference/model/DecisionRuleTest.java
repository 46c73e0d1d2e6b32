package io.tickwire.inference.model;

import static io.tickwire.domain.Decision.BUY;
import static io.tickwire.domain.Decision.NONE;
import static io.tickwire.domain.Decision.SELL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Decision;
import io.tickwire.inference.model.DecisionRule.Decided;
import io.tickwire.inference.model.Manifest.DecisionSpec;
import io.tickwire.inference.model.Manifest.DecisionSpec.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionRuleTest {
    private static final double[] NO_PRICES = {};

    private static Decided decide(Rule rule, double deadBand, double... values) {
        DecisionSpec spec = new DecisionSpec(rule, "y", 0, deadBand, List.of("sell", "none", "buy"), 0.6, -0.4);
        return new DecisionRule(spec).decide(values, NO_PRICES, 0);
    }

    private static void says(Decision decision, double margin, Decided decided) {
        assertEquals(decision, decided.decision());
        assertEquals(margin, decided.margin(), 1e-12);
    }

    @Test
    void lastMinusMeanTakesZeroForABuy() {
        says(BUY, 1, decide(Rule.LAST_MINUS_MEAN, 0, 1, 2, 3));
        says(SELL, -1, decide(Rule.LAST_MINUS_MEAN, 0, 3, 2, 1));
        says(BUY, 0, decide(Rule.LAST_MINUS_MEAN, 0, 2, 2, 2));
    }

    @Test
    void aMarginInTheDeadBandIsNoDecision() {
        says(NONE, 1, decide(Rule.LAST_MINUS_MEAN, 1.01, 1, 2, 3));
        says(NONE, -1, decide(Rule.LAST_MINUS_MEAN, 1.01, 3, 2, 1));
        says(BUY, 1, decide(Rule.LAST_MINUS_MEAN, 1, 1, 2, 3));
        says(NONE, 0.5, decide(Rule.SIGN, 0.6, 0.5));
        says(NONE, 0.1, decide(Rule.ARGMAX, 0.2, 0, 0.1, 0.2));
    }

    @Test
    void theSignOfTheFirstValue() {
        says(BUY, 0.1, decide(Rule.SIGN, 0, 0.1, -5));
        says(SELL, -0.1, decide(Rule.SIGN, 0, -0.1, 5));
    }

    @Test
    void theGreatestClassByItsLead() {
        says(SELL, -2, decide(Rule.ARGMAX, 0, 3, 1, 0));
        says(NONE, 2, decide(Rule.ARGMAX, 0, 1, 3, 0));
        says(BUY, 2, decide(Rule.ARGMAX, 0, 1, 0, 3));
    }

    @Test
    void thresholdsOnBothSides() {
        says(BUY, 0.6, decide(Rule.THRESHOLD, 0, 0.6));
        says(NONE, 0.59, decide(Rule.THRESHOLD, 0, 0.59));
        says(NONE, -0.39, decide(Rule.THRESHOLD, 0, -0.39));
        says(SELL, -0.4, decide(Rule.THRESHOLD, 0, -0.4));
    }

    @Test
    void theForecastAgainstTheLastClose() {
        DecisionSpec at2 = new DecisionSpec(Rule.FORECAST_MINUS_LAST, "y", 2, 0, List.of(), 0, 0);
        says(BUY, 0.5, new DecisionRule(at2).decide(new double[0], new double[] {1, 2.5, 1}, 2));
        DecisionSpec atEnd = new DecisionSpec(Rule.FORECAST_MINUS_LAST, "y", 0, 0, List.of(), 0, 0);
        says(SELL, -1, new DecisionRule(atEnd).decide(new double[0], new double[] {1, 2.5, 1}, 2));
    }

    @Test
    void aForecasterDecidesNothing() {
        says(NONE, 0, decide(Rule.NONE, 0, 5));
    }

    @Test
    void whatIsNoNumberHasNoFiniteMargin() {
        for (Rule rule : List.of(Rule.LAST_MINUS_MEAN, Rule.SIGN, Rule.ARGMAX, Rule.THRESHOLD)) {
            for (int place = 0; place < 3; place++) {
                double[] values = {1, 2, 3};
                values[place] = Double.NaN;
                boolean unread = place > 0 && (rule == Rule.SIGN || rule == Rule.THRESHOLD);
                double margin = decide(rule, 0, values).margin();
                assertTrue(unread || !Double.isFinite(margin), rule + " " + place + " " + margin);
            }
        }
    }
}
