package io.tickwire.inference.serving;

import io.tickwire.domain.message.InferAnswer;
import io.tickwire.domain.message.InferAnswer.Inferred;
import io.tickwire.domain.message.InferAnswer.Output;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.inference.model.Graph;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows in the model's own units that wait for its bare outputs. */
final class InferJob extends Job {
    private final float[] values;
    private final Consumer<InferAnswer> asker;
    private InferAnswer answer;

    InferJob(
            LoadedModel model,
            int rows,
            float[] values,
            long arrivedNanos,
            long deadlineNanos,
            Consumer<InferAnswer> asker) {
        super(model, rows, arrivedNanos, deadlineNanos);
        this.values = values;
        this.asker = asker;
    }

    @Override
    void fill(Lane lane, int firstRow) {
        int size = model().graph().rowSize();
        for (int row = 0; row < rows(); row++) {
            lane.put(firstRow + row, values, row * size);
        }
    }

    @Override
    void read(Lane lane, int firstRow, long nowNanos) {
        List<Output> outputs = new ArrayList<>();
        List<Graph.Output> all = model().graph().outputs();
        for (int output = 0; output < all.size(); output++) {
            int size = all.get(output).rowSize();
            float[] out = new float[rows() * size];
            for (int i = 0; i < out.length; i++) {
                out[i] = lane.get(output, firstRow + i / size, i % size);
                if (!Float.isFinite(out[i])) {
                    refuse(Reason.FAILED, "model " + model().name() + " answered a value that is no finite number");
                    return;
                }
            }
            List<Integer> shape = new ArrayList<>();
            shape.add(rows());
            shape.addAll(all.get(output).rowShape());
            outputs.add(new Output(all.get(output).name(), shape, out));
        }
        answer = new Inferred(model().name(), model().version(), outputs);
    }

    @Override
    void refuse(Reason reason, String message) {
        answer = new InferAnswer.Refused(reason, Refusals.of(reason, message));
    }

    @Override
    void deliver() {
        asker.accept(answer);
    }
}
