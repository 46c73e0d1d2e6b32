package io.tickwire.app;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.OnnxGraph;
import io.tickwire.inference.serving.DecisionLog;
import io.tickwire.inference.shelf.BuiltInModels;
import io.tickwire.inference.shelf.ModelFolder;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.inference.shelf.ShelfKeeper;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.verticles.Inference;
import io.tickwire.verticles.ModelKeeper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The models of a node, as far as its verticles share them. */
record ModelServer(
        TickwireConfig config,
        ModelShelf shelf,
        ShelfKeeper models,
        DecisionLog decisions,
        TypedBus bus,
        Clock clock,
        Metrics metrics) {

    static ModelServer of(TickwireConfig config, TypedBus bus, Clock clock, Metrics metrics) {
        DecisionLog decisions = config.models().decisionLogMegabytes() == 0
                ? DecisionLog.NONE
                : DecisionLog.open(
                        Path.of(config.storage().path(), "decisions.log"),
                        (long) config.models().decisionLogMegabytes() << 20,
                        config.models().decisionLogFiles(),
                        metrics);
        ModelShelf shelf = new ModelShelf();
        ShelfKeeper models = new ShelfKeeper(
                new ModelFolder(Path.of(config.models().folder()), new BuiltInModels()),
                new ModelLoader(config.models().maxBatch(), OnnxGraph::open, metrics::engineClosed),
                shelf);
        return new ModelServer(config, shelf, models, decisions, bus, clock, metrics);
    }

    VerticleUnit keeper() {
        return new VerticleUnit(
                "ModelKeeper",
                1,
                () -> new ModelKeeper(config.models(), config.inference().defaultModel(), models, shelf, bus),
                List.of(Addresses.MODELS.toString(), Addresses.MODELS_CHANGED.toString()));
    }

    VerticleUnit inference(int instances) {
        AtomicInteger number = new AtomicInteger();
        return new VerticleUnit(
                "Inference",
                instances,
                () -> new Inference(
                        "inference" + number.incrementAndGet(), config.models(), shelf, decisions, bus, clock, metrics),
                List.of(Addresses.inference("*", Duration.ZERO).toString()));
    }

    /** After its verticles are gone. */
    void close() {
        models.close();
        decisions.close();
    }
}
