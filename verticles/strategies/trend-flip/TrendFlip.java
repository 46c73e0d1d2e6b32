import io.tickwire.domain.Bar;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.strategy.Bars;
import io.tickwire.strategy.Forecast;
import io.tickwire.strategy.Order;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;

/**
 * The inference flow: each new bar sends the last closes to a model. A predicted trend up closes sells and buys, down the
 * reverse; the side that is held already is left alone, and so is everything when the model says nothing.
 */
public final class TrendFlip implements Strategy {
    private StrategyContext context;
    private Settings settings;
    private long asked;

    /** As in strategy.json. */
    public record Settings(String model, int window, double lots, double stopPips) {}

    @Override
    public void onStart(StrategyContext own) {
        context = own;
        settings = own.settings(Settings.class);
    }

    @Override
    public void onBar(Bar bar) {
        Bars bars = context.bars(bar.symbol(), bar.timeframe());
        if (bars.size() >= settings.window()) {
            asked = context.predict(settings.model(), bar.symbol(), bars.closes(settings.window()));
        }
    }

    @Override
    public void onPrediction(Forecast forecast) {
        if (forecast.id() != asked) {
            // A newer bar was asked about meanwhile.
            return;
        }
        if (!forecast.isGiven()) {
            context.log().warn("no prediction: {}", forecast.reason());
            return;
        }
        Decision decision = forecast.prediction().decision();
        if (decision != Decision.NONE) {
            hold(
                    forecast.symbol(),
                    decision == Decision.BUY ? Side.BUY : Side.SELL,
                    forecast.prediction().margin());
        }
    }

    private void hold(String symbol, Side side, double margin) {
        boolean held = false;
        for (Position position : context.positions()) {
            if (position.symbol().equals(symbol)) {
                held |= position.side() == side;
                if (position.side() != side) {
                    context.close(position);
                }
            }
        }
        if (!held && context.ordersUnderWay() <= context.positions().size()) {
            context.decision("trend " + side + ", margin " + margin);
            context.send(order(symbol, side));
        }
    }

    private Order order(String symbol, Side side) {
        Order.Market order =
                side == Side.BUY ? Order.buy(symbol, settings.lots()) : Order.sell(symbol, settings.lots());
        SymbolSpec spec = context.spec(symbol);
        Tick quote = context.quote(symbol);
        if (settings.stopPips() == 0 || spec == null || quote == null) {
            return order;
        }
        double price = quote.fillPrice(side) - side.sign() * settings.stopPips() * spec.pip();
        return order.withStops(spec.round(price), 0);
    }
}
