package io.tickwire.journal;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/**
 * What must not be lost of an account's trading. An append is complete when it is as durable as the implementation
 * promises; a failed append means that nothing may be sent. Owner: the executor's context.
 */
public interface Journal {

    /** A signal and, once it is known, its outcome. */
    record Entry(Signal signal, SignalOutcome outcome) {

        /** Whether it is still under way. */
        public boolean pending() {
            return outcome == null;
        }
    }

    /** What is known of a signal id. */
    Optional<Entry> find(UUID signalId);

    /** Records that a signal is about to be sent. Fails with {@link JournalFullException} when nothing can be dropped. */
    Future<Void> intent(Signal signal);

    /** Records what came of it. */
    Future<Void> outcome(Signal signal, SignalOutcome outcome);

    /** Records an event under the next sequence number of the account. */
    void event(ExecutionEvent event);

    /** Number of the newest event, 0 before the first. */
    long lastEvent();

    /** Events after a place. */
    ExecutionsPage events(ExecutionsQuery query);
}
