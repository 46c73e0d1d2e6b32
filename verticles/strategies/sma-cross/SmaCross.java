import io.tickwire.domain.Bar;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.strategy.Bars;
import io.tickwire.strategy.Indicators;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;

/**
 * Holds one position in the direction in which the fast average of closes lies of the slow one, and turns it when they
 * cross.
 */
public final class SmaCross implements Strategy {
    private StrategyContext context;
    private Settings settings;

    /** As in strategy.json. */
    public record Settings(int fast, int slow, double lots) {
        public Settings {
            if (fast >= slow) {
                throw new IllegalArgumentException("fast must be below slow: " + fast + ", " + slow);
            }
        }
    }

    @Override
    public void onStart(StrategyContext own) {
        context = own;
        settings = own.settings(Settings.class);
    }

    @Override
    public void onBar(Bar bar) {
        Bars bars = context.bars(bar.symbol(), bar.timeframe());
        if (context.isWarmingUp() || bars.size() <= settings.slow()) {
            return;
        }
        double[] closes = bars.closes(settings.slow() + 1);
        int newest = closes.length - 1;
        double[] fast = Indicators.sma(closes, settings.fast());
        double[] slow = Indicators.sma(closes, settings.slow());
        boolean above = fast[newest] > slow[newest];
        boolean wasAbove = fast[newest - 1] > slow[newest - 1];
        if (above != wasAbove) {
            turn(bar.symbol(), above ? Side.BUY : Side.SELL);
        }
    }

    private void turn(String symbol, Side side) {
        context.decision("averages crossed: " + side);
        for (Position position : context.positions()) {
            if (position.symbol().equals(symbol) && position.side() != side) {
                context.close(position);
            }
        }
        boolean held = context.positions().stream()
                .anyMatch(position -> position.symbol().equals(symbol) && position.side() == side);
        if (!held) {
            if (side == Side.BUY) {
                context.buy(symbol, settings.lots());
            } else {
                context.sell(symbol, settings.lots());
            }
        }
    }
}
