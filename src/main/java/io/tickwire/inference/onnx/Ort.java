package io.tickwire.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

/**
 * The one way to ONNX Runtime's environment, which is the process's own. Two things of version 1.29 are kept in check
 * here. While it starts it matches the process's command line with a recursive expression: one of ten thousand
 * characters overflows the stack of an ordinary thread and kills the process without a word. And its official builds
 * report to their maker unless told otherwise: that is turned off here as far as a program can, and for good by
 * {@code ORT_DISABLE_TELEMETRY=1} in the process's environment.
 */
public final class Ort {
    /** Only what is used of it costs memory. */
    private static final long STACK_BYTES = 256L << 20;

    private Ort() {}

    /** The environment, started when it was not. Blocks for a moment the first time; any thread. */
    public static OrtEnvironment environment() {
        Start start = new Start();
        Thread thread = new Thread(null, start, "onnxruntime-start", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ONNX Runtime started", stop);
        }
        if (start.environment == null) {
            throw new IllegalStateException("ONNX Runtime does not start", start.problem);
        }
        return start.environment;
    }

    /** Its fields are read after the thread has ended. */
    private static final class Start implements Runnable {
        private OrtEnvironment environment;
        private Throwable problem;

        @Override
        public void run() {
            try {
                OrtEnvironment started = OrtEnvironment.getEnvironment();
                started.setTelemetry(false);
                environment = started;
            } catch (OrtException | RuntimeException | LinkageError failed) {
                problem = failed;
            }
        }
    }
}
