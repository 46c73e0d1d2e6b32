package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.BridgeReplies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Hands signals to their executor and answers them; a signal whose outcome was unknown is answered again when the truth
 * is known. Owner: the edge's context.
 */
public final class SignalService {
    private static final int MAX_DOUBTS = 10_000;

    private final TypedBus bus;
    private final Clock clock;
    private final EdgeStats stats;
    private final Map<UUID, Set<Session>> doubts = new LinkedHashMap<>();
    private final List<Subscription> subscriptions = new ArrayList<>();

    SignalService(TypedBus bus, List<String> accounts, Clock clock, EdgeStats stats) {
        this.bus = bus;
        this.clock = clock;
        this.stats = stats;
        accounts.forEach(account -> subscriptions.add(bus.subscribe(Addresses.executions(account), this::settleDoubt)));
    }

    void submit(Session session, Signal signal, long sentMsc) {
        Refusal refusal = session.caller().lacks(Scope.TRADE, signal.account());
        if (refusal != null) {
            answer(session, new SignalAnswer(new SignalOutcome.Refused(signal.id(), refusal), false));
            return;
        }
        bus.request(Addresses.submit(signal.account()), new SubmitSignal(signal, session.origin(), sentMsc))
                .otherwise(failure -> new SignalAnswer(unanswered(signal, failure), false))
                .onSuccess(answer -> answer(session, answer));
    }

    /** What is known of a signal that its executor did not answer. */
    public static SignalOutcome unanswered(Signal signal, Throwable failure) {
        if (TypedBus.isNobody(failure)) {
            return new SignalOutcome.Refused(
                    signal.id(),
                    Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Nobody executes signals of account " + signal.account())
                            .with("retry_after", 1));
        }
        return new SignalOutcome.Unknown(
                signal.id(), Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "The executor did not answer in time"));
    }

    private void answer(Session session, SignalAnswer answer) {
        SignalOutcome outcome = answer.outcome();
        if (outcome instanceof SignalOutcome.Executed) {
            stats.succeeded();
        } else {
            stats.failed();
        }
        if (outcome instanceof SignalOutcome.Unknown && !session.isClosed()) {
            doubt(outcome.signalId(), session);
        }
        session.reply(BridgeReplies.signalAnswered(answer, clock.millis()));
    }

    private void doubt(UUID signalId, Session session) {
        if (doubts.size() >= MAX_DOUBTS) {
            doubts.remove(doubts.keySet().iterator().next());
        }
        doubts.computeIfAbsent(signalId, id -> new LinkedHashSet<>()).add(session);
    }

    private void settleDoubt(ExecutionEvent event) {
        if (event.signalId() == null || "unknown".equals(event.status())) {
            return;
        }
        Set<Session> askers = doubts.remove(event.signalId());
        if (askers != null) {
            String truth = BridgeReplies.signalProven(event, clock.millis());
            askers.forEach(session -> session.reply(truth));
        }
    }

    void forget(Session session) {
        doubts.values().removeIf(askers -> askers.remove(session) && askers.isEmpty());
    }
}
