package io.tickwire.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What one load on one server gave, without its warm-up.
 *
 * @param what was measured
 * @param sent messages, or deliveries that were owed
 * @param missing sent, and never answered
 * @param seconds from the first measured intention to the last answer, at least the planned time
 * @param cpuSeconds processor time of the server in that time; 0 when it is not known
 * @param failures reason to count, of answers that were not the one expected
 * @param latencies nanoseconds from the intended time to the answer
 * @param lateness nanoseconds from the intended time to the real sending: the load generator's own delay, which the
 *     latencies contain
 */
public record Measured(
        String what,
        long sent,
        long answered,
        long missing,
        double seconds,
        double cpuSeconds,
        Map<String, Long> failures,
        Histogram latencies,
        Histogram lateness) {

    double perSecond() {
        return answered / seconds;
    }

    /** What one answer costs the server: hardly disturbed by others on the same machine, as latencies are. */
    double cpuMicrosPerAnswer() {
        return answered == 0 ? 0 : cpuSeconds * 1e6 / answered;
    }

    Measured withCpuSeconds(double known) {
        return new Measured(what, sent, answered, missing, seconds, known, failures, latencies, lateness);
    }

    long errors() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Both rounds as one. */
    Measured plus(Measured other) {
        Map<String, Long> all = new TreeMap<>(failures);
        other.failures.forEach((reason, count) -> all.merge(reason, count, Long::sum));
        return new Measured(
                what,
                sent + other.sent,
                answered + other.answered,
                missing + other.missing,
                seconds + other.seconds,
                cpuSeconds + other.cpuSeconds,
                all,
                sum(latencies, other.latencies),
                sum(lateness, other.lateness));
    }

    private static Histogram sum(Histogram one, Histogram other) {
        Histogram sum = one.copy();
        sum.add(other);
        return sum;
    }
}
