package io.tickwire.backtest;

import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.Timeframe;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import io.tickwire.strategy.run.RunSettings;
import io.tickwire.strategy.run.StrategyLimits;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What is run: a strategy, its settings, the account and how the data are looked at.
 *
 * @param strategies gives a new instance for each run; any thread
 * @param symbols empty = all of the data
 * @param settings values of the strategy's settings
 * @param warmupBars closed bars of each symbol and timeframe that it sees before its first tick, where there are data
 * @param account the terminal's figures, before the terms
 * @param magic the mark of the strategy's orders
 * @param forecaster asked by strategies that ask models
 */
public record RunPlan(
        String strategyId,
        String version,
        Supplier<Strategy> strategies,
        List<String> symbols,
        List<Timeframe> timeframes,
        Map<String, Object> settings,
        StrategyLimits limits,
        int warmupBars,
        int barsKept,
        ZoneId barZone,
        Mode mode,
        SimulatedConfig account,
        Terms terms,
        long magic,
        Forecaster forecaster) {

    public RunPlan {
        Objects.requireNonNull(strategyId, "strategyId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(strategies, "strategies");
        Objects.requireNonNull(mode, "mode");
        symbols = List.copyOf(symbols);
        timeframes = List.copyOf(timeframes);
        settings = Map.copyOf(settings);
    }

    /** The same with some settings changed. */
    public RunPlan with(Map<String, Object> others) {
        Map<String, Object> all = new LinkedHashMap<>(settings);
        all.putAll(others);
        return new RunPlan(
                strategyId,
                version,
                strategies,
                symbols,
                timeframes,
                all,
                limits,
                warmupBars,
                barsKept,
                barZone,
                mode,
                account,
                terms,
                magic,
                forecaster);
    }

    RunSettings runSettings(List<String> ofData) {
        return new RunSettings(
                strategyId,
                version,
                StrategyContext.Mode.BACKTEST,
                symbols.isEmpty() ? ofData : symbols,
                timeframes,
                settings,
                limits,
                barsKept,
                barZone,
                true);
    }
}
