package io.tickwire.execution;

import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.journal.Journal;
import io.tickwire.journal.OutcomeStatus;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.Metrics.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way from a signal to an order: duplicate guard, permit, queue, risk, intent journaled, terminal, outcome
 * journaled, answer. Every door enters here. A refusal before the intent is not remembered: nothing was sent, so the
 * same id may be tried again. Owner: the executor's context.
 */
public final class SignalPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(SignalPipeline.class);

    /** A disk that hangs must not keep the way out shut. */
    private static final Origin OWN = new Origin("tickwire", "platform");

    private static final long FIND_MS = 2_000;

    private final ExecutionConfig config;
    private final Journal journal;
    private final Function<PermitRequest, Future<PermitDecision>> permits;
    private final OrderQueue queue;
    private boolean closed;
    private final OpenDesk openDesk;
    private final CloseDesk closeDesk;
    private final ModifyDesk modifyDesk;
    private final Settlement settlement;
    private final Clock clock;
    private final Metrics metrics;
    private final Map<UUID, UnderWay> underWay = new HashMap<>();

    private record UnderWay(Signal signal, Promise<SignalAnswer> answer) {}

    SignalPipeline(
            ExecutionConfig config,
            Journal journal,
            Function<PermitRequest, Future<PermitDecision>> permits,
            OpenDesk openDesk,
            CloseDesk closeDesk,
            ModifyDesk modifyDesk,
            Settlement settlement,
            Clock clock,
            Metrics metrics) {
        this.config = config;
        this.journal = journal;
        this.permits = permits;
        this.queue = new OrderQueue(config.maxInFlight(), config.maxWait(), clock);
        this.openDesk = openDesk;
        this.closeDesk = closeDesk;
        this.modifyDesk = modifyDesk;
        this.settlement = settlement;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Signals under way. */
    public int active() {
        return underWay.size();
    }

    /** Acts on a signal; exactly one answer, and never a failed future. */
    public Future<SignalAnswer> submit(SubmitSignal request) {
        return guard(request, () -> permitted(request));
    }

    /** Takes nothing new any more. */
    public void close() {
        closed = true;
    }

    /** Refuses what has waited too long; called now and then. */
    public void expire() {
        queue.expire();
    }

    /** Acts on a new signal of the platform's own, which needs no permit and has room beyond the bound. */
    Future<SignalAnswer> force(Signal signal) {
        return start(new SubmitSignal(signal, OWN, 0), () -> trade(signal));
    }

    /** The work that follows once it is certain that the signal is new. */
    @FunctionalInterface
    private interface Work {
        Future<SignalOutcome> start();
    }

    private Future<SignalAnswer> guard(SubmitSignal request, Work work) {
        Signal signal = request.signal();
        UnderWay twin = underWay.get(signal.id());
        if (twin != null) {
            return request.repeats(twin.signal())
                    ? twin.answer().future().map(answer -> duplicate(answer.outcome()))
                    : Future.succeededFuture(conflict(signal));
        }
        if (closed) {
            return Future.succeededFuture(new SignalAnswer(
                    refused(
                            signal,
                            Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "The bridge is stopping")
                                    .with("retry_after", 5)),
                    false));
        }
        if (underWay.size() >= config.maxPending()) {
            return Future.succeededFuture(new SignalAnswer(refused(signal, busy()), false));
        }
        return start(request, work);
    }

    private Future<SignalAnswer> start(SubmitSignal request, Work work) {
        Signal signal = request.signal();
        long startedNanos = clock.nanos();
        Promise<SignalAnswer> promise = Promise.promise();
        // Under way before the journal is asked: a twin that comes meanwhile waits for this answer.
        underWay.put(signal.id(), new UnderWay(signal, promise));
        find(signal)
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(known(request, known.get()))
                        : work.start().map(outcome -> new SignalAnswer(outcome, false)))
                .recover(fault -> failClosed(signal, fault).map(outcome -> new SignalAnswer(outcome, false)))
                .onSuccess(answer -> {
                    underWay.remove(signal.id());
                    if (!answer.duplicate()) {
                        metrics.stage(Stage.SIGNAL_TOTAL, clock.nanos() - startedNanos);
                        metrics.signal(OutcomeStatus.of(answer.outcome()), Outcomes.code(answer.outcome()));
                    }
                    promise.complete(answer);
                });
        return promise.future();
    }

    private Future<Optional<Journal.Entry>> find(Signal signal) {
        return journal.find(signal.id()).timeout(FIND_MS, TimeUnit.MILLISECONDS).recover(failure -> {
            boolean wholeClose = signal.action() == SignalAction.CLOSE && signal.volume() == 0;
            return wholeClose
                    ? Future.succeededFuture(Optional.empty())
                    : Future.failedFuture(Outcomes.noJournal(failure));
        });
    }

    private SignalAnswer known(SubmitSignal request, Journal.Entry entry) {
        if (!request.repeats(entry.signal())) {
            return conflict(request.signal());
        }
        return duplicate(entry.outcome() == null ? Outcomes.notProven(request.signal()) : entry.outcome());
    }

    private SignalAnswer duplicate(SignalOutcome outcome) {
        metrics.signal("duplicate", Outcomes.code(outcome));
        return new SignalAnswer(outcome, true);
    }

    private Future<SignalOutcome> permitted(SubmitSignal request) {
        Signal signal = request.signal();
        Refusal early = refuseEarly(signal, request.sentMsc());
        if (early != null) {
            return Future.succeededFuture(refused(signal, early));
        }
        long askedNanos = clock.nanos();
        return permits.apply(new PermitRequest(request.origin().identity(), kind(signal)))
                .recover(gone -> Future.failedFuture(Outcomes.noPermits()))
                .compose(decision -> {
                    metrics.stage(Stage.SIGNAL_PERMIT, clock.nanos() - askedNanos);
                    return decision.granted()
                            ? queue.run(signal, () -> trade(signal))
                            : Future.succeededFuture(refused(signal, decision.refusal()));
                });
    }

    private Future<SignalOutcome> trade(Signal signal) {
        Refusal expired = refuseExpired(signal);
        if (expired != null) {
            return Future.succeededFuture(refused(signal, expired));
        }
        return switch (signal.action()) {
            case BUY, SELL -> openDesk.open(signal);
            case CLOSE -> closeDesk.close(signal);
            case MODIFY -> modifyDesk.modify(signal);
        };
    }

    private Refusal refuseEarly(Signal signal, long sentMsc) {
        long maxAgeMs = config.maxSignalAge().toMillis();
        long ageMs = clock.millis() - sentMsc;
        if (maxAgeMs > 0 && sentMsc > 0 && ageMs > maxAgeMs) {
            return Refusal.of(ErrorCode.SIGNAL_EXPIRED, "The signal is too old: " + ageMs + " ms")
                    .with("age_ms", ageMs)
                    .with("max_ms", maxAgeMs)
                    .with("suggestion", "check the sender's clock, or raise execution.maxSignalAge");
        }
        return refuseExpired(signal);
    }

    private Refusal refuseExpired(Signal signal) {
        return signal.expirationMsc() > 0 && signal.expirationMsc() <= clock.millis()
                ? Refusal.of(ErrorCode.SIGNAL_EXPIRED, "The signal expired before it could be sent")
                        .with("expired_ms_ago", clock.millis() - signal.expirationMsc())
                : null;
    }

    /** A fault of ours before anything was sent refuses; when that is not certain it is unknown, and reconciled. */
    private Future<SignalOutcome> failClosed(Signal signal, Throwable fault) {
        if (fault instanceof RefusedException refused) {
            return Future.succeededFuture(refused(signal, refused.refusal()));
        }
        LOG.error("signal {} failed", signal.id(), fault);
        return journal.find(signal.id())
                .map(Optional::isPresent)
                .otherwise(true)
                .compose(sent -> sent
                        ? settlement.settle(signal, clock.millis(), Outcomes.notProven(signal))
                        : Future.succeededFuture(refused(
                                signal,
                                Refusal.of(ErrorCode.INTERNAL, "Internal error, nothing was sent")
                                        .with("id", signal.id().toString()))));
    }

    private static PermitRequest.Kind kind(Signal signal) {
        boolean opens = signal.action() == SignalAction.BUY || signal.action() == SignalAction.SELL;
        return opens ? PermitRequest.Kind.ORDER : PermitRequest.Kind.CLOSE;
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
