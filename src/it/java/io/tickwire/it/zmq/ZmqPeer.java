package io.tickwire.it.zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@code src/it/clients/zmq_peer.py} with libzmq, while it runs. */
final class ZmqPeer implements AutoCloseable {
    private static final int PATIENCE_S = 60;

    private final Process process;
    private final Path output;

    private ZmqPeer(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts it; the test is skipped where there is no python3 with zmq. */
    static ZmqPeer start(String input, String... arguments) {
        try {
            Path folder = Files.createDirectories(TickwireProcess.basedir().resolve("target/it"));
            Path output = Files.createTempFile(folder, "zmq-peer", ".log");
            Path given = Files.createTempFile(folder, "zmq-peer", ".in");
            Files.writeString(given, input);
            List<String> command = new ArrayList<>(List.of(python(), "src/it/clients/zmq_peer.py"));
            command.addAll(List.of(arguments));
            return new ZmqPeer(
                    new ProcessBuilder(command)
                            .directory(TickwireProcess.basedir().toFile())
                            .redirectErrorStream(true)
                            .redirectInput(given.toFile())
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end and tells what it printed. */
    static List<String> run(String input, String... arguments) {
        try (ZmqPeer peer = start(input, arguments)) {
            return peer.lines();
        }
    }

    private static String python() throws IOException {
        for (String each : List.of("python3", "/usr/bin/python3")) {
            try {
                Process check = new ProcessBuilder(each, "-c", "import zmq")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (check.waitFor(PATIENCE_S, TimeUnit.SECONDS) && check.exitValue() == 0) {
                    return each;
                }
            } catch (IOException notThere) {
                // The next one may be.
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        assumeTrue(false, "skipped: no python3 with zmq; Debian has it as python3-zmq");
        return "";
    }

    /** Waits until it printed this. */
    ZmqPeer awaitOutput(String text) {
        Awaitility.await().until(() -> printed().contains(text));
        return this;
    }

    /** Waits for its end; what it printed. */
    List<String> lines() {
        try {
            boolean ended = process.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            assertEquals("true 0", ended + " " + (ended ? process.exitValue() : -1), this::printed);
            return printed().lines().toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
