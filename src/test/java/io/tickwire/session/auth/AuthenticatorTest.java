package io.tickwire.session.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.AuthDecision;
import io.tickwire.domain.message.Authenticate;
import io.tickwire.domain.message.Authenticate.Kind;
import io.tickwire.domain.message.TicketDecision;
import io.tickwire.domain.message.TicketRequest;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class AuthenticatorTest {
    private List<Runnable> held;
    private final ManualClock clock = new ManualClock();
    private final List<AuditEvent> noted = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private int tickets;
    private final Authenticator authenticator = new Authenticator(
            ring(),
            new Tickets(() -> ("ticket number " + tickets++).getBytes()),
            noted::add,
            new Metrics(registry),
            clock,
            task -> held == null ? Future.succeededFuture(task.get()) : hold(task));

    private Future<Verdict> hold(Supplier<Verdict> task) {
        Promise<Verdict> later = Promise.promise();
        held.add(() -> later.complete(task.get()));
        return later.future();
    }

    private static Keyring ring() {
        try {
            return new Keyring(Tokens.config(
                    "{'jwt':{'keys':[{'kid':'h1','algorithm':'HS256','secret':'" + Tokens.SECRET + "'}]}}"));
        } catch (UnusableKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private String token(long ttlMs) throws UnusableKeyException {
        Identity bob = new Identity("bob", Set.of(Scope.READ), Set.of(), clock.millis() + ttlMs, "");
        return JwtMint.shared("h1", Tokens.SECRET).mint(bob, "", "", clock.millis());
    }

    private AuthDecision show(Kind kind, String secret, boolean session) {
        return authenticator
                .check(new Authenticate(kind, secret, "10.0.0.1", "", "/ticks", session))
                .result();
    }

    private AuthDecision show(String token) {
        return show(Kind.BEARER, token, true);
    }

    @Test
    void afterFiveFailuresAlsoTheRightOneWaits() throws UnusableKeyException {
        String right = token(60_000);
        for (int i = 0; i < 5; i++) {
            assertEquals(ErrorCode.UNAUTHORIZED, show("wrong").refusal().code());
        }
        Refusal slowed = show(right).refusal();
        assertEquals(ErrorCode.RATE_LIMITED, slowed.code());
        assertEquals(1L, slowed.details().get("retry_after"));
        clock.advanceMillis(1000);
        assertEquals("bob", show(right).identity().subject());
        assertEquals(ErrorCode.UNAUTHORIZED, show("wrong").refusal().code());
        assertNotNull(show(right).identity());
    }

    @Test
    void missingExpiredOrUsedIsNoGuess() throws UnusableKeyException {
        String expired = token(-120_000);
        for (int i = 0; i < 20; i++) {
            show(Kind.NONE, "", true);
            show(expired);
            show(Kind.TICKET, "used", true);
        }
        assertNotNull(show(token(60_000)).identity());
    }

    @Test
    void aGuessLearnsNothingButAnHonestClientLearnsWhatToDo() throws UnusableKeyException {
        String unknownKey = JwtMint.shared("h9", Tokens.SECRET)
                .mint(new Identity("bob", Set.of(), Set.of(), clock.millis() + 1000, ""), "", "", clock.millis());
        String told = show(unknownKey).refusal().message();
        assertEquals(told, show("garbage").refusal().message());
        assertFalse(told.contains("key of this node"), told);
        assertTrue(show(token(-120_000)).refusal().message().contains("has expired"));
        assertTrue(show("x").refusal().details().get("suggestion").toString().contains("Bearer"));
    }

    @Test
    void aTicketStandsForWhoAskedForItOnce() throws UnusableKeyException {
        Identity bob = show(token(60_000)).identity();
        TicketDecision ticket = authenticator.ticket(new TicketRequest(bob, "10.0.0.1", ""));
        assertEquals(30, ticket.seconds());
        assertEquals(bob, show(Kind.TICKET, ticket.ticket(), true).identity());
        assertNull(show(Kind.TICKET, ticket.ticket(), true).identity());
        String later =
                authenticator.ticket(new TicketRequest(bob, "10.0.0.1", "")).ticket();
        authenticator.revoked(Set.of("jwt:h1"));
        assertNull(show(Kind.TICKET, later, true).identity());
    }

    @Test
    void aTicketDoesNotOutliveItsToken() throws UnusableKeyException {
        Identity bob = show(token(1)).identity();
        String ticket =
                authenticator.ticket(new TicketRequest(bob, "10.0.0.1", "")).ticket();
        clock.advanceMillis(29_999);
        assertNotNull(show(Kind.TICKET, ticket, true).identity());
        ticket = authenticator.ticket(new TicketRequest(bob, "10.0.0.1", "")).ticket();
        clock.advanceMillis(2);
        assertNull(show(Kind.TICKET, ticket, true).identity());
    }

    @Test
    void theAuditHasEachSessionAndEachGuessButAFloodOnlyOnceAMinute() throws UnusableKeyException {
        String right = token(600_000);
        for (int i = 0; i < 3; i++) {
            show(right);
            show(Kind.BEARER, right, false);
            show(Kind.NONE, "", false);
            show("wrong " + i);
        }
        assertEquals(
                List.of(
                        "LOGIN ok",
                        "LOGIN ok",
                        "REFUSED refused",
                        "REFUSED refused",
                        "LOGIN ok",
                        "REFUSED refused",
                        "LOGIN ok",
                        "REFUSED refused"),
                noted.stream()
                        .filter(event -> !event.reason().isEmpty())
                        .map(event -> event.what() + " " + event.outcome())
                        .toList());
        clock.advanceMillis(60_000);
        show(Kind.NONE, "", false);
        assertEquals(9, noted.size());
        String all = noted.toString();
        assertFalse(all.contains(right) || all.contains("wrong 1"), all);
        assertTrue(all.contains("bob/jwt:h1"), all);
    }

    @Test
    void everyOutcomeIsCounted() throws UnusableKeyException {
        show(token(60_000));
        show(Kind.NONE, "", false);
        show("wrong");
        for (String outcome : List.of("accepted", "missing", "malformed")) {
            assertEquals(
                    1,
                    registry.get("tickwire.auth")
                            .tag("outcome", outcome)
                            .counter()
                            .count(),
                    outcome);
        }
    }

    @Test
    void whoTriesManyAtOnceIsToldNoMoreThanWhoTriesOneByOne() throws UnusableKeyException {
        held = new ArrayList<>();
        String right = token(60_000);
        List<Future<AuthDecision>> asked = new ArrayList<>();
        for (String token : List.of("a", "b", "c", "d", "e", right, "g")) {
            asked.add(authenticator.check(new Authenticate(Kind.BEARER, token, "10.0.0.1", "", "/ticks", true)));
        }
        held.forEach(Runnable::run);
        assertEquals(
                List.of(401, 401, 401, 401, 401, 429, 429),
                asked.stream()
                        .map(answer -> answer.result().refusal().code().http())
                        .toList());
    }

    @Test
    void soManyTokensAreLookedAtAndNoMore() {
        held = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            authenticator.check(new Authenticate(Kind.BEARER, "x", "10.0." + i / 250 + "." + i % 250, "", "/", true));
        }
        Authenticate more = new Authenticate(Kind.BEARER, "x", "10.1.0.1", "", "/", true);
        assertEquals(
                ErrorCode.MAX_CONNECTIONS,
                authenticator.check(more).result().refusal().code());
        assertEquals(500, held.size());
        held.get(0).run();
        assertNull(authenticator.check(more).result());
    }
}
