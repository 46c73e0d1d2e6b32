package io.tickwire.inference.nbeats;

import io.tickwire.inference.onnx.GraphBuilder;
import io.tickwire.inference.onnx.Value;
import java.util.EnumMap;
import java.util.Map;

/** What the blocks of a network add up to. Owner: who builds the graph. */
public final class NBeatsOutputs {
    private final GraphBuilder graph;
    private final Map<Expansion.Kind, Value> backcasts = new EnumMap<>(Expansion.Kind.class);
    private final Map<Expansion.Kind, Value> forecasts = new EnumMap<>(Expansion.Kind.class);
    private Value forecast;
    private Value residual;

    /** @param x what the first block sees */
    NBeatsOutputs(GraphBuilder graph, Value x) {
        this.graph = graph;
        this.residual = x;
    }

    /** What the blocks so far left of the input unexplained: {@code [N, lookback]}. */
    public Value residual() {
        return residual;
    }

    void add(Expansion.Kind kind, BlockGraph.Sides own) {
        // Generic stacks have no name of their own: what is not seasonality counts as trend.
        Expansion.Kind as = kind == Expansion.Kind.GENERIC ? Expansion.Kind.TREND : kind;
        residual = graph.subtract(residual, own.backcast());
        backcasts.merge(as, own.backcast(), graph::add);
        forecasts.merge(as, own.forecast(), graph::add);
        forecast = forecast == null ? own.forecast() : graph.add(forecast, own.forecast());
    }

    /** {@code [N, horizon]}. */
    public Value forecast() {
        return forecast;
    }

    /** Backcast, then forecast of all stacks but those of seasonality: {@code [N, lookback + horizon]}. */
    Value trend(Value x) {
        return whole(x, Expansion.Kind.TREND);
    }

    /** The same of the stacks of seasonality. */
    Value seasonality(Value x) {
        return whole(x, Expansion.Kind.SEASONALITY);
    }

    private Value whole(Value x, Expansion.Kind kind) {
        if (backcasts.containsKey(kind)) {
            return graph.columns(backcasts.get(kind), forecasts.get(kind));
        }
        // A network without such stacks explains nothing by them.
        long lookback = x.dims().get(1);
        long points = lookback + forecast.dims().get(1);
        return graph.product(x, graph.constant("none", new float[(int) (lookback * points)], lookback, points));
    }
}
