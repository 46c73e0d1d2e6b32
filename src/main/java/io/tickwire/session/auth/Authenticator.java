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
import java.util.Locale;
import java.util.Set;

/**
 * Decides who somebody is. An address that failed too often waits before anything is verified, also with the right
 * credential: else the answer would tell it apart. Owner: the session guard's context.
 */
public final class Authenticator {
    private static final String HOW =
            "Send 'Authorization: Bearer <token or key>' or 'X-API-Key: <key>'. A WebSocket of a"
                    + " browser offers the subprotocols 'tickwire' and 'bearer.<token or key>', or has ?ticket= from"
                    + " POST /auth/ticket.";

    private final Keyring keys;
    private final Tickets tickets;
    private final Audit audit;
    private final Metrics metrics;
    private final Clock clock;
    private final FailureMeter failures = new FailureMeter();
    private final Sieve sieve = new Sieve();

    public Authenticator(Keyring keys, Tickets tickets, Audit audit, Metrics metrics, Clock clock) {
        this.keys = keys;
        this.tickets = tickets;
        this.audit = audit;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Who it is, or why nobody. */
    public AuthDecision check(Authenticate shown) {
        long wait = failures.waitSeconds(shown.ip(), clock.nanos());
        if (shown.kind() == Kind.NONE || shown.kind() == Kind.MISPLACED) {
            return nothing(shown);
        }
        if (wait > 0) {
            return slowed(shown, wait);
        }
        Verdict verdict = verify(shown);
        return verdict instanceof Good good
                ? accepted(shown, good.identity())
                : refused(shown, ((Bad) verdict).reason());
    }

    private Verdict verify(Authenticate shown) {
        long now = clock.millis();
        return switch (shown.kind()) {
            case BEARER -> keys.bearer(shown.secret(), now);
            case API_KEY -> keys.apiKey(shown.secret(), now);
            default -> {
                Identity holder = tickets.redeem(shown.secret(), clock.nanos());
                yield holder == null || holder.isExpired(now) ? new Bad(Reason.USED) : new Good(holder);
            }
        };
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
