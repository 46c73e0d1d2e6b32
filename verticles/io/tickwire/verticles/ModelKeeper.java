package io.tickwire.verticles;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ModelsConfig;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.ModelCommand;
import io.tickwire.domain.message.ModelReport;
import io.tickwire.domain.message.ModelsChanged;
import io.tickwire.inference.model.UnusableModelException;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.inference.shelf.ShelfKeeper;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the folder of models, and swaps, loads and unloads on a worker thread while questions are answered. The shelf
 * is the platform's: models go on answering while this verticle is redeployed.
 */
public final class ModelKeeper extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ModelKeeper.class);

    private final ModelsConfig config;
    private final String defaultModel;
    private final ShelfKeeper keeper;
    private final ModelShelf shelf;
    private final TypedBus bus;
    private boolean looking;

    /** @param defaultModel that must be there for the node to be healthy */
    public ModelKeeper(ModelsConfig config, String defaultModel, ShelfKeeper keeper, ModelShelf shelf, TypedBus bus) {
        this.config = config;
        this.defaultModel = defaultModel;
        this.keeper = keeper;
        this.shelf = shelf;
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        bus.serve(Addresses.MODELS, this::run);
        vertx.setPeriodic(config.watch().toMillis(), tick -> look());
        return look();
    }

    private Future<Void> look() {
        if (looking) {
            return Future.succeededFuture();
        }
        looking = true;
        return vertx.executeBlocking(keeper::refresh)
                .onFailure(fault -> LOG.error("the folder of models could not be looked at", fault))
                .onComplete(done -> looking = false)
                .otherwise(false)
                .onSuccess(this::tell)
                .mapEmpty();
    }

    private void tell(boolean changed) {
        if (changed) {
            bus.publish(Addresses.MODELS_CHANGED, new ModelsChanged());
        }
        boolean there = shelf.line(defaultModel) != null;
        bus.publish(
                Addresses.HEALTH,
                new HealthReport(
                        "models",
                        there ? Level.HEALTHY : Level.DEGRADED,
                        there ? "" : "the default model " + defaultModel + " does not answer: " + keeper.problem()));
    }

    private Future<ModelReport> run(ModelCommand command) {
        if (command.kind() == ModelCommand.Kind.LIST) {
            return Future.succeededFuture(new ModelReport(keeper.list(), ""));
        }
        return vertx.executeBlocking(() -> obey(command)).onSuccess(report -> tell(true));
    }

    /** On a worker. */
    private ModelReport obey(ModelCommand command) {
        try {
            if (command.kind() == ModelCommand.Kind.LOAD) {
                keeper.load(command.model());
            } else {
                keeper.unload(command.model());
            }
            return new ModelReport(keeper.list(), "");
        } catch (UnusableModelException refused) {
            return new ModelReport(keeper.list(), refused.getMessage());
        }
    }
}
