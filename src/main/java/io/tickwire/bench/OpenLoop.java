package io.tickwire.bench;

import io.tickwire.ops.Clock;

/** Sends what the schedule says is due, with the time at which it was meant to be sent. Owner: the load's context. */
public final class OpenLoop {
    private final Schedule schedule;
    private final Clock clock;
    private final Sender sender;
    private long next;

    /** Sends one message. */
    @FunctionalInterface
    public interface Sender {

        /** @param intendedNanos latency counts from here, however late it really goes out */
        void send(long seq, long intendedNanos);
    }

    public OpenLoop(Schedule schedule, Clock clock, Sender sender) {
        this.schedule = schedule;
        this.clock = clock;
        this.sender = sender;
    }

    /** Sends all that is due by now; false when the last one is out. */
    boolean pump() {
        long due = schedule.dueBy(clock.nanos());
        while (next < due) {
            sender.send(next, schedule.intendedNanos(next));
            next++;
        }
        return next < schedule.total();
    }
}
