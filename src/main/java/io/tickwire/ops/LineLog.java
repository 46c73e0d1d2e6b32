package io.tickwire.ops;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log of events, one a line, that nobody waits for: a thread of its own writes, and tries again while it cannot; when
 * too many wait, events are counted and lost. Any thread may note.
 *
 * @param <T> an event; immutable
 */
public final class LineLog<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LineLog.class);
    private static final long AGAIN_MS = 1000;
    private static final long GOODBYE_MS = 1000;

    private final String name;
    private final RollingFile file;
    private final Function<T, String> format;
    private final Runnable lost;
    private final BlockingQueue<T> waiting;
    private final Thread writer;
    private T pending;
    private volatile String problem = "";
    private volatile boolean losing;

    /**
     * Writes nothing until somebody calls {@link #start}.
     *
     * @param name for people, for example {@code audit log}
     * @param format an event as a line, on the log's own thread
     * @param maxWaiting events that may wait to be written
     * @param lost told of each event that the log does not have
     */
    public LineLog(String name, RollingFile file, Function<T, String> format, int maxWaiting, Runnable lost) {
        this.name = name;
        this.file = file;
        this.format = format;
        this.lost = lost;
        this.waiting = new ArrayBlockingQueue<>(maxWaiting);
        this.writer = new Thread(this::write, name.replace(' ', '-'));
        this.writer.setDaemon(true);
    }

    /** Begins to write. */
    public void start() {
        writer.start();
    }

    public void note(T event) {
        if (!waiting.offer(event)) {
            lost.run();
            if (!losing) {
                losing = true;
                LOG.error("the {} cannot keep up: events are lost, and counted in the metrics", name);
            }
        }
    }

    /** Why the last event could not be written; empty when it could. Any thread. */
    public String problem() {
        return problem;
    }

    private void write() {
        try {
            while (true) {
                if (!writeNext()) {
                    TimeUnit.MILLISECONDS.sleep(AGAIN_MS);
                }
            }
        } catch (InterruptedException closing) {
            drain();
        }
    }

    private void drain() {
        while (pending != null || (pending = waiting.poll()) != null) {
            if (!written()) {
                lost.run();
                pending = null;
            }
        }
        file.close();
    }

    /** Waits for an event and tries to write it; one that could not be written is the next again. For tests and its own thread. */
    public boolean writeNext() throws InterruptedException {
        if (pending == null) {
            pending = waiting.take();
        }
        boolean written = written();
        if (waiting.isEmpty()) {
            losing = false;
        }
        return written;
    }

    private boolean written() {
        try {
            file.line(format.apply(pending));
            pending = null;
            problem = "";
            return true;
        } catch (IOException unwritten) {
            if (problem.isEmpty()) {
                LOG.error("the {} cannot be written, it is tried again: {}", name, unwritten.toString());
            }
            problem = "the " + name + " cannot be written: " + unwritten;
            return false;
        }
    }

    /** Writes what waits, for a second at most. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(GOODBYE_MS);
            waiting.forEach(unwritten -> lost.run());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
