package io.tickwire.inference.serving;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.domain.Window;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.inference.Models;
import io.tickwire.inference.Models.GoldenRow;
import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.ModelLoader;
import io.tickwire.inference.model.OnnxGraph;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.inference.shelf.ModelSource;
import io.tickwire.inference.shelf.ShelfKeeper;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A real engine that is swapped two hundred times while it is asked without a pause. */
final class HotSwapTest {
    private static final int SWAPS = 200;
    private static final int UNDER_WAY = 128;

    /** Always has one version, and its margin tells which: odd ones decide by the trend, even ones by its sign. */
    private static final class Alternating implements ModelSource {
        private volatile int version = 1;

        @Override
        public Map<String, Found> list() {
            return Map.of("m", new Found(Map.of(Integer.toString(version), "v" + version), ""));
        }

        @Override
        public ModelFiles files(String model, String wanted) {
            String manifest = Models.manifest(model, wanted);
            return new ModelFiles(
                    "test",
                    Integer.parseInt(wanted) % 2 == 1 ? manifest : manifest.replace("last_minus_mean", "sign"),
                    Models.goldenOnnx(),
                    "");
        }
    }

    @Test
    void twoHundredSwapsUnderLoadLoseNothingAndMixNothing() throws Exception {
        Alternating source = new Alternating();
        AtomicInteger closed = new AtomicInteger();
        ModelShelf shelf = new ModelShelf();
        ShelfKeeper keeper =
                new ShelfKeeper(source, new ModelLoader(64, OnnxGraph::open, closed::incrementAndGet), shelf);
        keeper.refresh();
        AtomicBoolean ended = new AtomicBoolean();
        Metrics metrics = new Metrics(new SimpleMeterRegistry());
        Desk desk = new Desk(
                "swap",
                1024,
                64,
                shelf,
                DecisionLog.NONE,
                Runnable::run,
                () -> ended.set(true),
                Clock.system(),
                metrics);
        GoldenRow golden = Models.goldenRows().get(0);
        double byMean = golden.margin() / golden.scale()[1];
        double bySign = (golden.trend()[0] - golden.scale()[0]) / golden.scale()[1];
        Predict question = new Predict(Window.closes(golden.closes()), "test", 10_000);
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        AtomicLong asked = new AtomicLong();
        AtomicLong answered = new AtomicLong();
        Semaphore room = new Semaphore(UNDER_WAY);
        AtomicBoolean stop = new AtomicBoolean();
        Thread asker = new Thread(() -> {
            while (!stop.get()) {
                room.acquireUninterruptibly();
                asked.incrementAndGet();
                desk.predict("m", question, answer -> {
                    String fault = fault(answer, byMean, bySign);
                    if (!fault.isEmpty()) {
                        wrong.add(fault);
                    }
                    answered.incrementAndGet();
                    room.release();
                });
            }
        });
        asker.start();
        for (int swap = 0; swap < SWAPS; swap++) {
            long before = answered.get();
            source.version++;
            keeper.load("m");
            assertEquals(
                    Integer.toString(source.version), shelf.line("m").active().version());
            // A folder that is gone for one look is not let go of: the second look closes the old version.
            keeper.refresh();
            await().pollInterval(Duration.ofMillis(1)).until(() -> answered.get() > before);
        }
        stop.set(true);
        asker.join();
        await().until(() -> answered.get() == asked.get());
        desk.close();
        await().untilTrue(ended);
        keeper.close();
        assertEquals(List.of(), List.copyOf(wrong));
        assertEquals(SWAPS + 1, closed.get());
        assertTrue(answered.get() > SWAPS, answered.toString());
    }

    private static String fault(PredictAnswer answer, double byMean, double bySign) {
        if (!(answer instanceof Predicted predicted)) {
            return answer.toString();
        }
        boolean odd = Integer.parseInt(predicted.prediction().version()) % 2 == 1;
        double expected = odd ? byMean : bySign;
        return Math.abs(predicted.prediction().margin() - expected) < 1e-3 ? "" : predicted.toString();
    }
}
