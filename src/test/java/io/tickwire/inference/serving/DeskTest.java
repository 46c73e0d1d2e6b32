package io.tickwire.inference.serving;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.domain.Decision;
import io.tickwire.domain.Window;
import io.tickwire.domain.message.Infer;
import io.tickwire.domain.message.InferAnswer;
import io.tickwire.domain.message.InferAnswer.Inferred;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.domain.message.PredictAnswer.Refused;
import io.tickwire.inference.Models;
import io.tickwire.inference.Models.Counting;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.ManifestReader;
import io.tickwire.inference.model.UnusableModelException;
import io.tickwire.inference.shelf.Line;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.inference.shelf.Shelves;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions on their way to a graph that can be held, and back. */
final class DeskTest {
    private static final String M = "m";
    private static final int CAPACITY = 200;
    private static final int MAX_BATCH = 64;
    private static final int TIMEOUT_MS = 500;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Metrics metrics = new Metrics(registry);
    private final ManualClock clock = new ManualClock();
    private final ModelShelf shelf = new ModelShelf();
    private final Counting graph = new Counting(2.5);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<PredictAnswer> answers = new CopyOnWriteArrayList<>();
    private final Desk desk = new Desk(
            "desk", CAPACITY, MAX_BATCH, shelf, DecisionLog.NONE, Runnable::run, () -> ended.set(true), clock, metrics);

    DeskTest() throws UnusableModelException {
        put(model("1", graph, ""), null, List.of());
    }

    @AfterEach
    void close() {
        graph.letGo();
        desk.close();
        await().untilTrue(ended);
    }

    private static LoadedModel model(String version, Counting graph, String more) throws UnusableModelException {
        byte[] onnx = "x".getBytes(StandardCharsets.UTF_8);
        return new LoadedModel(
                ManifestReader.read(Models.countingManifest(M, version, onnx, more), "test"),
                graph,
                MAX_BATCH,
                () -> {});
    }

    private void put(LoadedModel active, LoadedModel shadow, List<Line.Share> shares) {
        Shelves.put(shelf, M, new Line(active, shadow, shares));
    }

    private static Predict question(double... closes) {
        return new Predict(Window.closes(closes), "test", TIMEOUT_MS);
    }

    private void ask(double... closes) {
        desk.predict(M, question(closes), answers::add);
    }

    private Reason refusal(int number) {
        return ((Refused) answers.get(number)).reason();
    }

