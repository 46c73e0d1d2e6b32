package io.tickwire.backtest;

import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.data.MarketDataBuilder;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.pack.DescriptorReader;
import io.tickwire.strategy.pack.StrategyDescriptor;
import io.tickwire.strategy.pack.UnusableStrategyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs a strategy of {@code verticles/strategies} with its own descriptor over prices that a test writes down. */
public final class StrategyTrial {
    private static final int TICKS_A_BAR = 4;

    private final StrategyDescriptor descriptor;
    private final Supplier<Strategy> strategies;
    private final Map<String, Object> settings = new HashMap<>();
    private Forecaster forecaster = Forecaster.NONE;

    private StrategyTrial(StrategyDescriptor descriptor, Supplier<Strategy> strategies) {
        this.descriptor = descriptor;
        this.strategies = strategies;
    }

    public static StrategyTrial of(String id, Supplier<Strategy> strategies)
            throws IOException, UnusableStrategyException {
        Path file = Path.of(System.getProperty("basedir", "."), "verticles/strategies", id, StrategyDescriptor.FILE);
        return new StrategyTrial(DescriptorReader.read(id, Files.readAllBytes(file)), strategies);
    }

    public StrategyDescriptor descriptor() {
        return descriptor;
    }

    public StrategyTrial with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** Answers questions for a model. */
    public StrategyTrial asking(Function<double[], Decision> model) {
        forecaster = (id, name, symbol, closes) -> {
            Decision decision = model.apply(closes);
            double margin = decision == Decision.BUY ? 1 : decision == Decision.SELL ? -1 : 0;
            return new Forecast(id, symbol, new Prediction(name, "1", decision, margin, new double[0], 0, 0), "");
        };
        return this;
    }

    /** Runs it over bars of its first timeframe that close at these prices, EURUSD in points above 1.10000. */
    public BacktestResult closes(int... points) {
        Timeframe timeframe = descriptor.timeframes().get(0);
        MarketDataBuilder builder = new MarketDataBuilder(1 << 20);
        long step = timeframe.millis() / TICKS_A_BAR;
        int before = points[0];
        for (int bar = 0; bar < points.length; bar++) {
            for (int i = 1; i <= TICKS_A_BAR; i++) {
                double bid = Runs.points(1.1, before + Math.rint((points[bar] - before) * (double) i / TICKS_A_BAR));
                builder.add(
                        "EURUSD", Runs.MONDAY + bar * timeframe.millis() + (i - 1) * step, bid, Runs.points(bid, 2));
            }
            before = points[bar];
        }
        return run(builder.build());
    }

    public BacktestResult run(MarketData data) {
        return Runs.run(
                new RunPlan(
                        descriptor.id(),
                        descriptor.version(),
                        strategies,
                        List.of(),
                        descriptor.timeframes(),
                        descriptor.values(settings),
                        descriptor.limits(),
                        descriptor.warmupBars(),
                        descriptor.barsKept(),
                        ZoneOffset.UTC,
                        Mode.TICKS,
                        Runs.account("{}"),
                        Terms.USUAL,
                        descriptor.magic(),
                        forecaster),
                data);
    }
}
