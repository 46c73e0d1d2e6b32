package io.tickwire.verticles;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.ModelsConfig;
import io.tickwire.domain.Window;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.domain.message.ModelCommand;
import io.tickwire.domain.message.ModelCommand.Kind;
import io.tickwire.domain.message.ModelReport;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.inference.Models;
import io.tickwire.inference.Models.GoldenRow;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.OnnxGraph;
import io.tickwire.inference.serving.DecisionLog;
import io.tickwire.inference.shelf.BuiltInModels;
import io.tickwire.inference.shelf.ModelFolder;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.inference.shelf.ShelfKeeper;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper, the workers and who asks them over the bus. */
final class InferenceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path root;

    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private final Metrics metrics = new Metrics(new SimpleMeterRegistry());
    private final ModelShelf shelf = new ModelShelf();
    private final List<HealthReport> health = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private final GoldenRow golden = Models.goldenRows().get(0);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private ModelsConfig config() throws Exception {
        return new ConfigLoader(Map.of())
                .parse(
                        "{\"models\":{\"watch\":\"100ms\",\"folder\":\""
                                + root.toString().replace("\\", "/") + "\"}}",
                        "test")
                .models();
    }

    private void start() throws Exception {
        ModelsConfig config = config();
        ShelfKeeper keeper = new ShelfKeeper(
                new ModelFolder(root, new BuiltInModels()), new ModelLoader(64, OnnxGraph::open, () -> {}), shelf);
        bus.subscribe(Addresses.HEALTH, health::add);
        await(vertx.deployVerticle(new ModelKeeper(config, "m", keeper, shelf, bus)));
        await(workers(config));
    }

    private Future<String> workers(ModelsConfig config) {
        return vertx.deployVerticle(
                () -> new Inference(
                        "i" + number.incrementAndGet(), config, shelf, DecisionLog.NONE, bus, Clock.system(), metrics),
                new DeploymentOptions().setInstances(2));
    }

    private Future<PredictAnswer> ask(String model) {
        return bus.ask(Addresses.inference(model, TIMEOUT), new Predict(Window.closes(golden.closes()), "test", (int)
                TIMEOUT.toMillis()));
    }

    private ModelReport command(Kind kind, String model) {
        return await(bus.request(Addresses.MODELS, new ModelCommand(kind, model)));
    }

    @Test
    void answersForEveryModelThatIsThereAndComes() throws Exception {
        Models.install(root, "m", "1");
        start();
        Predicted answer = (Predicted) await(ask("m"));
        assertEquals(golden.signal(), answer.prediction().decision().wire());
        assertTrue(TypedBus.isNobody(failure("late")));
        Models.install(root, "late", "1");
        Awaitility.await().until(() -> shelf.line("late") != null);
        Awaitility.await()
                .until(() -> ask("late")
                                .toCompletionStage()
                                .toCompletableFuture()
                                .handle((told, gone) -> told)
                                .join()
                        instanceof Predicted);
    }

    private Throwable failure(String model) {
        return ask(model)
                .map(answer -> (Throwable) null)
                .otherwise(gone -> gone)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Test
    void tellsThatTheDefaultModelIsMissingUntilItIsThere() throws Exception {
        Files.createDirectories(root);
        start();
        Awaitility.await().until(() -> !health.isEmpty());
        assertEquals(Level.DEGRADED, health.get(0).level());
        assertTrue(health.get(0).reason().contains("the default model m does not answer"), health.toString());
        Models.install(root, "m", "1");
        Awaitility.await().until(() -> health.get(health.size() - 1).level() == Level.HEALTHY);
    }

    @Test
    void loadsAndUnloadsOnCommand() throws Exception {
        Models.install(root, "m", "1");
        start();
        assertEquals("", command(Kind.UNLOAD, "m").refusal());
        Awaitility.await().until(() -> TypedBus.isNobody(failure("m")));
        assertEquals(
                "there is no model 'x'; known: m, nbeats-h1",
                command(Kind.LOAD, "x").refusal());
        ModelReport loaded = command(Kind.LOAD, "m");
        assertEquals("active", loaded.models().models().get(0).versions().get(0).role());
        Awaitility.await().until(() -> failure("m") == null);
    }

    @Test
    void aWorkerThatStopsAnswersWhatItTookAndTheOthersGoOn() throws Exception {
        Models.install(root, "m", "1");
        start();
        String more = await(workers(config()));
        List<Future<PredictAnswer>> asked = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            asked.add(ask("m"));
            if (i == 1000) {
                asked.add(vertx.undeploy(more).compose(gone -> ask("m")));
            }
        }
        for (Future<PredictAnswer> answer : asked) {
            assertTrue(await(answer) instanceof Predicted);
        }
    }
}
