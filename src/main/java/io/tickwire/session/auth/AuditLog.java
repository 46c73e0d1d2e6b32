package io.tickwire.session.auth;

import io.tickwire.ops.Metrics;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit log of a node: one JSON object a line, ten files of 10 MB. A thread of its own writes, and tries again
 * while it cannot; when too many wait, events are counted and lost, never waited for.
 */
public final class AuditLog implements Audit, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
    private static final int MAX_WAITING = 4096;
    private static final int MAX_TEXT = 256;
    private static final long MAX_BYTES = 10L << 20;
    private static final int FILES = 10;
    private static final long AGAIN_MS = 1000;
    private static final long GOODBYE_MS = 1000;

    private final RollingFile file;
    private final Metrics metrics;
    private final BlockingQueue<AuditEvent> waiting;
    private final Thread writer;
    private AuditEvent pending;
    private volatile String problem = "";
    private volatile boolean losing;

    /** @param file for example {@code data/audit.log} */
    public AuditLog(Path file, Metrics metrics) {
        this(new RollingFile(file, MAX_BYTES, FILES), metrics, MAX_WAITING);
        writer.start();
    }

    /** Writes nothing until somebody calls {@link #writeNext}. */
    AuditLog(RollingFile file, Metrics metrics, int maxWaiting) {
        this.file = file;
        this.metrics = metrics;
        this.waiting = new ArrayBlockingQueue<>(maxWaiting);
        this.writer = new Thread(this::write, "audit-log");
        this.writer.setDaemon(true);
    }

    @Override
    public void note(AuditEvent event) {
        if (!waiting.offer(event)) {
            metrics.auditLost();
            if (!losing) {
                losing = true;
                LOG.error("the audit log cannot keep up: events are lost, tickwire_audit_lost_total counts them");
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
                metrics.auditLost();
                pending = null;
            }
        }
        file.close();
    }

    /** Waits for an event and tries to write it; one that could not be written is the next again. */
    boolean writeNext() throws InterruptedException {
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
            file.line(line(pending));
            pending = null;
            problem = "";
            return true;
        } catch (IOException unwritten) {
            if (problem.isEmpty()) {
                LOG.error("the audit log cannot be written, it is tried again: {}", unwritten.toString());
            }
            problem = "the audit log cannot be written: " + unwritten;
            return false;
        }
    }

    static String line(AuditEvent event) {
        return Json.object(out -> {
            out.writeStringField("time", IsoTime.format(event.timeMsc()));
            out.writeStringField("what", event.what().wire());
            out.writeStringField("who", shortened(event.who()));
            out.writeStringField("ip", shortened(event.ip()));
            out.writeStringField("client", shortened(event.client()));
            out.writeStringField("path", shortened(event.path()));
            out.writeStringField("outcome", event.outcome());
            out.writeStringField("reason", shortened(event.reason()));
        });
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }

    /** Writes what waits, for a second at most. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(GOODBYE_MS);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
