package io.tickwire.bench.backtest;

import io.tickwire.domain.Bar;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.strategy.Bars;
import io.tickwire.strategy.Indicators;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;

/** Two moving averages that cross: always in the market, so that each tick moves its equity. One run. */
final class AverageCross implements Strategy {
    private StrategyContext context;
    private Periods periods;

    /** Its settings: bars of each average. */
    record Periods(int fast, int slow) {}

    @Override
    public void onStart(StrategyContext given) {
        context = given;
        periods = given.settings(Periods.class);
    }

    @Override
    public void onBar(Bar bar) {
        Bars bars = context.bars(bar.symbol(), bar.timeframe());
        if (bars.size() < periods.slow()) {
            return;
        }
        double[] closes = bars.closes(periods.slow());
        double fast = Indicators.last(Indicators.sma(closes, periods.fast()));
        double slow = Indicators.last(Indicators.sma(closes, periods.slow()));
        Side wanted = fast > slow ? Side.BUY : Side.SELL;
        for (Position position : context.positions()) {
            if (position.side() == wanted) {
                return;
            }
            context.close(position);
        }
        if (wanted == Side.BUY) {
            context.buy(bar.symbol(), 0.1);
        } else {
            context.sell(bar.symbol(), 0.1);
        }
    }
}
