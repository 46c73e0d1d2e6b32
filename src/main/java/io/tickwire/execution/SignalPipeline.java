package io.tickwire.execution;

import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.journal.Journal;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way from a signal to an order: duplicate guard, permit, risk, intent journaled, terminal, outcome journaled,
 * answer. Every door enters here. A refusal before the intent is not remembered: nothing was sent, so the same id may
 * be tried again. Owner: the executor's context.
 */
public final class SignalPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SignalPipeline.class);

    private final ExecutionConfig config;
    private final Journal journal;
    private final Function<PermitRequest, Future<PermitDecision>> permits;
    private final OpenDesk openDesk;
    private final CloseDesk closeDesk;
    private final ExecutionEvents events;
    private final Clock clock;
    private final Metrics metrics;
    private final Map<UUID, UnderWay> underWay = new HashMap<>();

    private record UnderWay(Signal signal, Promise<SignalOutcome> outcome) {}

    public SignalPipeline(
            ExecutionConfig config,
            Journal journal,
            Function<PermitRequest, Future<PermitDecision>> permits,
            OpenDesk openDesk,
            CloseDesk closeDesk,
            ExecutionEvents events,
            Clock clock,
            Metrics metrics) {
        this.config = config;
        this.journal = journal;
        this.permits = permits;
        this.openDesk = openDesk;
        this.closeDesk = closeDesk;
        this.events = events;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Signals under way. */
    public int active() {
        return underWay.size();
    }

    /** Acts on a signal; exactly one answer, and never a failed future. */
    public Future<SignalAnswer> submit(SubmitSignal request) {
        Signal signal = request.signal();
        UnderWay twin = underWay.get(signal.id());
        if (twin != null) {
            return twin.signal().equals(signal)
                    ? twin.outcome().future().map(this::duplicate)
                    : Future.succeededFuture(conflict(signal));
        }
        return journal.find(signal.id())
                .map(known -> Future.succeededFuture(known(signal, known)))
                .orElseGet(() -> start(request));
    }

    private SignalAnswer known(Signal signal, Journal.Entry entry) {
        if (!entry.signal().equals(signal)) {
            return conflict(signal);
        }
        SignalOutcome outcome = entry.pending()
                ? new SignalOutcome.Unknown(
                        signal.id(),
                        Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "The order was sent, its outcome is not proven"))
                : entry.outcome();
        return duplicate(outcome);
    }

    private SignalAnswer duplicate(SignalOutcome outcome) {
        metrics.signal("duplicate", Outcomes.code(outcome));
        return new SignalAnswer(outcome, true);
    }

    private Future<SignalAnswer> start(SubmitSignal request) {
        Signal signal = request.signal();
        if (underWay.size() >= config.maxPending()) {
            return Future.succeededFuture(new SignalAnswer(refused(signal, busy()), false));
        }
        long startedNanos = clock.nanos();
        Promise<SignalOutcome> promise = Promise.promise();
        underWay.put(signal.id(), new UnderWay(signal, promise));
        process(request).otherwise(fault -> failClosed(signal, fault)).onSuccess(outcome -> {
            underWay.remove(signal.id());
            metrics.stage(Stage.SIGNAL_TOTAL, clock.nanos() - startedNanos);
            metrics.signal(Outcomes.status(outcome), Outcomes.code(outcome));
            promise.complete(outcome);
        });
        return promise.future().map(outcome -> new SignalAnswer(outcome, false));
    }

    private Future<SignalOutcome> process(SubmitSignal request) {
        Signal signal = request.signal();
        Refusal early = refuseEarly(signal);
        if (early != null) {
            return Future.succeededFuture(refused(signal, early));
        }
        long askedNanos = clock.nanos();
        return permits.apply(new PermitRequest(request.origin().identity(), kind(signal)))
                .recover(gone -> Future.failedFuture(Outcomes.noPermits()))
                .compose(decision -> {
                    metrics.stage(Stage.SIGNAL_PERMIT, clock.nanos() - askedNanos);
                    return decision.granted()
                            ? trade(signal)
                            : Future.succeededFuture(refused(signal, decision.refusal()));
                });
    }

    private Future<SignalOutcome> trade(Signal signal) {
        return signal.action() == SignalAction.CLOSE ? closeDesk.close(signal) : openDesk.open(signal);
    }

    private Refusal refuseEarly(Signal signal) {
        if (signal.expirationMsc() > 0 && signal.expirationMsc() <= clock.millis()) {
            return Refusal.of(ErrorCode.SIGNAL_EXPIRED, "The signal expired before it arrived")
                    .with("expired_ms_ago", clock.millis() - signal.expirationMsc());
        }
        if (signal.price() > 0) {
            return Refusal.validation("price", "absent: this terminal takes market orders only", signal.price());
        }
        return null;
    }

    /** A fault of ours before anything was sent refuses; after that the journal holds the intent and it is unknown. */
    private SignalOutcome failClosed(Signal signal, Throwable fault) {
        if (fault instanceof RefusedException refused) {
            return refused(signal, refused.refusal());
        }
        LOG.error("signal {} failed", signal.id(), fault);
        if (journal.find(signal.id()).isPresent()) {
            SignalOutcome unknown = new SignalOutcome.Unknown(
                    signal.id(),
                    Refusal.of(ErrorCode.UNKNOWN_OUTCOME, "The order was sent, its outcome is not proven"));
            events.publish(signal, unknown);
            return unknown;
        }
        return refused(
                signal,
                Refusal.of(ErrorCode.INTERNAL, "Internal error, nothing was sent")
                        .with("id", signal.id().toString()));
    }

    private static PermitRequest.Kind kind(Signal signal) {
        return signal.action() == SignalAction.CLOSE ? PermitRequest.Kind.CLOSE : PermitRequest.Kind.ORDER;
    }

    private static SignalOutcome refused(Signal signal, Refusal refusal) {
        return new SignalOutcome.Refused(signal.id(), refusal);
    }

    private SignalAnswer conflict(Signal signal) {
        metrics.signal("error", ErrorCode.SIGNAL_CONFLICT.name());
        return new SignalAnswer(
                refused(
                        signal,
                        Refusal.of(ErrorCode.SIGNAL_CONFLICT, "This signal_id was used with other content")
                                .with("signal_id", signal.id().toString())
                                .with("suggestion", "use a new signal_id for a new order")),
                false);
    }

    private Refusal busy() {
        return Refusal.of(ErrorCode.RATE_LIMITED, "Too many signals under way")
                .with("limit", config.maxPending())
                .with("window", "under way")
                .with("retry_after", 1);
    }
}
