package io.tickwire.protocol.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.domain.message.BacktestStatus;
import io.tickwire.domain.message.BacktestStatus.State;
import io.tickwire.protocol.json.IsoTime;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Backtests as the REST side tells them. Pure. */
public final class BacktestEncoder {
    private BacktestEncoder() {}

    /** @param nowMsc for the time that is left, epoch milliseconds UTC */
    public static void members(JsonGenerator out, BacktestStatus job, long nowMsc) throws IOException {
        out.writeStringField("id", job.id());
        out.writeStringField("strategy", job.strategy());
        out.writeStringField("state", job.state().name().toLowerCase(Locale.ROOT));
        out.writeNumberField("done", job.done());
        out.writeNumberField("total", job.total());
        long left = leftMs(job, nowMsc);
        if (left >= 0) {
            out.writeNumberField("eta_ms", left);
        }
        out.writeStringField("started", IsoTime.format(job.startedMsc()));
        out.writeStringField("message", job.message());
        out.writeObjectFieldStart("statistics");
        for (Map.Entry<String, Double> figure : new TreeMap<>(job.statistics()).entrySet()) {
            // JSON has no word for what is no number.
            if (Double.isFinite(figure.getValue())) {
                out.writeNumberField(figure.getKey(), figure.getValue());
            } else {
                out.writeNullField(figure.getKey());
            }
        }
        out.writeEndObject();
    }

    /** Milliseconds that a run takes yet, at the pace that it had; -1 = nobody knows. */
    static long leftMs(BacktestStatus job, long nowMsc) {
        if (job.state() != State.RUNNING || job.done() <= 0 || job.total() <= 0) {
            return -1;
        }
        double each = (double) Math.max(0, nowMsc - job.beganMsc()) / job.done();
        return Math.round(each * Math.max(0, job.total() - job.done()));
    }
}