    private double counted(String name, String... tags) {
        return registry.find(name).tags(tags).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void runsTogetherWhatWaitsTogether() throws InterruptedException {
        graph.hold();
        ask(1, 2, 3, 4);
        graph.awaitHeld();
        for (int i = 0; i < 100; i++) {
            ask(i, 2, 3, 4);
        }
        graph.letGo();
        await().until(() -> answers.size() == 101);
        assertEquals(List.of(1, 64, 36), graph.runs);
        Predicted first = (Predicted) answers.get(0);
        assertEquals(Decision.BUY, first.prediction().decision());
        assertEquals(2.5, first.prediction().margin());
        assertEquals("1", first.prediction().version());
    }

    @Test
    void runsNoMoreAtOnceThanTheManifestAllows() throws Exception {
        Counting small = new Counting(1);
        put(model("1", small, "\"maxBatch\": 2,"), null, List.of());
        small.hold();
        ask(1, 2, 3, 4);
        small.awaitHeld();
        for (int i = 0; i < 5; i++) {
            ask(1, 2, 3, 4);
        }
        small.letGo();
        await().until(() -> answers.size() == 6);
        assertEquals(List.of(1, 2, 2, 1), small.runs);
    }

    @Test
    void refusesWhatHasWaitedTooLong() throws InterruptedException {
        graph.hold();
        ask(1, 2, 3, 4);
        graph.awaitHeld();
        ask(1, 2, 3, 4);
        clock.advanceMillis(TIMEOUT_MS + 1);
        ask(1, 2, 3, 4);
        graph.letGo();
        await().until(() -> answers.size() == 3);
        assertEquals(Reason.TIMEOUT, refusal(0));
        assertEquals(Reason.TIMEOUT, refusal(1));
        assertTrue(answers.get(2) instanceof Predicted);
        assertEquals(List.of(1, 1), graph.runs);
    }

    @Test
    void refusesAtOnceWhenTheQueueIsFull() throws InterruptedException {
        graph.hold();
        ask(1, 2, 3, 4);
        graph.awaitHeld();
        for (int i = 0; i < CAPACITY; i++) {
            ask(1, 2, 3, 4);
        }
        assertEquals(0, answers.size());
        assertEquals(CAPACITY, desk.waiting());
        ask(1, 2, 3, 4);
        assertEquals(1, answers.size());
        assertEquals(Reason.BUSY, refusal(0));
        graph.letGo();
        await().until(() -> answers.size() == CAPACITY + 2);
        assertEquals(CAPACITY + 1, counted("tickwire.inference", "model", M, "outcome", "buy"));
        assertEquals(1, counted("tickwire.inference", "model", M, "outcome", "busy"));
    }

    @Test
    void anEngineThatFailsIsToldAndTheNextIsAnswered() {
        graph.fail("out of memory");
        ask(1, 2, 3, 4);
        await().until(() -> answers.size() == 1);
        assertEquals(Reason.FAILED, refusal(0));
        assertEquals(
                "model m failed: out of memory",
                ((Refused) answers.get(0)).refusal().message());
        graph.fail("");
        ask(1, 2, 3, 4);
        await().until(() -> answers.size() == 2);
        assertTrue(answers.get(1) instanceof Predicted);
    }

    @Test
    void anErrorOfTheEngineEndsNoWorker() {
        graph.breakDown();
        ask(1, 2, 3, 4);
        await().until(() -> answers.size() == 1);
        assertEquals(Reason.FAILED, refusal(0));
        ask(1, 2, 3, 4);
        await().until(() -> answers.size() == 2);
        assertTrue(answers.get(1) instanceof Predicted);
    }

    @Test
    void anAnswerThatCameTooLateIsNone() throws InterruptedException {
        graph.hold();
        ask(1, 2, 3, 4);
        graph.awaitHeld();
        clock.advanceMillis(TIMEOUT_MS + 1);
        graph.letGo();
        await().until(() -> answers.size() == 1);
        assertEquals(Reason.TIMEOUT, refusal(0));
    }

    @Test
    void aModelThatIsGoneFromUnderTheShelfIsRefusedInTheEnd() throws Exception {
        LoadedModel gone = model("1", new Counting(1), "");
        gone.release();
        put(gone, null, List.of());
        ask(1, 2, 3, 4);
        assertEquals(Reason.FAILED, refusal(0));
    }

    @Test
    void whatIsNoNumberIsNoSide() throws Exception {
        put(model("1", new Counting(Double.NaN), ""), null, List.of());
        ask(1, 2, 3, 4);
        await().until(() -> answers.size() == 1);
        assertEquals(Reason.FAILED, refusal(0));
        List<InferAnswer> bare = new CopyOnWriteArrayList<>();
        desk.infer(M, new Infer("", 1, new float[4], "test", TIMEOUT_MS), bare::add);
        await().until(() -> bare.size() == 1);
        assertEquals(Reason.FAILED, ((InferAnswer.Refused) bare.get(0)).reason());
    }

    @Test
    void refusesUnknownModelsAndUnfitWindows() {
        desk.predict("x", question(1, 2, 3, 4), answers::add);
        assertEquals(
                "there is no model 'x'; known: m",
                ((Refused) answers.get(0)).refusal().message());
        ask(1, 2, 3);
        assertEquals(Reason.BAD_WINDOW, refusal(1));
        assertEquals(
                "close: 3 values, at least 4 are needed",
                ((Refused) answers.get(1)).refusal().message());
    }

    @Test
    void anExpiredModelSaysNothing() throws Exception {
        put(model("1", graph, "\"validUntil\": \"2026-01-01T00:00:01Z\","), null, List.of());
        ask(1, 2, 3, 4);
        await().until(() -> answers.size() == 1);
        assertTrue(answers.get(0) instanceof Predicted);
        clock.advanceMillis(1000);
        ask(1, 2, 3, 4);
        assertEquals(Reason.EXPIRED, refusal(1));
        desk.infer(
                M,
                new Infer("", 1, new float[4], "test", TIMEOUT_MS),
                bare -> assertEquals(Reason.EXPIRED, ((InferAnswer.Refused) bare).reason()));
        assertEquals(2, counted("tickwire.inference", "outcome", "expired"));
    }

    @Test
    void aStaleWindowIsAnsweredWithNothing() throws Exception {
        put(model("1", graph, "\"maxInputAge\": \"2h\","), null, List.of());
        long twoHours = 2 * 3_600_000;
        Map<String, double[]> series = Map.of(Window.CLOSE, new double[] {1, 2, 3, 4});
        desk.predict(
                M,
                new Predict(new Window("", "", clock.millis() - twoHours - 1, series), "test", TIMEOUT_MS),
                answers::add);
        assertEquals(Reason.STALE_WINDOW, refusal(0));
        desk.predict(
                M,
                new Predict(new Window("", "", clock.millis() - twoHours, series), "test", TIMEOUT_MS),
                answers::add);
        await().until(() -> answers.size() == 2);
        assertTrue(answers.get(1) instanceof Predicted);
        ask(1, 2, 3, 4);
        desk.predict(
                M,
                new Predict(new Window("", "", clock.millis() + twoHours, series), "test", TIMEOUT_MS),
                answers::add);
        assertEquals(
                List.of(
                        "this model answers only who tells the time of the newest bar",
                        "the newest bar begins in the future: times are UTC, not the broker's"),
                answers.subList(2, 4).stream()
                        .map(answer -> ((Refused) answer).refusal().message())
                        .toList());
    }

    @Test
    void aShadowSeesTheSameAndIsOnlyCounted() throws Exception {
        Counting other = new Counting(-1);
        put(model("1", graph, ""), model("2", other, ""), List.of());
        ask(1, 2, 3, 4);
        await().until(() -> counted("tickwire.inference.shadow", "version", "2", "result", "differ") == 1);
        assertEquals(1, answers.size());
        assertEquals("1", ((Predicted) answers.get(0)).prediction().version());
        put(model("1", graph, ""), model("3", new Counting(1), ""), List.of());
        ask(1, 2, 3, 4);
        await().until(() -> counted("tickwire.inference.shadow", "version", "3", "result", "agree") == 1);
    }

    @Test
    void shadowsWaitUntilNobodyElseDoes() throws Exception {
        Counting other = new Counting(-1);
        put(model("1", graph, ""), model("2", other, ""), List.of());
        graph.hold();
        ask(1, 2, 3, 4);
        graph.awaitHeld();
        for (int i = 0; i < MAX_BATCH + 1; i++) {
            ask(1, 2, 3, 4);
        }
        other.hold();
        graph.letGo();
        other.awaitHeld();
        await().until(() -> answers.size() == MAX_BATCH + 2);
        assertEquals(List.of(1, 64, 1), graph.runs);
        assertEquals(List.of(), other.runs);
        other.letGo();
        await().until(() -> counted("tickwire.inference.shadow", "result", "differ") == MAX_BATCH + 2);
    }

    @Test
    void aShareOfTheQuestionsGoesToAnotherVersion() throws Exception {
        put(model("1", graph, ""), null, List.of(new Line.Share(model("2", new Counting(-1), ""), 30)));
        for (int i = 0; i < 1000; i++) {
            int asked = i + 1;
            ask(i, 2, 3, 4);
            if (asked % 100 == 0) {
                await().until(() -> answers.size() == asked);
            }
        }
        long second = answers.stream()
                .filter(answer -> ((Predicted) answer).prediction().version().equals("2"))
                .count();
        assertEquals(300, second, 60);
        List<String> same = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            desk.predict(
                    M,
                    question(77, 2, 3, 4),
                    answer -> same.add(((Predicted) answer).prediction().version()));
        }
        await().until(() -> same.size() == 10);
        assertEquals(1, same.stream().distinct().count());
    }

