package io.tickwire.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts who got which tick when. Owner: the load's context. */
final class FanoutTally {
    private static final int DIGITS = 3;
    private static final int FIRST = 1024;

    private final Schedule schedule;
    private final int subscribers;
    private int[] deliveries;
    private long[] intended;
    private final long[] newest;
    private final Map<String, Long> failures = new TreeMap<>();
    private final Histogram each = new Histogram(DIGITS);
    private final Histogram last = new Histogram(DIGITS);
    private final Histogram lateness = new Histogram(DIGITS);
    private int sentWithWarmup;
    private long sent;
    private long delivered;
    private long complete;
    private long completeWithWarmup;
    private long lastDeliveryNanos;

    FanoutTally(Schedule schedule, int subscribers) {
        this.schedule = schedule;
        this.subscribers = subscribers;
        this.deliveries = new int[FIRST];
        this.intended = new long[FIRST];
        this.newest = new long[subscribers];
        Arrays.fill(newest, -1);
        this.lastDeliveryNanos = schedule.endNanos();
    }

    /** The next tick goes out. */
    void sent(long intendedNanos, long nowNanos) {
        if (sentWithWarmup == intended.length) {
            intended = Arrays.copyOf(intended, 2 * intended.length);
            deliveries = Arrays.copyOf(deliveries, 2 * deliveries.length);
        }
        intended[sentWithWarmup++] = intendedNanos;
        if (schedule.measures(intendedNanos)) {
            sent++;
            lateness.recordValue(Math.max(0, nowNanos - intendedNanos));
        }
    }

    /** True when now everybody has this tick. */
    boolean delivered(int subscriber, long seq, long nowNanos) {
        if (seq < 0 || seq >= sentWithWarmup) {
            failed("a tick that was not sent");
            return false;
        }
        if (seq <= newest[subscriber]) {
            failed("a tick twice or out of order");
            return false;
        }
        newest[subscriber] = seq;
        boolean toAll = ++deliveries[(int) seq] == subscribers;
        completeWithWarmup += toAll ? 1 : 0;
        long intendedNanos = intended[(int) seq];
        if (schedule.measures(intendedNanos)) {
            long latency = Math.max(0, nowNanos - intendedNanos);
            delivered++;
            lastDeliveryNanos = Math.max(lastDeliveryNanos, nowNanos);
            each.recordValue(latency);
            if (toAll) {
                complete++;
                last.recordValue(latency);
            }
        }
        return toAll;
    }

    void failed(String reason) {
        failures.merge(reason, 1L, Long::sum);
    }

    boolean settled() {
        return completeWithWarmup == sentWithWarmup;
    }

    List<Measured> results() {
        double seconds = (lastDeliveryNanos - schedule.measureFromNanos()) / 1e9;
        long owed = sent * subscribers;
        return List.of(
                new Measured(
                        "tick -> each subscriber (per second: deliveries; missing: conflated or lost)",
                        owed,
                        delivered,
                        owed - delivered,
                        seconds,
                        0,
                        failures,
                        each,
                        lateness),
                new Measured(
                        "tick -> last subscriber (per second: ticks that all got)",
                        sent,
                        complete,
                        sent - complete,
                        seconds,
                        0,
                        Map.of(),
                        last,
                        lateness));
    }
}
