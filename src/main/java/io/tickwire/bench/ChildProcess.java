package io.tickwire.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a JVM of its own, ended with the bench. Its output is read on, so that it never blocks in writing. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(10);
    private static final int MAX_LINES = 200;

    private final Process process;
    private final String readyMark;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread ender;

    private ChildProcess(Process process, String readyMark) {
        this.process = process;
        this.readyMark = readyMark;
        this.ender = new Thread(process::destroyForcibly, "bench-child-ender");
    }

    /**
     * Starts and waits until it is ready.
     *
     * @param readyMark what its output says then
     */
    public static ChildProcess start(List<String> command, String readyMark) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        ChildProcess child = new ChildProcess(process, readyMark);
        Runtime.getRuntime().addShutdownHook(child.ender);
        Thread reader = new Thread(child::readOutput, "bench-child-output");
        reader.setDaemon(true);
        reader.start();
        try {
            child.ready.get(START.toSeconds(), TimeUnit.SECONDS);
            return child;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            child.close();
            throw new IOException("interrupted while a server started", e);
        } catch (ExecutionException | TimeoutException e) {
            child.close();
            throw new IOException("a server did not start: " + String.join("\n", child.lines), e);
        }
    }

    private void readOutput() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (lines.size() < MAX_LINES) {
                    lines.add(line);
                } else if (line.contains("ERROR")) {
                    lines.set(MAX_LINES - 1, line);
                }
                if (line.contains(readyMark)) {
                    ready.complete(null);
                }
            }
        } catch (IOException ended) {
            // The same as its end.
        }
        ready.completeExceptionally(new IllegalStateException("ended before it was ready"));
    }

    /** The first group of the first line of its output that fits. */
    String said(Pattern pattern) {
        for (String line : lines) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        throw new IllegalStateException("a server did not say " + pattern);
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        close();
    }

    /** The last lines of its output that were kept. */
    public List<String> output() {
        return List.copyOf(lines);
    }

    long pid() {
        return process.pid();
    }

    /** Processor time of all its threads so far. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
            process.getOutputStream().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().removeShutdownHook(ender);
    }
}
