package io.tickwire.it;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A kit of another language behind its runner, on the runner's standard input and output. */
final class ProcessKit extends Kit {
    private final Process process;
    private final BufferedWriter orders;
    private final Path errors;

    /** @param command of the runner */
    ProcessKit(List<String> command) {
        try {
            errors = Files.createTempFile(
                    Files.createDirectories(TickwireProcess.basedir().resolve("target/it")), "kit", ".log");
            process = new ProcessBuilder(command)
                    .directory(TickwireProcess.basedir().toFile())
                    .redirectError(errors.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = process.outputWriter();
        Thread listener = new Thread(this::listen, "kit");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said(line);
            }
        } catch (IOException closed) {
            // It was destroyed.
        }
        gone("the runner ended: " + log());
    }

    /** What the runner complained about. */
    private String log() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void order(String json) {
        try {
            orders.write(json);
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new AssertionError(log(), e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
