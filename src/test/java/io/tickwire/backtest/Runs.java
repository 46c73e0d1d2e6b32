package io.tickwire.backtest;

import io.tickwire.backtest.data.MarketData;
import io.tickwire.backtest.data.MarketDataBuilder;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.Timeframe;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.run.StrategyLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.slf4j.helpers.NOPLogger;

/** Plans, data and runs for tests. */
public final class Runs {
    /** A Monday noon. */
    public static final long MONDAY = Instant.parse("2026-01-05T12:00:00Z").toEpochMilli();

    private Runs() {}

    public static SimulatedConfig account(String simulated) {
        try {
            String json = "{'terminals':[{'simulated':" + simulated + "}]}";
            return new ConfigLoader(Map.of())
                    .parse(json.replace('\'', '"'), "test")
                    .primaryTerminal()
                    .simulated();
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static RunPlan plan(Supplier<Strategy> strategy) {
        return plan(strategy, "{}", Terms.USUAL, Mode.TICKS);
    }

    public static RunPlan plan(Supplier<Strategy> strategy, String account, Terms terms, Mode mode) {
        return new RunPlan(
                "test",
                "1",
                strategy,
                List.of(),
                List.of(Timeframe.M1),
                Map.of(),
                StrategyLimits.NONE,
                50,
                500,
                ZoneOffset.UTC,
                mode,
                account(account),
                terms,
                7,
                Forecaster.NONE);
    }

    /** Everything usual, orders take so long. */
    public static Terms latency(long millis) {
        return new Terms(-1, -1, -1, Duration.ofMillis(millis), -1, Terms.USUAL_DEVIATION);
    }

    public static BacktestResult run(RunPlan plan, MarketData data) {
        return new Backtest(plan, Preparation.of(data, plan), NOPLogger.NOP_LOGGER, Clock.system())
                .run(done -> {}, () -> false);
    }

    /** EURUSD, 2 points wide. @param ticks seconds after Monday noon, bid, and so on */
    public static MarketData ticks(double... ticks) {
        MarketDataBuilder builder = new MarketDataBuilder(1 << 20);
        for (int i = 0; i < ticks.length; i += 2) {
            builder.add("EURUSD", MONDAY + Math.round(ticks[i] * 1000), ticks[i + 1], points(ticks[i + 1], 2));
        }
        return builder.build();
    }

    public static double points(double price, double more) {
        return Math.rint(price * 1e5 + more) / 1e5;
    }

    /** A seeded walk of so many ticks, irregular in time. */
    public static MarketData walk(long seed, int count) {
        Random random = new Random(seed);
        MarketDataBuilder builder = new MarketDataBuilder(1L << 30);
        long time = MONDAY;
        long bid = 110_000;
        for (int i = 0; i < count; i++) {
            time += 1 + random.nextInt(4000);
            bid += random.nextInt(7) - 3;
            builder.add("EURUSD", time, bid / 1e5, (bid + 1 + random.nextInt(3)) / 1e5);
        }
        return builder.build();
    }
}
