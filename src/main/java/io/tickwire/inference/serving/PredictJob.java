package io.tickwire.inference.serving;

import io.tickwire.domain.Decision;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.inference.model.Encoding.Row;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.LoadedModel;
import io.tickwire.inference.model.LoadedModel.Verdict;
import java.util.function.Consumer;

/** One window that waits for its decision. */
final class PredictJob extends Job {
    private final Row row;
    private final Consumer<PredictAnswer> asker;
    private PredictAnswer answer;
    private ShadowJob shadow;

    PredictJob(LoadedModel model, Row row, long arrivedNanos, long deadlineNanos, Consumer<PredictAnswer> asker) {
        super(model, 1, arrivedNanos, deadlineNanos);
        this.row = row;
        this.asker = asker;
    }

    /** The same for a version on trial. */
    void accompany(ShadowJob follower) {
        shadow = follower;
    }

    @Override
    Job follower() {
        return shadow;
    }

    @Override
    void fill(Lane lane, int firstRow) {
        lane.put(firstRow, row.row(), 0);
    }

    @Override
    void read(Lane lane, int firstRow, long nowNanos) {
        Verdict verdict = model().verdict(lane, firstRow, row);
        if (!verdict.sound()) {
            refuse(Reason.FAILED, "model " + model().name() + " answered a value that is no finite number");
            return;
        }
        answer = new Predicted(new Prediction(
                model().name(),
                model().version(),
                verdict.decision(),
                verdict.margin(),
                verdict.forecast(),
                row.hash(),
                (nowNanos - arrivedNanos()) / 1000));
    }

    @Override
    void refuse(Reason reason, String message) {
        answer = new PredictAnswer.Refused(reason, Refusals.of(reason, message));
    }

    @Override
    void deliver() {
        asker.accept(answer);
    }

    /** What it was told; null while it waits, or when it was told nothing. Owner: the worker. */
    Decision decision() {
        return answer instanceof Predicted predicted ? predicted.prediction().decision() : null;
    }
}
