package io.tickwire.session.auth;

import io.tickwire.ops.LineLog;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.RollingFile;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.nio.file.Path;

/** The audit log of a node: one JSON object a line, ten files of 10 MB. */
public final class AuditLog implements Audit, AutoCloseable {
    private static final int MAX_WAITING = 4096;
    private static final int MAX_TEXT = 256;
    private static final long MAX_BYTES = 10L << 20;
    private static final int FILES = 10;

    private final LineLog<AuditEvent> log;

    /** @param file for example {@code data/audit.log} */
    public AuditLog(Path file, Metrics metrics) {
        log = log(new RollingFile(file, MAX_BYTES, FILES), metrics, MAX_WAITING);
        log.start();
    }

    static LineLog<AuditEvent> log(RollingFile file, Metrics metrics, int maxWaiting) {
        return new LineLog<>("audit log", file, AuditLog::line, maxWaiting, metrics::auditLost);
    }

    @Override
    public void note(AuditEvent event) {
        log.note(event);
    }

    /** Why the last event could not be written; empty when it could. Any thread. */
    public String problem() {
        return log.problem();
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
        log.close();
    }
}
