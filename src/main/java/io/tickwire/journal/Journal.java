package io.tickwire.journal;

import io.tickwire.domain.RiskState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What must not be lost of an account's trading. An append is complete when it is as durable as the implementation
 * promises. A failed intent means that nothing may be sent. Outcomes, events and risk state tell what is already so: when
 * they cannot be written they fail once, are kept in order, and are written as soon as that is possible. Any thread may
 * call; futures may complete on the journal's thread, so callers hand over to their context.
 */
public interface Journal {

    /** A signal and, once it is known, its outcome. */
    record Entry(Signal signal, long intentMsc, SignalOutcome outcome) {

        /** Whether it is not proven what became of it. */
        public boolean open() {
            return outcome == null || outcome instanceof SignalOutcome.Unknown;
        }
    }

    /**
     * What a new owner finds.
     *
     * @param lastEvent number of the newest event, 0 before the first
     * @param open signals whose outcome is not proven, the oldest first
     */
    record Restored(long lastEvent, List<Entry> open, RiskState risk) {}

    /** Takes an account's journal over under a new epoch of its events. Call first. */
    Future<Restored> restore(long epoch);

    /** What is known of a signal id, whichever account it was sent to. */
    Future<Optional<Entry>> find(UUID signalId);

    /** Records that a signal is about to be sent. Fails with {@link JournalUnavailableException}. */
    Future<Void> intent(Signal signal, long nowMsc);

    /** Records what came of it; a later outcome replaces an unproven one. */
    Future<Void> outcome(SignalOutcome outcome, long nowMsc);

    /**
     * Records a signal with what came of it, also when its intent could not be written. Until it is written {@link #find}
     * knows it all the same, so that the same id is not acted on twice.
     */
    Future<Void> settled(Entry entry, long nowMsc);

    /** Records an event under the next sequence number of the account. */
    Future<Void> event(ExecutionEvent event);

    /**
     * Events after a place, the oldest first; when it is in an epoch that this journal does not know, the newest ones.
     */
    Future<ExecutionsPage> events(ExecutionsQuery query);

    /** Journaled signals of the account. */
    Future<SignalsPage> signals(SignalsQuery query);

    /** Replaces the remembered risk state. */
    Future<Void> risk(RiskState state);

    /** Records a message of an Expert Advisor with its answer. Fails, and then it is not recorded later either. */
    Future<Void> exec(ExecRecord message);

    /** Messages of Expert Advisors, the newest first. */
    Future<List<ExecRecord>> execMessages(int limit);

    /** Profits of positions that Expert Advisors closed at or after a time, added up by their names. */
    Future<Map<String, Double>> execProfits(long fromMsc);

    /**
     * Forgets heartbeats of Expert Advisors that are older than a time, or not among the newest messages.
     *
     * @param newest how many of the newest messages are spared
     * @param atOnce how many are forgotten at most
     * @return how many were
     */
    Future<Integer> forgetHeartbeats(long beforeMsc, long newest, int atOnce);

    /** Whether the last append worked; never blocks. */
    JournalStatus status();
}
