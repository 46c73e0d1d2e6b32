package io.tickwire.bench;

import io.tickwire.domain.Window;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.OnnxGraph;
import io.tickwire.inference.model.UnusableModelException;
import io.tickwire.inference.shelf.BuiltInModels;
import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Random;

/** The shipped model, asked over the socket, or by nobody but the loop that runs it. Owner: the load's context. */
final class InferenceLoad implements Load {
    /** Address of the target that is no server. */
    static final String ENGINE = "engine";

    private static final int MAX_BATCH = 64;

    private final BenchOptions options;
    private final Vertx vertx;
    private final Context context;
    private final Clock clock;
    private Load load;

    InferenceLoad(BenchOptions options, Vertx vertx, Context context, Clock clock) {
        this.options = options;
        this.vertx = vertx;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public Future<Void> open(Target target) {
        load = target.url().equals(ENGINE)
                ? engine()
                : new WindowLoad(options, vertx.createNetClient(), context, clock);
        return load.open(target);
    }

    private Load engine() {
        try {
            LoadedModel model = new ModelLoader(MAX_BATCH, OnnxGraph::open, () -> {})
                    .load(
                            BuiltInModels.NAME,
                            BuiltInModels.VERSION,
                            new BuiltInModels().files(BuiltInModels.NAME, BuiltInModels.VERSION));
            Row row = (Row) model.encoder().encode(Window.closes(WindowLoad.closes(new Random(1))));
            return new EngineLoop(model, row, vertx, clock);
        } catch (UnusableModelException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public Future<Void> send(Schedule schedule) {
        return load.send(schedule);
    }

    @Override
    public boolean settled() {
        return load.settled();
    }

    @Override
    public List<Measured> results() {
        return load.results();
    }

    @Override
    public Future<Void> close() {
        return load.close();
    }
}
