package io.tickwire.domain.message;

import io.tickwire.domain.Refusal;
import java.util.List;
import java.util.Objects;

/** What a model computed, or why not. */
public sealed interface InferAnswer {

    /** @param outputs in the order of the graph */
    record Inferred(String model, String version, List<Output> outputs) implements InferAnswer {
        public Inferred {
            outputs = List.copyOf(outputs);
        }

        /** Rows of every output. */
        public int rows() {
            return outputs.get(0).shape().get(0);
        }
    }

    /** @param values rows one after the other */
    record Output(String name, List<Integer> shape, float[] values) {}

    record Refused(PredictAnswer.Reason reason, Refusal refusal) implements InferAnswer {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(refusal, "refusal");
        }
    }
}
