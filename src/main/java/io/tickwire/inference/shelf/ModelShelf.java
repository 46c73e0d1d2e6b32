package io.tickwire.inference.shelf;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The models that can be asked now. One thread puts, any thread looks: a swap is one reference, so a question meets the
 * old version or the new one and never something between.
 */
public final class ModelShelf {
    private volatile Map<String, Line> lines = Map.of();

    /** The versions of a model, or null when there is no such model. */
    public Line line(String model) {
        return lines.get(model);
    }

    public Set<String> names() {
        return lines.keySet();
    }

    /** Sets the versions of a model; null takes it off. */
    synchronized void put(String model, Line line) {
        Map<String, Line> changed = new TreeMap<>(lines);
        if (line == null) {
            changed.remove(model);
        } else {
            changed.put(model, line);
        }
        lines = Map.copyOf(changed);
    }
}
