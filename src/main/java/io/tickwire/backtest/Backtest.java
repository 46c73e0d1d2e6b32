package io.tickwire.backtest;

import io.tickwire.backtest.data.CancelledException;
import io.tickwire.backtest.data.MarketData;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TickFlags;
import io.tickwire.ops.Clock;
import io.tickwire.strategy.State;
import io.tickwire.strategy.run.RunState;
import io.tickwire.strategy.run.StrategyRunner;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.slf4j.Logger;

/**
 * One run of a strategy over recorded ticks. At each tick the broker acts first, then the strategy is told; orders reach
 * the broker after their latency, at the quote that prevails then, and a report is there before the next tick. Nothing
 * but the data, the plan and the seed decides what happens. Owner: one thread, once.
 */
public final class Backtest {
    /** Ticks between two looks at progress and cancellation. */
    private static final int PACE = 1 << 15;

    private final RunPlan plan;
    private final MarketData data;
    private final PaperVenue venue;
    private final StrategyRunner runner;
    private final RunWatch watch;
    private final Clock clock;

    /**
     * @param data as the plan's mode wants it, see {@link Preparation}
     * @param log of the strategy
     */
    public Backtest(RunPlan plan, MarketData data, Logger log, Clock clock) {
        this.plan = plan;
        this.data = data;
        this.clock = clock;
        this.watch = new RunWatch();
        this.venue = new PaperVenue(plan, data, watch);
        this.runner = new StrategyRunner(plan.strategies().get(), plan.runSettings(data.symbols()), venue, watch, log);
        venue.tells(runner);
    }

    /**
     * @param progress told now and then how many ticks are done
     * @param cancelled asked now and then
     * @throws CancelledException when it was cancelled
     * @throws StrategyFailedException when the strategy could not start
     */
    public BacktestResult run(IntConsumer progress, BooleanSupplier cancelled) {
        long began = clock.nanos();
        start();
        String[] symbols = data.symbols().toArray(String[]::new);
        SymbolSpec[] specs = data.symbols().stream().map(venue::spec).toArray(SymbolSpec[]::new);
        int size = data.size();
        for (int i = 0; i < size; i++) {
            int symbol = data.symbol(i);
            long timeMsc = data.timeMsc(i);
            double bid = data.bid(i);
            double ask = data.ask(i);
            Tick tick = new Tick(
                    symbols[symbol],
                    timeMsc,
                    bid,
                    ask,
                    0,
                    0,
                    TickFlags.QUOTE,
                    specs[symbol].spreadPips(bid, ask),
                    i + 1,
                    0,
                    0);
            if (data.isQuiet(i)) {
                runner.observe(tick);
            } else {
                venue.onTick(RawTick.quote(symbols[symbol], timeMsc, bid, ask));
                runner.onTick(tick);
                venue.settle();
            }
            if (i % PACE == PACE - 1) {
                progress.accept(i + 1);
                if (cancelled.getAsBoolean()) {
                    throw new CancelledException();
                }
            }
        }
        runner.end();
        venue.finish();
        progress.accept(size);
        return venue.result(data, clock.nanos() - began);
    }

    private void start() {
        venue.open(data.firstMsc());
        try {
            runner.begin(Warmup.bars(data, plan));
            runner.takeOver(RunState.fresh(new State(Map.of())));
        } catch (Exception | LinkageError fault) {
            throw new StrategyFailedException(plan.strategyId() + " does not start: " + fault, fault);
        }
    }
}