    @Test
    void bareOutputsAreCheckedAndComputed() {
        List<InferAnswer> bare = new CopyOnWriteArrayList<>();
        desk.infer(M, new Infer("", 2, new float[8], "test", TIMEOUT_MS), bare::add);
        await().until(() -> bare.size() == 1);
        Inferred inferred = (Inferred) bare.get(0);
        assertEquals(List.of(2, 1), inferred.outputs().get(0).shape());
        assertArrayEquals(new float[] {2.5f, 2.5f}, inferred.outputs().get(0).values());
        desk.infer(M, new Infer("9", 1, new float[4], "test", TIMEOUT_MS), bare::add);
        desk.infer(M, new Infer("1", 65, new float[260], "test", TIMEOUT_MS), bare::add);
        desk.infer(M, new Infer("1", 1, new float[5], "test", TIMEOUT_MS), bare::add);
        desk.infer("x", new Infer("1", 1, new float[4], "test", TIMEOUT_MS), bare::add);
        assertEquals(
                List.of(
                        "version '9' of m is not loaded; loaded: [1]",
                        "at most 64 rows at once",
                        "1 rows are 4 values, not 5",
                        "there is no model 'x'; known: m"),
                bare.subList(1, 5).stream()
                        .map(answer -> ((InferAnswer.Refused) answer).refusal().message())
                        .toList());
    }

    @Test
    void answersWhatItTookBeforeItEnds() throws InterruptedException {
        graph.hold();
        ask(1, 2, 3, 4);
        graph.awaitHeld();
        for (int i = 0; i < 10; i++) {
            ask(1, 2, 3, 4);
        }
        desk.close();
        assertFalse(ended.get());
        ask(1, 2, 3, 4);
        assertEquals(Reason.BUSY, refusal(0));
        graph.letGo();
        await().untilTrue(ended);
        assertEquals(12, answers.size());
    }

    @Test
    void leavesNothingRetained() throws Exception {
        LoadedModel model = model("1", graph, "");
        put(model, null, List.of());
        for (int i = 0; i < 20; i++) {
            ask(1, 2, 3, 4);
        }
        graph.fail("x");
        ask(1, 2, 3, 4);
        ask(1);
        desk.infer(M, new Infer("", 1, new float[4], "test", TIMEOUT_MS), bare -> {});
        desk.close();
        await().untilTrue(ended);
        model.release();
        assertTrue(graph.isClosed());
    }
}
