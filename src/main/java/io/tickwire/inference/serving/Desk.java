package io.tickwire.inference.serving;

import io.tickwire.domain.Window;
import io.tickwire.domain.message.Infer;
import io.tickwire.domain.message.InferAnswer;
import io.tickwire.domain.message.Predict;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.domain.message.PredictAnswer.Refused;
import io.tickwire.inference.model.Encoding;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Encoding.Unfit;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.shelf.Line;
import io.tickwire.inference.shelf.ModelShelf;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Takes questions for models: finds the version, makes the window its input, and queues it for its worker. Every question
 * gets exactly one answer, and none of them is a side that the model did not take. Owner: its context, which must also be
 * where {@code context} runs things.
 */
public final class Desk {
    private static final long NANOS_PER_MS = 1_000_000;

    private final ModelShelf shelf;
    private final BatchWorker worker;
    private final ShadowTally shadows;
    private final DecisionLog log;
    private final Clock clock;
    private final Metrics metrics;

    /**
     * Begins to work.
     *
     * @param name of its worker thread
     * @param capacity questions that may wait
     * @param maxBatch questions that a run takes at most
     * @param context runs tasks where questions come from
     * @param onEnd told on the worker's thread when the last answer is on its way, after {@link #close}
     */
    public Desk(
            String name,
            int capacity,
            int maxBatch,
            ModelShelf shelf,
            DecisionLog log,
            Executor context,
            Runnable onEnd,
            Clock clock,
            Metrics metrics) {
        this.shelf = shelf;
        this.shadows = new ShadowTally(metrics);
        this.log = log;
        this.clock = clock;
        this.metrics = metrics;
        this.worker = new BatchWorker(
                name,
                capacity,
                maxBatch,
                done -> context.execute(() -> done.forEach(Job::deliver)),
                onEnd,
                clock,
                metrics);
    }

    /** Asks for a decision. The answer may be told at once. */
    public void predict(String model, Predict question, Consumer<PredictAnswer> asker) {
        long arrivedNanos = clock.nanos();
        Consumer<PredictAnswer> told = answer -> {
            note(model, question, answer, arrivedNanos);
            asker.accept(answer);
        };
        Line line = shelf.line(model);
        if (line == null) {
            told.accept(refused(Reason.NOT_FOUND, unknown(model)));
            return;
        }
        Encoding encoding = line.active().encoder().encode(question.window());
        LoadedModel chosen = encoding instanceof Row row ? line.pick(row.hash()) : line.active();
        if (chosen != line.active()) {
            encoding = chosen.encoder().encode(question.window());
        }
        if (encoding instanceof Unfit unfit) {
            told.accept(refused(Reason.BAD_WINDOW, unfit.field() + ": " + unfit.why()));
        } else if (chosen.isExpired(clock.millis())) {
            told.accept(refused(
                    Reason.EXPIRED,
                    "model " + chosen.name() + " " + chosen.version() + " was valid until "
                            + chosen.manifest().validUntil()));
        } else if (isStale(chosen, question.window())) {
            told.accept(refused(
                    Reason.STALE_WINDOW,
                    "the newest bar is older than "
                            + chosen.manifest().maxInputAge().toSeconds() + " s"));
        } else if (!chosen.retain()) {
            // Swapped meanwhile: the shelf has another by now.
            predict(model, question, asker);
        } else {
            long deadlineNanos = arrivedNanos + question.timeoutMs() * NANOS_PER_MS;
            PredictJob job = new PredictJob(chosen, (Row) encoding, arrivedNanos, deadlineNanos, told);
            accompany(line.shadow(), question.window(), job, deadlineNanos);
            queue(job);
        }
    }

    private void queue(Job job) {
        if (!worker.offer(job)) {
            job.model().release();
            job.refuse(Reason.BUSY, "too many questions wait, try again in a moment");
            job.deliver();
        }
    }

    /** The version on trial sees the same, after the one that answers. */
    private void accompany(LoadedModel shadow, Window window, PredictJob job, long deadlineNanos) {
        if (shadow == null || shadow == job.model() || !shadow.retain()) {
            return;
        }
        boolean queued = shadow.encoder().encode(window) instanceof Row row
                && worker.offerSpare(new ShadowJob(shadow, row, job, deadlineNanos, shadows));
        if (!queued) {
            shadow.release();
            shadows.skipped(shadow);
        }
    }

    private boolean isStale(LoadedModel model, Window window) {
        long maxAgeMs = model.manifest().maxInputAge().toMillis();
        return maxAgeMs > 0 && window.newestMsc() > 0 && clock.millis() - window.newestMsc() > maxAgeMs;
    }

    private void note(String model, Predict question, PredictAnswer answer, long arrivedNanos) {
        metrics.stage(Stage.INFERENCE_TOTAL, clock.nanos() - arrivedNanos);
        metrics.predicted(
                shelf.line(model) == null ? "unknown" : model,
                answer instanceof Predicted predicted
                        ? predicted.prediction().decision().wire()
                        : ((Refused) answer).reason().name().toLowerCase(Locale.ROOT));
        log.note(clock.millis(), model, question.source(), answer);
    }

    private static PredictAnswer refused(Reason reason, String message) {
        return new Refused(reason, Refusals.of(reason, message));
    }

    private String unknown(String model) {
        return "there is no model '" + model + "'; known: " + String.join(", ", shelf.names());
    }

    /** Asks for bare outputs. The answer may be told at once. */
    public void infer(String model, Infer question, Consumer<InferAnswer> asker) {
        long arrivedNanos = clock.nanos();
        Line line = shelf.line(model);
        LoadedModel chosen = line == null ? null : version(line, question.version());
        if (chosen == null) {
            asker.accept(refusedInfer(
                    Reason.NOT_FOUND,
                    line == null
                            ? unknown(model)
                            : "version '" + question.version() + "' of " + model + " is not loaded; loaded: "
                                    + line.models().stream()
                                            .map(LoadedModel::version)
                                            .toList()));
            return;
        }
        int size = chosen.graph().rowSize();
        String wrong = "";
        if (question.rows() > chosen.maxBatch()) {
            wrong = "at most " + chosen.maxBatch() + " rows at once";
        } else if (question.values().length != question.rows() * size) {
            wrong = question.rows() + " rows are " + question.rows() * size + " values, not "
                    + question.values().length;
        }
        if (!wrong.isEmpty()) {
            asker.accept(refusedInfer(Reason.BAD_WINDOW, wrong));
        } else if (!chosen.retain()) {
            infer(model, question, asker);
        } else {
            queue(new InferJob(
                    chosen,
                    question.rows(),
                    question.values(),
                    arrivedNanos,
                    arrivedNanos + question.timeoutMs() * NANOS_PER_MS,
                    asker));
        }
    }

    private static LoadedModel version(Line line, String version) {
        List<LoadedModel> named = line.models().stream()
                .filter(model -> model.version().equals(version))
                .toList();
        return version.isEmpty() ? line.active() : named.isEmpty() ? null : named.get(0);
    }

    private static InferAnswer refusedInfer(Reason reason, String message) {
        return new InferAnswer.Refused(reason, Refusals.of(reason, message));
    }

    /** Questions that wait for its worker. Any thread. */
    public int waiting() {
        return worker.waiting();
    }

    /** Takes no more; what waits is still answered. */
    public void close() {
        worker.close();
    }
}
