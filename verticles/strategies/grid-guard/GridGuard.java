import io.tickwire.domain.Position;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.strategy.OrderReport;
import io.tickwire.strategy.OrderReport.Status;
import io.tickwire.strategy.State;
import io.tickwire.strategy.Strategy;
import io.tickwire.strategy.StrategyContext;
import java.util.List;

/**
 * Buys again each time the price has fallen by a step, and closes everything at an average profit. Left alone it would buy
 * without end; its limits in strategy.json stop it, and what they refuse is counted and noted.
 */
public final class GridGuard implements Strategy {
    private static final long PAUSE_MS = 60_000;

    private StrategyContext context;
    private Settings settings;
    private long refused;
    private long waitUntilMsc;

    /** As in strategy.json. */
    public record Settings(double stepPips, double targetPips, double lots) {}

    @Override
    public void onStart(StrategyContext own) {
        context = own;
        settings = own.settings(Settings.class);
    }

    @Override
    public void onTick(Tick tick) {
        SymbolSpec spec = context.spec(tick.symbol());
        if (spec == null || context.ordersUnderWay() > 0) {
            return;
        }
        List<Position> held = context.positions();
        if (held.isEmpty()) {
            buy(tick);
            return;
        }
        double lots = 0;
        double cost = 0;
        double lowest = Double.MAX_VALUE;
        for (Position position : held) {
            lots += position.volume();
            cost += position.volume() * position.openPrice();
            lowest = Math.min(lowest, position.openPrice());
        }
        if (tick.bid() - cost / lots >= settings.targetPips() * spec.pip()) {
            context.decision("target reached with " + held.size() + " positions");
            held.forEach(context::close);
        } else if (lowest - tick.ask() >= settings.stepPips() * spec.pip()) {
            buy(tick);
        }
    }

    private void buy(Tick tick) {
        if (context.nowMsc() >= waitUntilMsc) {
            context.buy(tick.symbol(), settings.lots());
        }
    }

    @Override
    public void onExecution(OrderReport report) {
        if (report.status() == Status.REFUSED) {
            context.gauge("refused", ++refused);
            context.decision("held back: " + report.reason());
            // The limit will not be another one at the next tick.
            waitUntilMsc = context.nowMsc() + PAUSE_MS;
        }
    }

    @Override
    public void save(State state) {
        state.put("refused", refused);
        state.put("waitUntilMsc", waitUntilMsc);
    }

    @Override
    public void restore(State state) {
        refused = state.whole("refused", 0);
        waitUntilMsc = state.whole("waitUntilMsc", 0);
    }
}
