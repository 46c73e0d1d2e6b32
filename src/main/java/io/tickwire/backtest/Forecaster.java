package io.tickwire.backtest;

import io.tickwire.strategy.Forecast;

/** Answers a strategy's questions for models, at once and always the same. Any thread. */
@FunctionalInterface
public interface Forecaster {

    /** There are no models. */
    Forecaster NONE = (id, model, symbol, closes) -> new Forecast(id, symbol, null, "this backtest has no models");

    /**
     * @param closes oldest first
     * @return with the reason when there is no answer
     */
    Forecast answer(long id, String model, String symbol, double[] closes);
}
