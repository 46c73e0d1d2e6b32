package io.tickwire.inference.onnx;

/** The operators that our graphs use, with their names in the standard's operator set 13 and later. */
enum Op {
    GEMM("Gemm"),
    RELU("Relu"),
    ADD("Add"),
    SUB("Sub"),
    MUL("Mul"),
    DIV("Div"),
    NEG("Neg"),
    ABS("Abs"),
    SIGN("Sign"),
    CONCAT("Concat"),
    SLICE("Slice"),
    REDUCE_SUM("ReduceSum"),
    SHAPE("Shape"),
    EXPAND("Expand"),
    IDENTITY("Identity"),
    /** An identity that no gradient passes. */
    STOP_GRADIENT("Identity");

    private final String standardName;

    Op(String standardName) {
        this.standardName = standardName;
    }

    String standardName() {
        return standardName;
    }
}
