package io.tickwire.session.auth;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.AuthDecision;
import io.tickwire.domain.message.Authenticate;
import io.tickwire.domain.message.Authenticate.Kind;
import io.tickwire.domain.message.TicketDecision;
import io.tickwire.domain.message.TicketRequest;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.session.auth.AuditEvent.What;
import io.tickwire.session.auth.Verdict.Bad;
import io.tickwire.session.auth.Verdict.Good;
import io.tickwire.session.auth.Verdict.Reason;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides who somebody is. An address that failed too often waits before anything is verified, also with the right
 * credential: else the answer would tell it apart. Owner: the session guard's context.
 */
public final class Authenticator {
    private static final String HOW =
            "Send 'Authorization: Bearer <token or key>' or 'X-API-Key: <key>'. A WebSocket of a"
                    + " browser offers the subprotocols 'tickwire' and 'bearer.<token or key>', or has ?ticket= from"
                    + " POST /auth/ticket.";

    private static final int MAX_UNDER_WAY = 500;

    private final Keyring keys;
    private final Tickets tickets;
    private final Audit audit;
    private final Metrics metrics;
    private final Clock clock;
    private final FailureMeter failures = new FailureMeter();
    private final Sieve sieve = new Sieve();
    private final Function<Supplier<Verdict>, Future<Verdict>> elsewhere;
    private int underWay;

    /**
     * @param elsewhere does what takes milliseconds, off this context, and comes back to it: orders wait for permits of the
     *     guard, and no token may hold them up
     */
    public Authenticator(
            Keyring keys,
            Tickets tickets,
            Audit audit,
            Metrics metrics,
            Clock clock,
            Function<Supplier<Verdict>, Future<Verdict>> elsewhere) {
        this.elsewhere = elsewhere;
        this.keys = keys;
        this.tickets = tickets;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Who it is, or why nobody. */
    public Future<AuthDecision> check(Authenticate shown) {
        if (shown.kind() == Kind.NONE || shown.kind() == Kind.MISPLACED) {
            return Future.succeededFuture(nothing(shown));
        }
        long wait = failures.waitSeconds(shown.ip(), clock.nanos());
        if (wait > 0) {
            return Future.succeededFuture(slowed(shown, wait));
        }
        if (underWay >= MAX_UNDER_WAY) {
            return Future.succeededFuture(busy(shown));
        }
        underWay++;
        return verify(shown)
                .onComplete(done -> underWay--)
                // Others of this address may have failed meanwhile: who tries many at once learns no more by that.
                .map(verdict -> decided(shown, verdict, failures.waitSeconds(shown.ip(), clock.nanos())));
    }

    private AuthDecision decided(Authenticate shown, Verdict verdict, long wait) {
        if (wait > 0) {
            return slowed(shown, wait);
        }
        return verdict instanceof Good good
                ? accepted(shown, good.identity())
                : refused(shown, ((Bad) verdict).reason());
    }

    private Future<Verdict> verify(Authenticate shown) {
        long now = clock.millis();
        if (shown.kind() == Kind.TICKET) {
            Identity holder = tickets.redeem(shown.secret(), clock.nanos());
            return Future.succeededFuture(
                    holder == null || holder.isExpired(now) ? new Bad(Reason.USED) : new Good(holder));
        }
        return shown.kind() == Kind.API_KEY || ApiKey.looksLikeOne(shown.secret())
                ? Future.succeededFuture(keys.apiKey(shown.secret(), now))
                : elsewhere.apply(() -> keys.bearer(shown.secret(), now));
    }

    private AuthDecision busy(Authenticate shown) {
        metrics.authenticated(label(shown.kind()), "busy");
        return new AuthDecision(
                null,
                Refusal.of(ErrorCode.MAX_CONNECTIONS, "Too many tokens are being looked at: try again in a moment")
                        .with("retry_after", 1));
    }

    private AuthDecision nothing(Authenticate shown) {
        boolean misplaced = shown.kind() == Kind.MISPLACED;
        String why = misplaced ? shown.secret() : "Credentials are missing.";
        metrics.authenticated(label(shown.kind()), misplaced ? "misplaced" : "missing");
        if (sieve.passes(shown.kind() + shown.ip(), clock.nanos())) {
            note(shown, What.REFUSED, "", "refused", why);
        }
        return new AuthDecision(null, Refusal.of(ErrorCode.UNAUTHORIZED, why).with("suggestion", HOW));
    }

    private AuthDecision slowed(Authenticate shown, long wait) {
        metrics.authenticated(label(shown.kind()), "slowed");
        if (sieve.passes("slowed" + shown.ip(), clock.nanos())) {
            note(shown, What.SLOWED, "", "refused", "waits " + wait + " s after too many failures");
        }
        return new AuthDecision(
                null,
                Refusal.of(ErrorCode.RATE_LIMITED, "Too many wrong credentials from your address: wait " + wait + " s")
                        .with("retry_after", wait));
    }

    private AuthDecision accepted(Authenticate shown, Identity identity) {
        failures.succeeded(shown.ip());
        metrics.authenticated(label(shown.kind()), "accepted");
        String who = identity.subject() + "/" + identity.credential();
        if (shown.session() || sieve.passes(who + shown.ip(), clock.nanos())) {
            note(shown, What.LOGIN, who, "ok", label(shown.kind()));
        }
        return new AuthDecision(identity, null);
    }

    private AuthDecision refused(Authenticate shown, Reason reason) {
        if (reason.isGuess()) {
            failures.failed(shown.ip(), clock.nanos());
        }
        metrics.authenticated(label(shown.kind()), reason.wire());
        if (reason.isGuess() || sieve.passes(reason + shown.ip(), clock.nanos())) {
            note(shown, What.REFUSED, "", "refused", "the " + noun(shown.kind()) + " " + reason.inFull());
        }
        return new AuthDecision(
                null,
                Refusal.of(ErrorCode.UNAUTHORIZED, "The " + noun(shown.kind()) + " " + reason.told())
                        .with("suggestion", HOW));
    }

    private static String noun(Kind kind) {
        return switch (kind) {
            case TICKET -> "ticket";
            case API_KEY -> "API key";
            default -> "token";
        };
    }

    private static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void note(Authenticate shown, What what, String who, String outcome, String reason) {
        audit.note(
                new AuditEvent(clock.millis(), what, who, shown.ip(), shown.client(), shown.path(), outcome, reason));
    }

    /** A ticket for an identity that was checked. */
    public TicketDecision ticket(TicketRequest request) {
        String ticket = tickets.issue(request.identity(), clock.nanos());
        if (ticket == null) {
            return new TicketDecision(
                    null, 0, Refusal.rateLimited(Tickets.MAX_TICKETS, Tickets.SECONDS + " seconds", Tickets.SECONDS));
        }
        String who = request.identity().subject() + "/" + request.identity().credential();
        audit.note(new AuditEvent(
                clock.millis(), What.TICKET, who, request.ip(), request.client(), "/auth/ticket", "ok", ""));
        return new TicketDecision(ticket, Tickets.SECONDS, null);
    }

    /** These vouch for nobody any more. */
    public void revoked(Set<String> credentials) {
        tickets.revoke(credentials);
        credentials.forEach(credential -> audit.note(new AuditEvent(
                clock.millis(),
                What.KEYS,
                credential,
                "",
                "",
                "",
                "ok",
                "removed or changed: it is not accepted any more")));
    }

    /** Forgets failures of long ago. */
    public void sweep() {
        failures.sweep(clock.nanos());
    }
}
