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
    private static final int ATTEMPTS = 100;
    /** Clocks differ; a time zone is more. */
    private static final long SKEW_MS = 5 * 60_000;

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
        predict(model, question, asker, ATTEMPTS);
    }

    private void predict(String model, Predict question, Consumer<PredictAnswer> asker, int attempts) {
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
            told.accept(refused(Reason.EXPIRED, expired(chosen)));
        } else if (!stale(chosen, question.window()).isEmpty()) {
            told.accept(refused(Reason.STALE_WINDOW, stale(chosen, question.window())));
        } else if (attempts == 0) {
            told.accept(refused(Reason.FAILED, "model " + model + " changes all the time"));
        } else if (!chosen.retain()) {
            // Swapped meanwhile: the shelf has another by now.
            predict(model, question, asker, attempts - 1);
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
            if (job.follower() != null) {
                job.follower().drop();
            }
            job.refuse(Reason.BUSY, "too many questions wait, try again in a moment");
            job.deliver();
        }
    }

    /** The version on trial sees the same, after the one that answers. */
    private void accompany(LoadedModel shadow, Window window, PredictJob job, long deadlineNanos) {
        if (shadow == null || shadow == job.model() || !shadow.retain()) {
            return;
        }
        if (shadow.encoder().encode(window) instanceof Row row) {
            job.accompany(new ShadowJob(shadow, row, job, deadlineNanos, shadows));
        } else {
            shadow.release();
            shadows.skipped(shadow);
        }
    }

    /** Why a window is not fresh, empty when it is: a model that asks for an age must be told the time. */
    private String stale(LoadedModel model, Window window) {
        long maxAgeMs = model.manifest().maxInputAge().toMillis();
        if (maxAgeMs == 0) {
            return "";
        }
        long ageMs = clock.millis() - window.newestMsc();
        if (window.newestMsc() == 0) {
            return "this model answers only who tells the time of the newest bar";
        }
        if (ageMs < -SKEW_MS) {
            return "the newest bar begins in the future: times are UTC, not the broker's";
        }
        return ageMs > maxAgeMs ? "the newest bar is older than " + maxAgeMs / 1000 + " s" : "";
    }

    private void note(String model, Predict question, PredictAnswer answer, long arrivedNanos) {
        count(
                model,
                arrivedNanos,
                answer instanceof Predicted predicted
                        ? predicted.prediction().decision().wire()
                        : wire(((Refused) answer).reason()));
        log.note(clock.millis(), model, question.source(), answer);
    }

    private void count(String model, long arrivedNanos, String outcome) {
        metrics.stage(Stage.INFERENCE_TOTAL, clock.nanos() - arrivedNanos);
        metrics.predicted(shelf.line(model) == null ? "unknown" : model, outcome);
    }

    private static String wire(Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static String expired(LoadedModel model) {
        return "model " + model.name() + " " + model.version() + " was valid until "
                + model.manifest().validUntil();
    }

    private static PredictAnswer refused(Reason reason, String message) {
        return new Refused(reason, Refusals.of(reason, message));
    }

    private String unknown(String model) {
        return "there is no model '" + model + "'; known: " + String.join(", ", shelf.names());
    }

    /** Asks for bare outputs. The answer may be told at once. */
    public void infer(String model, Infer question, Consumer<InferAnswer> asker) {
        infer(model, question, asker, ATTEMPTS);
    }

    private void infer(String model, Infer question, Consumer<InferAnswer> asker, int attempts) {
        long arrivedNanos = clock.nanos();
        Consumer<InferAnswer> told = answer -> {
            count(
                    model,
                    arrivedNanos,
                    answer instanceof InferAnswer.Refused refused ? wire(refused.reason()) : "tensors");
            log.note(clock.millis(), model, question.source(), answer);
            asker.accept(answer);
        };
        Line line = shelf.line(model);
        LoadedModel chosen = line == null ? null : version(line, question.version());
        if (chosen == null) {
            told.accept(refusedInfer(
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
            told.accept(refusedInfer(Reason.BAD_WINDOW, wrong));
        } else if (chosen.isExpired(clock.millis())) {
            told.accept(refusedInfer(Reason.EXPIRED, expired(chosen)));
        } else if (attempts == 0) {
            told.accept(refusedInfer(Reason.FAILED, "model " + model + " changes all the time"));
        } else if (!chosen.retain()) {
            infer(model, question, asker, attempts - 1);
        } else {
            queue(new InferJob(
                    chosen,
                    question.rows(),
                    question.values(),
                    arrivedNanos,
                    arrivedNanos + question.timeoutMs() * NANOS_PER_MS,
                    told));
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
