package io.tickwire.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts requests and their answers. Owner: the load's context. */
final class Tally {
    private static final int DIGITS = 3;

    private final Schedule schedule;
    private final Map<Long, Long> outstanding = new HashMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private final Histogram latencies = new Histogram(DIGITS);
    private final Histogram lateness = new Histogram(DIGITS);
    private long sent;
    private long answered;
    private long lastAnswerNanos;

    Tally(Schedule schedule) {
        this.schedule = schedule;
        this.lastAnswerNanos = schedule.endNanos();
    }

    void sent(long seq, long intendedNanos, long nowNanos) {
        outstanding.put(seq, intendedNanos);
        if (schedule.measures(intendedNanos)) {
            sent++;
            lateness.recordValue(Math.max(0, nowNanos - intendedNanos));
        }
    }

    /** The answer that was expected. */
    void answered(long seq, long nowNanos) {
        Long intendedNanos = outstanding.remove(seq);
        if (intendedNanos == null) {
            failed("an answer to nothing, or a second one");
        } else if (schedule.measures(intendedNanos)) {
            answered++;
            lastAnswerNanos = Math.max(lastAnswerNanos, nowNanos);
            latencies.recordValue(Math.max(0, nowNanos - intendedNanos));
        }
    }

    /** An answer to a request, but not the expected one. */
    void refused(long seq, String reason) {
        outstanding.remove(seq);
        failed(reason);
    }

    /** Something went wrong that belongs to no request. */
    void failed(String reason) {
        failures.merge(reason, 1L, Long::sum);
    }

    boolean settled() {
        return outstanding.isEmpty();
    }

    Measured result(String what) {
        long missing = outstanding.values().stream().filter(schedule::measures).count();
        double seconds = (lastAnswerNanos - schedule.measureFromNanos()) / 1e9;
        return new Measured(what, sent, answered, missing, seconds, 0, failures, latencies, lateness);
    }
}
