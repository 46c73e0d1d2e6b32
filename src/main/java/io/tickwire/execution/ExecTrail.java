package io.tickwire.execution;

import io.tickwire.domain.message.ExecRecord;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Metrics;
import io.vertx.core.Future;

/**
 * Journals what Expert Advisors say. What permits something is durable before it is answered. The rest is written beside:
 * so many may wait, and what comes while they do is counted instead, so that it cannot crowd orders out of the journal.
 * Owner: the executor's context.
 */
final class ExecTrail {
    private static final int MAX_WAITING = 4_096;

    private final Journal journal;
    private final Metrics metrics;
    private int waiting;

    ExecTrail(Journal journal, Metrics metrics) {
        this.journal = journal;
        this.metrics = metrics;
    }

    /** Durable when it succeeds. */
    Future<Void> durable(ExecRecord record) {
        return journal.exec(record);
    }

    /** Written soon. */
    void later(ExecRecord record) {
        String type = record.message().type();
        if (waiting >= MAX_WAITING) {
            metrics.execUnjournaled(type);
            return;
        }
        waiting++;
        journal.exec(record).onComplete(done -> {
            waiting--;
            if (done.failed()) {
                metrics.execUnjournaled(type);
            }
        });
    }

    int waiting() {
        return waiting;
    }
}
