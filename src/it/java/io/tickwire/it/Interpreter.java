package io.tickwire.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of another language on this machine: runs it and keeps what it printed. */
public record Interpreter(List<String> command) {

    /** What a run came to. */
    public record Result(int exitCode, String output) {

        List<String> lines() {
            return output.lines().toList();
        }
    }

    static final String NO_NODE = "skipped: no node with a global WebSocket on the PATH (20.10 or newer)";
    static final String NO_PYTHON = "skipped: no python3 (3.8 or newer) with the websockets package";

    /** A node with a WebSocket of its own. */
    static Optional<Interpreter> node() {
        return find(
                Stream.of(List.of("node"), List.of("node", "--no-warnings", "--experimental-websocket")),
                "-e",
                "process.exit(typeof WebSocket === 'function' ? 0 : 1)");
    }

    /** A python with the websockets package. */
    static Optional<Interpreter> python() {
        return find(
                Stream.of(List.of("python3"), List.of("/usr/bin/python3"), List.of("python")),
                "-c",
                "import sys, websockets; sys.exit(sys.version_info < (3, 8))");
    }

    /** The first of the candidates that can run a piece of code with exit code 0. */
    static Optional<Interpreter> find(Stream<List<String>> candidates, String... check) {
        return candidates
                .map(Interpreter::new)
                .filter(one -> one.run(Duration.ofSeconds(20), check).exitCode() == 0)
                .findFirst();
    }

    /** The whole command line with these arguments. */
    List<String> with(String... arguments) {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of(arguments));
        return line;
    }

    /** Runs with these arguments; a program that is not there ends with -1, one that takes too long with -2. */
    public Result run(Duration atMost, String... arguments) {
        List<String> line = with(arguments);
        try {
            Path output = Files.createTempFile("interpreter", ".log");
            try {
                Process process = new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .directory(TickwireProcess.basedir().toFile())
                        .start();
                boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
                process.destroyForcibly().waitFor();
                return new Result(ended ? process.exitValue() : -2, Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.delete(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException notThere) {
            if (String.valueOf(notThere.getMessage()).contains("Cannot run program")) {
                return new Result(-1, notThere.getMessage());
            }
            throw new UncheckedIOException(notThere);
        }
    }
}
