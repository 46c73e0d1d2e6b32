package io.tickwire.inference.onnx;

/** Element types that our graphs use; the codes are those of {@code TensorProto.DataType} in onnx.proto. */
public enum DataType {
    FLOAT(1),
    INT64(7);

    private final int code;

    DataType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
