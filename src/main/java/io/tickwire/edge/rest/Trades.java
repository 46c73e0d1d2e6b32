package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.SignalAnswer;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.domain.message.SignalsQuery;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.edge.Caller;
import io.tickwire.edge.EdgeStats;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.SignalService;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.BridgeReplies;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Hands signals of HTTP requests to their executor, and tells what became of them. Owner: the edge's context. */
final class Trades {
    static final String KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final TypedBus bus;
    private final EdgeStats stats;
    private final Clock clock;

    Trades(TypedBus bus, EdgeStats stats, Clock clock) {
        this.bus = bus;
        this.stats = stats;
        this.clock = clock;
    }

    /**
     * The id that an {@code Idempotency-Key} stands for: itself when it is a UUID, else one that the same caller gets for
     * the same key again. Null when there is none.
     */
    static UUID key(RoutingContext ctx) {
        String key = ctx.request().getHeader(KEY);
        if (key == null) {
            return null;
        }
        String bare = key.strip();
        if (bare.isEmpty() || bare.length() > MAX_KEY) {
            throw new RefusedRequest(KEY, "1 to " + MAX_KEY + " characters, a UUID for choice", bare);
        }
        return UUID_TEXT.matcher(bare).matches()
                ? UUID.fromString(bare)
                : named("key", Caller.of(ctx).identity().subject(), bare);
    }

    /** An id that is always the same for the same words. */
    static UUID named(String... words) {
        return UUID.nameUUIDFromBytes(String.join("\n", words).getBytes(StandardCharsets.UTF_8));
    }

    /** Never fails. */
    Future<SignalAnswer> submit(Caller caller, Signal signal, String door, long sentMsc) {
        Refusal refusal = caller.lacks(Scope.TRADE, signal.account());
        if (refusal != null) {
            return Future.succeededFuture(new SignalAnswer(new SignalOutcome.Refused(signal.id(), refusal), false));
        }
        Origin origin = new Origin(caller.identity().subject(), door);
        return bus.request(Addresses.submit(signal.account()), new SubmitSignal(signal, origin, sentMsc))
                .otherwise(failure -> new SignalAnswer(SignalService.unanswered(signal, failure), false))
                .onSuccess(answer -> {
                    if (answer.outcome() instanceof SignalOutcome.Executed) {
                        stats.succeeded();
                    } else {
                        stats.failed();
                    }
                });
    }

    /** A signal that was sent before and came to something; empty when none was, or it is under way. */
    Future<Optional<SignalRecord>> known(String account, UUID id) {
        return bus.request(Addresses.journaledSignals(account), SignalsQuery.one(id))
                .map(page -> page.signals().stream()
                        .filter(record -> record.outcome() != null)
                        .findFirst());
    }

    /** A key that was used for something else. */
    static Refusal conflict(UUID id) {
        return Refusal.of(ErrorCode.SIGNAL_CONFLICT, "This key was used for another signal")
                .with("signal_id", id.toString());
    }

    /** Answers with what the bridge profile would say, or with a problem that holds the same. */
    void answer(RoutingContext ctx, SignalAnswer answer) {
        SignalOutcome outcome = answer.outcome();
        if (!ctx.response().ended()) {
            ctx.response().putHeader("Location", "/api/v1/signals/" + outcome.signalId());
        }
        if (outcome instanceof SignalOutcome.Executed) {
            HttpReply.json(ctx, 200, BridgeReplies.signalAnswered(answer, clock.millis()));
        } else {
            HttpReply.problem(ctx, refusal(outcome), out -> {
                out.writeStringField("signal_id", outcome.signalId().toString());
                out.writeStringField("outcome", word(outcome));
                out.writeBooleanField("duplicate", answer.duplicate());
            });
        }
    }

    /** Why it was not executed. */
    static Refusal refusal(SignalOutcome outcome) {
        if (outcome instanceof SignalOutcome.Refused refused) {
            return refused.refusal();
        }
        return outcome instanceof SignalOutcome.Failed failed
                ? failed.refusal()
                : ((SignalOutcome.Unknown) outcome).refusal();
    }

    private static String word(SignalOutcome outcome) {
        return outcome instanceof SignalOutcome.Refused
                ? "error"
                : outcome instanceof SignalOutcome.Failed ? "failed" : "unknown";
    }
}
