package io.tickwire.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class GraphBuilderTest {

    private static float[][] run(GraphBuilder graph, String output, float[][] x) throws OrtException {
        OrtEnvironment environment = Ort.environment();
        try (OrtSession session = environment.createSession(OnnxWriter.write(graph, "test", Map.of()));
                OnnxTensor input = OnnxTensor.createTensor(environment, x);
                OrtSession.Result result = session.run(Map.of("x", input))) {
            return (float[][]) result.get(output).orElseThrow().getValue();
        }
    }

    @Test
    void whatIsBuiltIsWhatRuns() throws OrtException {
        GraphBuilder graph = new GraphBuilder();
        Value x = graph.input("x", Value.BATCH, 2);
        Value weights = graph.constant("w", new float[] {1, -1, 2, -2, 3, -3}, 2, 3);
        Value bias = graph.constant("b", new float[] {0, 100, -100}, 3);
        Value hidden = graph.relu(graph.linear(x, weights, bias));
        graph.output("y", graph.columns(hidden, graph.subtract(x, graph.multiply(x, x))));
        assertArrayEquals(
                new float[][] {{0, 105, 0, 0, -2}, {6, 92, 0, -2, -6}},
                run(graph, "y", new float[][] {{1, 2}, {2, -2}}));
    }

    /** d/dx of sum(|x − 3 x²|) where 3 x² > x is 6 x − 1; a gradient that is stopped adds nothing. */
    @Test
    void whatIsDifferentiatedIsTheSlope() throws OrtException {
        GraphBuilder graph = new GraphBuilder();
        Value x = graph.input("x", Value.BATCH, 2);
        Value cube = graph.multiply(graph.add(x, graph.add(x, x)), x);
        Value loss = graph.sum(graph.add(graph.abs(graph.subtract(x, cube)), graph.stopGradient(cube)));
        graph.output("slope", Backward.gradients(graph, loss, List.of(x)).get(x));
        assertArrayEquals(new float[][] {{5, 11}, {-7, 17}}, run(graph, "slope", new float[][] {{1, 2}, {-1, 3}}));
    }

    /** d/dx of sum(columns(x, x ÷ (x + 1))) is 1 + 1 ÷ (x + 1)². */
    @Test
    void whatIsDividedAndJoinedHasASlopeToo() throws OrtException {
        GraphBuilder graph = new GraphBuilder();
        Value x = graph.input("x", 1, 2);
        Value one = graph.constant("ones", new float[] {1, 1}, 1, 2);
        Value loss = graph.sum(graph.columns(x, graph.divide(x, graph.add(x, one))));
        graph.output("slope", Backward.gradients(graph, loss, List.of(x)).get(x));
        assertArrayEquals(new float[][] {{1.25f, 1.0625f}}, run(graph, "slope", new float[][] {{1, 3}}));
    }

    @Test
    void whatTheLossDoesNotDependOnHasNoGradient() {
        GraphBuilder graph = new GraphBuilder();
        Value x = graph.input("x", 1, 1);
        Value other = graph.input("other", 1, 1);
        assertFalse(Backward.gradients(graph, graph.sum(x), List.of(x, other)).containsKey(other));
    }

    @Test
    void shapesThatDoNotFitAreRefusedWhenTheyAreBuilt() {
        GraphBuilder graph = new GraphBuilder();
        Value two = graph.input("two", Value.BATCH, 2);
        Value three = graph.input("three", Value.BATCH, 3);
        assertThrows(IllegalArgumentException.class, () -> graph.add(two, three));
        assertThrows(IllegalArgumentException.class, () -> graph.product(two, three));
        assertThrows(IllegalArgumentException.class, () -> graph.input("two", 1));
        assertThrows(IllegalArgumentException.class, () -> graph.constant("c", new float[3], 2, 2));
    }

    @Test
    void theSameGraphIsTheSameFile() {
        assertArrayEquals(tiny(), tiny());
    }

    private static byte[] tiny() {
        GraphBuilder graph = new GraphBuilder();
        graph.output("y", graph.relu(graph.input("x", Value.BATCH, 1)));
        return OnnxWriter.write(graph, "tiny", Map.of("b", "2", "a", "1"));
    }

    /** protobuf.dev/programming-guides/encoding: seven bits a byte, lowest first, of the number without its sign. */
    @Property
    void numbersAreVarints(@ForAll long number) {
        byte[] bytes = new Protobuf().number(1, number).toBytes();
        assertEquals(0x08, bytes[0]);
        BigInteger read = BigInteger.ZERO;
        for (int i = bytes.length - 1; i > 0; i--) {
            assertEquals(i < bytes.length - 1, bytes[i] < 0);
            read = read.shiftLeft(7).or(BigInteger.valueOf(bytes[i] & 0x7f));
        }
        assertEquals(number, read.longValue());
    }
}
