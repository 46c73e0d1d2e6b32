package io.tickwire.inference.onnx;

import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a graph as an ONNX file. The field numbers are those of {@code onnx/onnx.proto} of the ONNX project
 * (github.com/onnx/onnx, messages ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto, ValueInfoProto); they
 * never change, only grow. Any thread.
 */
public final class OnnxWriter {
    /** ONNX 1.10 and later read it. */
    private static final long IR_VERSION = 8;

    private static final long OPERATOR_SET = 17;
    private static final int ATTRIBUTE_INT = 2;
    private static final String BATCH_NAME = "N";

    private OnnxWriter() {}

    /**
     * @param name of the graph
     * @param about what the file says of itself, by key; empty when it need not
     * @return the bytes of the file, the same for the same graph
     */
    public static byte[] write(GraphBuilder graph, String name, Map<String, String> about) {
        // ModelProto
        Protobuf model = new Protobuf()
                .number(1, IR_VERSION)
                .text(2, "tickwire")
                .message(7, graph(graph, name))
                .message(8, new Protobuf().text(1, "").number(2, OPERATOR_SET));
        new TreeMap<>(about)
                .forEach((key, value) ->
                        model.message(14, new Protobuf().text(1, key).text(2, value)));
        return model.toBytes();
    }

    private static Protobuf graph(GraphBuilder graph, String name) {
        Protobuf message = new Protobuf();
        graph.nodes().forEach(node -> message.message(1, node(node)));
        message.text(2, name);
        graph.constants().forEach(constant -> message.message(5, tensor(constant)));
        graph.inputs().forEach(input -> message.message(11, valueInfo(input)));
        graph.outputs().forEach(output -> message.message(12, valueInfo(output)));
        return message;
    }

    private static Protobuf node(Node node) {
        Protobuf message = new Protobuf();
        node.inputs().forEach(input -> message.text(1, input.name()));
        message.text(2, node.output().name());
        message.text(3, node.output().name() + "_node");
        message.text(4, node.op().standardName());
        new TreeMap<>(node.attributes())
                .forEach((key, value) -> message.message(
                        5, new Protobuf().text(1, key).number(3, value).number(20, ATTRIBUTE_INT)));
        return message;
    }

    private static Protobuf tensor(Constant constant) {
        Protobuf message = new Protobuf();
        constant.value().dims().forEach(dim -> message.number(1, dim));
        return message.number(2, constant.value().type().code())
                .text(8, constant.value().name())
                .bytes(9, constant.raw());
    }

    private static Protobuf valueInfo(Value value) {
        Protobuf shape = new Protobuf();
        value.dims().forEach(dim -> shape.message(1, dimension(dim)));
        Protobuf tensorType = new Protobuf().number(1, value.type().code()).message(2, shape);
        return new Protobuf().text(1, value.name()).message(2, new Protobuf().message(1, tensorType));
    }

    private static Protobuf dimension(long dim) {
        return dim == Value.BATCH ? new Protobuf().text(2, BATCH_NAME) : new Protobuf().number(1, dim);
    }
}
