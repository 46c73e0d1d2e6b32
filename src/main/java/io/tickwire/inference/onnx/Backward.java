package io.tickwire.inference.onnx;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reverse-mode differentiation: appends to a graph the nodes that compute the gradient of a scalar with respect to
 * values it depends on. Each node passes the gradient of its output on to its inputs by the chain rule, last node first;
 * a value that is used several times (shared weights, residuals) sums what its users pass on. Baydin et al., "Automatic
 * Differentiation in Machine Learning: a Survey", 2018, section 3.2. Owner: the thread that builds.
 */
public final class Backward {
    private final GraphBuilder graph;
    private final Map<Value, Value> gradients = new HashMap<>();
    private final Set<Value> live;

    private Backward(GraphBuilder graph, Set<Value> live) {
        this.graph = graph;
        this.live = live;
    }

    /**
     * @param loss a scalar of the graph
     * @param wanted inputs of the graph, such as its weights
     * @return the gradient of each, shaped like it; none of a value that the loss does not depend on
     */
    public static Map<Value, Value> gradients(GraphBuilder graph, Value loss, Collection<Value> wanted) {
        List<Node> forward = graph.nodes();
        Backward backward = new Backward(graph, dependents(forward, wanted));
        backward.gradients.put(loss, graph.constant("gradient_of_loss", new float[] {1}));
        for (int i = forward.size() - 1; i >= 0; i--) {
            Node node = forward.get(i);
            Value gradient = backward.gradients.get(node.output());
            if (gradient != null && backward.live.contains(node.output())) {
                backward.pass(node, gradient);
            }
        }
        Map<Value, Value> found = new LinkedHashMap<>();
        for (Value value : wanted) {
            if (backward.gradients.containsKey(value)) {
                found.put(value, backward.gradients.get(value));
            }
        }
        return found;
    }

    /** What changes when a wanted value does: nothing else needs a gradient. */
    private static Set<Value> dependents(List<Node> forward, Collection<Value> wanted) {
        Set<Value> live = new HashSet<>(wanted);
        for (Node node : forward) {
            if (node.op() != Op.STOP_GRADIENT && node.inputs().stream().anyMatch(live::contains)) {
                live.add(node.output());
            }
        }
        return live;
    }

    private void pass(Node node, Value gradient) {
        Value x = node.inputs().get(0);
        switch (node.op()) {
            case GEMM -> gemm(node, gradient);
            // The output of a rectifier is positive exactly where it lets the gradient through.
            case RELU -> give(x, () -> graph.multiply(gradient, graph.sign(node.output())));
            case ABS -> give(x, () -> graph.multiply(gradient, graph.sign(x)));
            case NEG -> give(x, () -> graph.negative(gradient));
            case IDENTITY -> give(x, () -> gradient);
            case REDUCE_SUM -> give(x, () -> graph.spread(gradient, x));
            case ADD -> {
                give(x, () -> gradient);
                give(second(node), () -> gradient);
            }
            case SUB -> {
                give(x, () -> gradient);
                give(second(node), () -> graph.negative(gradient));
            }
            case MUL -> {
                give(x, () -> graph.multiply(gradient, second(node)));
                give(second(node), () -> graph.multiply(gradient, x));
            }
            case DIV -> {
                give(x, () -> graph.divide(gradient, second(node)));
                give(
                        second(node),
                        () -> graph.negative(graph.divide(graph.multiply(gradient, node.output()), second(node))));
            }
            case CONCAT -> {
                long border = x.dim(1);
                give(x, () -> graph.columnRange(gradient, 0, border));
                give(second(node), () -> graph.columnRange(gradient, border, gradient.dim(1)));
            }
            case STOP_GRADIENT -> {}
            case SIGN, SLICE, SHAPE, EXPAND -> throw new IllegalArgumentException("no gradient of " + node.op());
        }
    }

    private void gemm(Node node, Value gradient) {
        if (node.flag("transA") || node.flag("transB")) {
            throw new IllegalArgumentException("no gradient of a transposed product");
        }
        Value x = node.inputs().get(0);
        give(x, () -> graph.product(gradient, false, second(node), true));
        give(second(node), () -> graph.product(x, true, gradient, false));
        if (node.inputs().size() == 3) {
            give(node.inputs().get(2), () -> graph.sumOfRows(gradient));
        }
    }

    private void give(Value to, Supplier<Value> gradient) {
        if (live.contains(to)) {
            gradients.merge(to, gradient.get(), graph::add);
        }
    }

    private static Value second(Node node) {
        return node.inputs().get(1);
    }
}
