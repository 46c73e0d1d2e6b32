package io.tickwire.inference.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;

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
        if (Once.STARTED.environment == null) {
            throw new IllegalStateException("ONNX Runtime does not start", Once.STARTED.problem);
        }
        return Once.STARTED.environment;
    }

    /** Loaded with the first question. */
    private static final class Once {
        private static final Start STARTED = start();

        private static Start start() {
            Start start = new Start();
            Thread thread = new Thread(null, start, "onnxruntime-start", STACK_BYTES);
            thread.setDaemon(true);
            thread.start();
            boolean interrupted = false;
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return start;
        }
    }

    /** Its fields are read after the thread has ended. */
    private static final class Start implements Runnable {
        private OrtEnvironment environment;
        private Throwable problem;

        @Override
        public void run() {
            try {
                Natives libraries = Natives.unpack();
                try {
                    OrtEnvironment started = OrtEnvironment.getEnvironment();
                    started.setTelemetry(false);
                    environment = started;
                } finally {
                    libraries.remove();
                }
            } catch (OrtException | IOException | RuntimeException | LinkageError failed) {
                problem = failed;
            }
        }
    }
}
