package io.tickwire.it.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program on this machine that speaks MQTT, while it runs. */
public final class Tool implements AutoCloseable {
    private static final int PATIENCE_S = 20;

    private final Process process;
    private final Path output;

    private Tool(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it; the test is skipped where it is not installed. */
    public static Tool start(String program, String... arguments) {
        return start(Map.of(), program, arguments);
    }

    public static Tool start(Map<String, String> environment, String program, String... arguments) {
        assumeTrue(
                isThere(program),
                "skipped: no " + program + " on the PATH; Debian has it in mosquitto-clients, mosquitto or nodejs");
        try {
            Path output = Files.createTempFile(
                    Files.createDirectories(TickwireProcess.basedir().resolve("target/it")), program, ".log");
            // Else what it says waits in its memory until there is a page of it.
            List<String> line = new ArrayList<>(List.of("stdbuf", "-oL", program));
            line.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new Tool(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isThere(String program) {
        for (String folder : (System.getenv("PATH") + ":/usr/sbin").split(":")) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** mosquitto_sub with these arguments, once it has subscribed. */
    public static Tool subscribed(int port, String version, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-p", String.valueOf(port), "-V", version, "-d"));
        all.addAll(List.of(arguments));
        Tool tool = start("mosquitto_sub", all.toArray(String[]::new));
        try {
            return tool.awaitOutput("Subscribed (mid: 1)");
        } catch (RuntimeException silent) {
            tool.close();
            throw silent;
        }
    }

    /** Publishes with mosquitto_pub, and waits for it to end well. */
    public static void publish(int port, String version, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-p", String.valueOf(port), "-V", version));
        all.addAll(List.of(arguments));
        try (Tool tool = start("mosquitto_pub", all.toArray(String[]::new))) {
            assertEquals(0, tool.awaitExit(), tool::output);
        }
    }

    public int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Tool awaitOutput(String text) {
        Awaitility.await()
                .alias(text)
                .atMost(java.time.Duration.ofSeconds(PATIENCE_S))
                .until(() -> output().contains(text));
        return this;
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines that do not tell of the protocol. */
    public List<String> messages() {
        return output().lines()
                .filter(line -> !line.startsWith("Client ") && !line.startsWith("Subscribed "))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
