package io.tickwire.it.rest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs of the npm registry that {@code .ci/run} installs beside {@code package.json}. */
final class NodeTools {
    private static final int SECONDS = 90;

    private NodeTools() {}

    static Path folder() {
        return TickwireProcess.basedir().resolve("src/it/node");
    }

    /** Skips the test where they are not installed. */
    static void assumeInstalled() {
        assumeTrue(
                Files.isDirectory(folder().resolve("node_modules")),
                "skipped: run 'npm ci --ignore-scripts' in src/it/node first");
    }

    /** Runs a program of theirs, or a script when it is a path, and tells what it printed. */
    static String run(Path in, String program, String... args) {
        Path bin = folder().resolve("node_modules/.bin").resolve(program);
        List<String> command = new ArrayList<>(List.of("node", bin.toString()));
        command.addAll(List.of(args));
        try {
            Path output = Files.createTempFile(in, "output", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("REDOCLY_TELEMETRY", "off");
            builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
            Process process = builder.start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(program + " does not end: " + Files.readString(output));
            }
            String printed = Files.readString(output);
            if (process.exitValue() != 0) {
                throw new IllegalStateException(program + " ended with " + process.exitValue() + ": " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
