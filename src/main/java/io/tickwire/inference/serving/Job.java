package io.tickwire.inference.serving;

import io.tickwire.domain.message.PredictAnswer.Reason;
import io.tickwire.inference.model.Graph.Lane;
import io.tickwire.inference.model.LoadedModel;

/**
 * Rows that wait for a run of a model, which they hold until they are done. Made by the desk, finished by the worker,
 * delivered by the desk; one after the other, so nothing in it is shared.
 */
abstract class Job {
    private final LoadedModel model;
    private final int rows;
    private final long arrivedNanos;
    private final long deadlineNanos;

    /** @param model retained for this job */
    Job(LoadedModel model, int rows, long arrivedNanos, long deadlineNanos) {
        this.model = model;
        this.rows = rows;
        this.arrivedNanos = arrivedNanos;
        this.deadlineNanos = deadlineNanos;
    }

    final LoadedModel model() {
        return model;
    }

    final int rows() {
        return rows;
    }

    final long arrivedNanos() {
        return arrivedNanos;
    }

    final boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    /** What is run after it when nothing else waits; null for nothing. */
    Job follower() {
        return null;
    }

    /** It is not run, and nobody is told. */
    final void drop() {
        model.release();
        refuse(Reason.BUSY, "nobody had time");
    }

    /** Puts its rows in. */
    abstract void fill(Lane lane, int firstRow);

    /** Takes what came out. */
    abstract void read(Lane lane, int firstRow, long nowNanos);

    /** It was not run. */
    abstract void refuse(Reason reason, String message);

    /** Tells who asked. Owner: the desk's context. */
    abstract void deliver();
}
