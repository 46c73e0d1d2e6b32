package io.tickwire.strategy;

import io.tickwire.domain.Prediction;
import java.util.Objects;

/**
 * A model's answer.
 *
 * @param id as {@link StrategyContext#predict} returned it
 * @param symbol that was asked about
 * @param prediction null when there is none
 * @param reason why there is none; empty when there is
 */
public record Forecast(long id, String symbol, Prediction prediction, String reason) {
    public Forecast {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(reason, "reason");
    }

    /** Whether the model decided. */
    public boolean isGiven() {
        return prediction != null;
    }
}
