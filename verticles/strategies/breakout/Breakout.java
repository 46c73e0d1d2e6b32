import io.tickwire.domain.Bar;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.strategy.Bars;
import io.tickwire.strategy.Indicators;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;

/**
 * Two stop orders wait at the edges of the channel of the last bars. When one is filled the other is cancelled; the stop of
 * the position follows the price by so many average true ranges, and never goes back.
 */
public final class Breakout implements Strategy {
    private StrategyContext context;
    private Settings settings;

    /** As in strategy.json. */
    public record Settings(int channel, int atrPeriod, double stopAtr, double targetAtr, double lots) {}

    @Override
    public void onStart(StrategyContext own) {
        context = own;
        settings = own.settings(Settings.class);
    }

    @Override
    public void onBar(Bar bar) {
        Bars bars = context.bars(bar.symbol(), bar.timeframe());
        SymbolSpec spec = context.spec(bar.symbol());
        if (context.isWarmingUp()
                || spec == null
                || context.ordersUnderWay() > 0
                || bars.size() < Math.max(settings.channel(), settings.atrPeriod() + 1)) {
            return;
        }
        int look = Math.max(settings.channel(), 3 * settings.atrPeriod());
        double atr = Indicators.last(
                Indicators.atr(bars.highs(look), bars.lows(look), bars.closes(look), settings.atrPeriod()));
        if (context.positions().isEmpty()) {
            place(bar.symbol(), spec, bars, atr);
        } else {
            context.orders().forEach(context::cancel);
            context.positions().forEach(position -> trail(position, spec, atr));
        }
    }

    private void place(String symbol, SymbolSpec spec, Bars bars, double atr) {
        double top = Indicators.last(Indicators.highest(bars.highs(settings.channel()), settings.channel()));
        double bottom = Indicators.last(Indicators.lowest(bars.lows(settings.channel()), settings.channel()));
        Tick quote = context.quote(symbol);
        double gap = Math.max(spec.stopsLevel(), 1) * spec.point();
        place(symbol, spec, OrderType.BUY_STOP, Math.max(top, quote.ask() + gap), atr);
        place(symbol, spec, OrderType.SELL_STOP, Math.min(bottom, quote.bid() - gap), atr);
    }

    /** Moves the order that waits on this side, or places one. */
    private void place(String symbol, SymbolSpec spec, OrderType type, double at, double atr) {
        int sign = type.side().sign();
        double price = spec.round(at);
        double stop = spec.round(price - sign * settings.stopAtr() * atr);
        double target = spec.round(price + sign * settings.targetAtr() * atr);
        for (PendingOrder waiting : context.orders()) {
            if (waiting.type() == type) {
                if (waiting.price() != price) {
                    context.modify(waiting, price, stop, target);
                }
                return;
            }
        }
        context.pending(type, symbol, settings.lots(), price, stop, target);
    }

    private void trail(Position position, SymbolSpec spec, double atr) {
        Tick quote = context.quote(position.symbol());
        int sign = position.side().sign();
        double price = position.side() == Side.BUY ? quote.bid() : quote.ask();
        double stop = spec.round(price - sign * settings.stopAtr() * atr);
        if ((stop - position.stopLoss()) * sign > spec.pip() / 2) {
            context.modify(position, stop, position.takeProfit());
        }
    }

    @Override
    public void onExecution(OrderReport report) {
        if (report.status() == OrderReport.Status.TERMINAL) {
            context.decision("terminal: " + report.execution().type() + " at "
                    + report.execution().price());
            if (!context.positions().isEmpty()) {
                context.orders().forEach(context::cancel);
            }
        }
    }
}
