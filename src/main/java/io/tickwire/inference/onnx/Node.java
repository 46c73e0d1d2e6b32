package io.tickwire.inference.onnx;

import java.util.List;
import java.util.Map;

/**
 * One operation of a graph.
 *
 * @param attributes whole numbers by name; the operators that we use need no others
 */
record Node(Op op, List<Value> inputs, Value output, Map<String, Long> attributes) {

    Node {
        inputs = List.copyOf(inputs);
        attributes = Map.copyOf(attributes);
    }

    boolean flag(String attribute) {
        return attributes.getOrDefault(attribute, 0L) != 0;
    }
}
