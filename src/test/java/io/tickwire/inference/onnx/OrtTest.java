package io.tickwire.inference.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class OrtTest {

    @Test
    void thereIsOneEnvironment() {
        assertSame(Ort.environment(), Ort.environment());
    }

    /** Without the large stack the process dies with SIGSEGV and leaves no word of it. */
    @Test
    void startsUnderALongCommandLine() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starts.class.getName(),
                        "x".repeat(40_000)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.strip().endsWith("started"), said);
    }

    /** What the process runs. */
    public static final class Starts {
        private Starts() {}

        public static void main(String[] args) {
            Ort.environment();
            System.out.println("started");
        }
    }
}
