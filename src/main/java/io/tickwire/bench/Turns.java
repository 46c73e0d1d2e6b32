package io.tickwire.bench;

import io.tickwire.ops.Clock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;

/**
 * When each of several connections sends: in turn, at the times of the schedule; or, in a closed loop, so many at the
 * beginning and one more for each answer. Owner: the load's context.
 */
final class Turns<C> {
    private final BenchOptions options;
    private final Context context;
    private final Clock clock;
    private final Sender<C> sender;
    private Schedule schedule;
    private long nextSeq;

    /** Sends one message over one connection. */
    @FunctionalInterface
    interface Sender<C> {
        void send(C caller, long seq, long intendedNanos);
    }

    Turns(BenchOptions options, Context context, Clock clock, Sender<C> sender) {
        this.options = options;
        this.context = context;
        this.clock = clock;
        this.sender = sender;
    }

    /** Completes when the last message is out. */
    Future<Void> start(Schedule planned, List<C> callers) {
        schedule = planned;
        if (!options.closedLoop()) {
            OpenLoop loop = new OpenLoop(
                    schedule,
                    clock,
                    (seq, intended) -> sender.send(callers.get((int) (seq % callers.size())), seq, intended));
            return new Pacer(schedule, clock, context, loop).start();
        }
        for (C caller : callers) {
            for (int i = 0; i < options.depth(); i++) {
                sender.send(caller, nextSeq++, clock.nanos());
            }
        }
        long leftMs = Math.max(1, (schedule.endNanos() - clock.nanos()) / 1_000_000);
        return context.owner().timer(leftMs).mapEmpty();
    }

    /** A closed loop's next message, if there is time for one: the rate is what the server makes of it. */
    void answered(C caller, long nowNanos) {
        if (options.closedLoop() && nowNanos < schedule.endNanos()) {
            sender.send(caller, nextSeq++, nowNanos);
        }
    }
}
