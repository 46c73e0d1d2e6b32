package io.tickwire.backtest;

import io.tickwire.backtest.data.DataException;
import io.tickwire.backtest.data.FourPoints;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Timeframe;
import io.tickwire.terminal.simulated.PaperSpecs;
import java.util.List;

/** Makes of loaded ticks what a plan's runs look at: once, for all of them. Pure. */
public final class Preparation {
    private Preparation() {}

    /**
     * The same of data that were read with some time before the run, which its bars are warmed up with.
     *
     * @param fromMsc where the run begins
     */
    public static MarketData of(MarketData data, RunPlan plan, long fromMsc) {
        MarketData run = of(data, plan).between(fromMsc, Long.MAX_VALUE);
        if (run.size() == 0) {
            throw new DataException("there is no tick in the time that was asked for");
        }
        return run;
    }

    /** @throws DataException when a symbol of the plan is not in the data */
    public static MarketData of(MarketData data, RunPlan plan) {
        for (String symbol : plan.symbols()) {
            if (!data.symbols().contains(symbol)) {
                throw new DataException("the data have no ticks of " + symbol + ", which " + plan.strategyId()
                        + " trades; they have " + String.join(", ", data.symbols()));
            }
        }
        return thinned(plan.terms().spreadPoints() < 0 ? data : widened(data, plan), plan);
    }

    private static MarketData widened(MarketData data, RunPlan plan) {
        SimulatedConfig account = plan.terms().applyTo(plan.account());
        List<SymbolSpec> specs = data.symbols().stream()
                .map(symbol -> PaperSpecs.spec(account, symbol))
                .toList();
        return data.withSpread(
                specs.stream()
                        .mapToDouble(spec -> plan.terms().spreadPoints() * spec.point())
                        .toArray(),
                specs.stream().mapToDouble(spec -> Math.rint(1 / spec.point())).toArray());
    }

    private static MarketData thinned(MarketData data, RunPlan plan) {
        return switch (plan.mode()) {
            case TICKS -> data;
            case M1_OHLC -> FourPoints.minutes(data);
            case OPEN_PRICES ->
                FourPoints.opens(
                        data,
                        plan.timeframes().stream().sorted().findFirst().orElse(Timeframe.M1),
                        new BarGrid(plan.barZone()));
        };
    }
}
