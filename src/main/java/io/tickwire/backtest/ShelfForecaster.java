package io.tickwire.backtest;

import io.tickwire.domain.Prediction;
import io.tickwire.domain.Window;
import io.tickwire.inference.model.Encoding;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.GraphException;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.shelf.Line;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.strategy.Forecast;
import java.util.Map;

/**
 * Asks the models that a node would ask, one window at a time and without a queue. Their ages and dates are not looked at:
 * a backtest is in the past. Any thread.
 */
public final class ShelfForecaster implements Forecaster {
    private final ModelShelf shelf;

    /** @param shelf that nobody changes while backtests run */
    public ShelfForecaster(ModelShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Forecast answer(long id, String model, String symbol, double[] closes) {
        Line line = shelf.line(model);
        if (line == null) {
            return none(id, symbol, "there is no model '" + model + "'; there are " + shelf.names());
        }
        Window window = new Window(symbol, "", 0, Map.of(Window.CLOSE, closes));
        LoadedModel chosen = line.active();
        Encoding encoding = chosen.encoder().encode(window);
        if (encoding instanceof Encoding.Row row && line.pick(row.hash()) != chosen) {
            chosen = line.pick(row.hash());
            encoding = chosen.encoder().encode(window);
        }
        if (encoding instanceof Encoding.Unfit unfit) {
            return none(id, symbol, unfit.field() + ": " + unfit.why());
        }
        try {
            return run(id, chosen, symbol, (Encoding.Row) encoding);
        } catch (GraphException failed) {
            return none(id, symbol, "model " + model + " failed: " + failed.getMessage());
        }
    }

    private static Forecast run(long id, LoadedModel model, String symbol, Encoding.Row row) throws GraphException {
        Lane lane = model.borrow();
        try {
            lane.put(0, row.row(), 0);
            lane.run(1);
            LoadedModel.Verdict verdict = model.verdict(lane, 0, row);
            return verdict.sound()
                    ? new Forecast(
                            id,
                            symbol,
                            new Prediction(
                                    model.name(),
                                    model.version(),
                                    verdict.decision(),
                                    verdict.margin(),
                                    verdict.forecast(),
                                    row.hash(),
                                    0),
                            "")
                    : none(id, symbol, "model " + model.name() + " answered a value that is no finite number");
        } finally {
            model.giveBack(lane);
        }
    }

    private static Forecast none(long id, String symbol, String why) {
        return new Forecast(id, symbol, null, why);
    }
}
