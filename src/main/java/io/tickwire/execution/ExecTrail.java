package io.tickwire.execution;

import io.tickwire.domain.message.ExecRecord;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Metrics;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Journals what Expert Advisors say. What permits something is durable before it is answered. The rest is written beside:
 * so many may wait, and what comes while they do is counted instead, so that it cannot crowd orders out of the journal.
 * Owner: the executor's context.
 */
final class ExecTrail {
    private static final int MAX_WAITING = 4_096;

    private final Journal journal;
    private final Metrics metrics;
    private final Consumer<Runnable> soon;
    private final List<ExecRecord> held = new ArrayList<>();
    private int waiting;

    /** @param soon runs a task on the executor's context after a short while */
    ExecTrail(Journal journal, Metrics metrics, Consumer<Runnable> soon) {
        this.journal = journal;
        this.metrics = metrics;
        this.soon = soon;
    }

    /** Durable when it succeeds. */
    Future<Void> durable(ExecRecord record) {
        flush();
        return journal.exec(record);
    }

    /** Written soon, together with what comes until then: a commit for each would cost more than the messages. */
    void later(ExecRecord record) {
        String type = record.message().type();
        if (waiting >= MAX_WAITING) {
            metrics.execUnjournaled(type);
            return;
        }
        waiting++;
        if (held.isEmpty()) {
            soon.accept(this::flush);
        }
        held.add(record);
    }

    /** Hands over what is held back, in its order. */
    void flush() {
        held.forEach(record -> journal.exec(record).onComplete(done -> {
            waiting--;
            if (done.failed()) {
                metrics.execUnjournaled(record.message().type());
            }
        }));
        held.clear();
    }

    int waiting() {
        return waiting;
    }
}
