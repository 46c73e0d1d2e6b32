package io.tickwire.domain.message;

import java.util.List;
import java.util.Map;

/**
 * The models of a node, and every version that lies there.
 *
 * @param problem why the folder cannot be read, empty when it can
 */
public record ModelList(List<Model> models, String problem) {

    /**
     * One model.
     *
     * @param versions oldest first
     * @param problem of the model as a whole, such as its traffic rules; empty when there is none
     */
    public record Model(String name, List<Version> versions, String problem) {}

    /**
     * One version.
     *
     * @param role for people: {@code active}, {@code shadow}, {@code 10 %}, empty when it is not used
     * @param problem why it cannot be used, empty when it can
     * @param facts what its manifest says, when it is loaded
     */
    public record Version(String version, State state, String role, String problem, Facts facts) {}

    /** What a loaded version takes and gives. */
    public record Facts(
            String description,
            Tensor input,
            List<Tensor> outputs,
            String timeframe,
            List<String> symbols,
            List<String> features,
            int window,
            int offset,
            String validUntil,
            int maxBatch,
            Map<String, Object> training) {}

    /** @param shape with -1 for the rows */
    public record Tensor(String name, List<Integer> shape) {}

    /** Answers; lies there unused; cannot be used. */
    public enum State {
        READY,
        UNLOADED,
        FAILED
    }
}
