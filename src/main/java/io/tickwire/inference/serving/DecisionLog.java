package io.tickwire.inference.serving;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.Prediction;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.InferAnswer;
import io.tickwire.domain.message.InferAnswer.Inferred;
import io.tickwire.domain.message.PredictAnswer;
import io.tickwire.domain.message.PredictAnswer.Predicted;
import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.domain.message.PredictAnswer.Refused;
import io.tickwire.ops.LineLog;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.RollingFile;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Every answer of every model, one JSON object a line: who asked, which version answered what by how much, and the hash
 * of what it saw. Nobody waits for it; what it cannot keep up with is counted. Any thread.
 */
public final class DecisionLog implements AutoCloseable {
    /** For who does not want one. */
    public static final DecisionLog NONE = new DecisionLog(null);

    private static final int MAX_WAITING = 16 * 1024;
    private static final int MAX_TEXT = 256;

    private final LineLog<Entry> log;

    /** @param answer of either kind */
    private record Entry(long timeMsc, String model, String source, Object answer) {}

    private DecisionLog(LineLog<Entry> log) {
        this.log = log;
    }

    /**
     * Begins a log.
     *
     * @param file for example {@code data/decisions.log}
     * @param maxBytes of one file
     * @param files altogether
     */
    public static DecisionLog open(Path file, long maxBytes, int files, Metrics metrics) {
        LineLog<Entry> log = new LineLog<>(
                "decision log",
                new RollingFile(file, maxBytes, files),
                DecisionLog::line,
                MAX_WAITING,
                metrics::decisionLost);
        log.start();
        return new DecisionLog(log);
    }

    void note(long timeMsc, String model, String source, PredictAnswer answer) {
        note(new Entry(timeMsc, model, source, answer));
    }

    void note(long timeMsc, String model, String source, InferAnswer answer) {
        note(new Entry(timeMsc, model, source, answer));
    }

    private void note(Entry entry) {
        if (log != null) {
            log.note(entry);
        }
    }

    /** Why the last answer could not be written; empty when it could. */
    public String problem() {
        return log == null ? "" : log.problem();
    }

    private static String line(Entry entry) {
        return Json.object(out -> {
            out.writeStringField("time", IsoTime.format(entry.timeMsc));
            out.writeStringField("model", shortened(entry.model));
            out.writeStringField("source", shortened(entry.source));
            if (entry.answer instanceof Predicted predicted) {
                Prediction prediction = predicted.prediction();
                out.writeStringField("version", prediction.version());
                out.writeStringField("decision", prediction.decision().wire());
                out.writeNumberField("margin", prediction.margin());
                out.writeStringField("input", HexFormat.of().toHexDigits(prediction.inputHash()));
                out.writeNumberField("took_us", prediction.tookMicros());
            } else if (entry.answer instanceof Inferred inferred) {
                out.writeStringField("version", inferred.version());
                out.writeNumberField("rows", inferred.rows());
            } else if (entry.answer instanceof Refused refused) {
                refused(out, refused.reason(), refused.refusal());
            } else if (entry.answer instanceof InferAnswer.Refused refused) {
                refused(out, refused.reason(), refused.refusal());
            }
        });
    }

    private static void refused(JsonGenerator out, Reason reason, Refusal refusal) throws IOException {
        out.writeStringField("refused", reason.name().toLowerCase(Locale.ROOT));
        out.writeStringField("why", shortened(refusal.message()));
    }

    private static String shortened(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
    }

    /** Writes what waits, for a second at most. */
    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
    }
}
