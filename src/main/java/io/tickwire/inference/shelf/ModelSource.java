package io.tickwire.inference.shelf;

import io.tickwire.inference.model.ModelFiles;
import io.tickwire.inference.model.UnusableModelException;
import java.io.IOException;
import java.util.Map;

/** Where models come from. Blocks. */
public interface ModelSource {

    /** What is there, by name. */
    Map<String, Found> list() throws IOException;

    /** Reads one version. */
    ModelFiles files(String model, String version) throws UnusableModelException;

    /**
     * One model as it lies there.
     *
     * @param versions to a signature that changes with their files, oldest first
     * @param traffic text of its {@code traffic.json}, empty when it has none
     * @param problem why it cannot be seen, empty when it can; then the others say nothing
     */
    record Found(Map<String, String> versions, String traffic, String problem) {
        /** One that can be seen. */
        public Found(Map<String, String> versions, String traffic) {
            this(versions, traffic, "");
        }
    }
}
