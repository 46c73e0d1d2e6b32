package io.tickwire.bench.mqtt;

import io.tickwire.bench.Measured;
import io.tickwire.bench.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Counts what was published, who got it and what was acknowledged. It remembers messages from the oldest that is under
 * way, so a long run needs no more memory than a short one. Owner: the load's context.
 */
final class MqttTally {
    private static final int DIGITS = 3;
    private static final int FIRST = 1024;

    private final Schedule schedule;
    private final int subscribers;
    private final int owedEach;
    private final long[][] newest;
    private final Map<String, Long> failures = new TreeMap<>();
    private final Histogram latencies = new Histogram(DIGITS);
    private final Histogram lateness = new Histogram(DIGITS);
    /** By sequence number modulo their length, which is a power of two. */
    private long[] intended = new long[FIRST];

    private int[] owed = new int[FIRST];
    private int[] publisher = new int[FIRST];
    private long oldest;
    private long next;
    private long sent;
    private long delivered;
    private long lastDeliveryNanos;

    /** @param acknowledged whether a message is under way until its publisher knows that it was taken */
    MqttTally(Schedule schedule, int publishers, int subscribers, boolean acknowledged) {
        this.schedule = schedule;
        this.subscribers = subscribers;
        this.owedEach = subscribers + (acknowledged ? 1 : 0);
        this.newest = new long[subscribers][publishers];
        Arrays.stream(newest).forEach(each -> Arrays.fill(each, -1));
        this.lastDeliveryNanos = schedule.endNanos();
    }

    /** The next message goes out; its number travels in it. */
    long sent(int from, long intendedNanos, long nowNanos) {
        if (next - oldest == owed.length) {
            grow();
        }
        int at = at(next);
        intended[at] = intendedNanos;
        owed[at] = owedEach;
        publisher[at] = from;
        if (schedule.measures(intendedNanos)) {
            sent++;
            lateness.recordValue(Math.max(0, nowNanos - intendedNanos));
        }
        return next++;
    }

    private int at(long seq) {
        return (int) (seq & owed.length - 1);
    }

    private void grow() {
        long[] oldIntended = intended;
        int[] oldOwed = owed;
        int[] oldPublisher = publisher;
        int length = owed.length;
        intended = new long[2 * length];
        owed = new int[2 * length];
        publisher = new int[2 * length];
        for (long seq = oldest; seq < next; seq++) {
            int from = (int) (seq & length - 1);
            intended[at(seq)] = oldIntended[from];
            owed[at(seq)] = oldOwed[from];
            publisher[at(seq)] = oldPublisher[from];
        }
    }

    /** A subscriber has it; true when nothing of it is under way any more. */
    boolean delivered(int subscriber, int from, long seq, long nowNanos) {
        if (from < 0 || from >= newest[subscriber].length || seq < 0 || seq >= next) {
            failed("a message that was not published");
            return false;
        }
        if (seq <= newest[subscriber][from]) {
            failed("a message twice or out of order");
            return false;
        }
        newest[subscriber][from] = seq;
        if (seq < oldest || owed[at(seq)] == 0) {
            failed("a message that came after it was given up");
            return false;
        }
        if (schedule.measures(intended[at(seq)])) {
            delivered++;
            lastDeliveryNanos = Math.max(lastDeliveryNanos, nowNanos);
            latencies.recordValue(Math.max(0, nowNanos - intended[at(seq)]));
        }
        return settle(seq);
    }

    /** Its publisher knows that it was taken; true when nothing of it is under way any more. */
    boolean acknowledged(long seq) {
        return seq >= oldest && owed[at(seq)] > 0 && settle(seq);
    }

    private boolean settle(long seq) {
        boolean whole = --owed[at(seq)] == 0;
        if (whole) {
            forgetSettled();
        }
        return whole;
    }

    private void forgetSettled() {
        while (oldest < next && owed[at(oldest)] == 0) {
            oldest++;
        }
    }

    /** Waits no longer for what was to be sent before; the publishers of what is given up, one for each message. */
    List<Integer> giveUp(long intendedBeforeNanos) {
        List<Integer> publishers = new ArrayList<>();
        for (long seq = oldest; seq < next; seq++) {
            if (owed[at(seq)] > 0 && intended[at(seq)] < intendedBeforeNanos) {
                owed[at(seq)] = 0;
                failed("a message that was given up");
                publishers.add(publisher[at(seq)]);
            }
        }
        forgetSettled();
        return publishers;
    }

    void failed(String reason) {
        failures.merge(reason, 1L, Long::sum);
    }

    boolean settled() {
        return oldest == next;
    }

    /** Per second and missing count deliveries. */
    Measured result(String what) {
        double seconds = (lastDeliveryNanos - schedule.measureFromNanos()) / 1e9;
        long all = sent * subscribers;
        return new Measured(what, all, delivered, all - delivered, seconds, 0, failures, latencies, lateness);
    }
}
