import io.tickwire.domain.Bar;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.strategy.Bars;
import io.tickwire.strategy.Indicators;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;

/** Two moving averages that cross; always in the market. */
public final class TestCross implements Strategy {
    private StrategyContext context;
    private Settings settings;

    record Settings(int fast, int slow, double lots) {
        Settings {
            if (fast >= slow) {
                throw new IllegalArgumentException("fast must be below slow");
            }
        }
    }

    @Override
    public void onStart(StrategyContext given) {
        context = given;
        settings = given.settings(Settings.class);
    }

    @Override
    public void onBar(Bar bar) {
        Bars bars = context.bars(bar.symbol(), bar.timeframe());
        if (bars.size() < settings.slow()) {
            return;
        }
        double[] closes = bars.closes(settings.slow());
        double fast = Indicators.last(Indicators.sma(closes, settings.fast()));
        double slow = Indicators.last(Indicators.sma(closes, settings.slow()));
        Side wanted = fast > slow ? Side.BUY : Side.SELL;
        for (Position position : context.positions()) {
            if (position.symbol().equals(bar.symbol())) {
                if (position.side() == wanted) {
                    return;
                }
                context.close(position);
            }
        }
        if (wanted == Side.BUY) {
            context.buy(bar.symbol(), settings.lots());
        } else {
            context.sell(bar.symbol(), settings.lots());
        }
    }
}
