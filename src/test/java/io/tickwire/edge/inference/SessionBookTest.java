package io.tickwire.edge.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import io.tickwire.edge.Caller;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.inference.AnswerText;
import io.tickwire.session.auth.Audit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is closed, when, and with which code: time is the test's. */
final class SessionBookTest {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private final ManualClock clock = new ManualClock();
    private final Metrics metrics = new Metrics(new SimpleMeterRegistry());
    private final LimitsConfig limits;
    private final SessionBook book;

    SessionBookTest() throws Exception {
        limits = new ConfigLoader(Map.of()).parse("{}", "test").limits();
        book = new SessionBook(limits, IDLE, clock, metrics, Audit.NONE);
    }

    /** Says what it is told. */
    private static final class Told implements Line {
        private final List<String> ends = new ArrayList<>();
        private boolean writable = true;

        @Override
        public void send(AnswerText answer) {
            ends.add(answer.text());
        }

        @Override
        public void say(String text) {
            ends.add(text);
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public void readOn() {
            // Nothing is read here.
        }

        @Override
        public void end(CloseCode code, String reason) {
            ends.add(code + " " + reason);
        }
    }

    private InferenceSession open(Told line) {
        InferenceSession session = new InferenceSession("s1", "127.0.0.1", null, line, 4, clock, metrics, () -> {});
        book.add(session);
        return session;
    }

    private void after(Duration time) {
        clock.advanceMillis(time.toMillis());
        book.sweep();
    }

    @Test
    void silenceOfTheIdleTimeoutIsTheEnd() {
        Told line = new Told();
        InferenceSession session = open(line);
        after(IDLE.minusMillis(1));
        session.heard();
        after(IDLE.minusMillis(1));
        assertEquals(List.of(), line.ends);
        after(Duration.ofMillis(1));
        assertEquals(List.of("IDLE idle for 600 seconds"), line.ends);
        after(IDLE);
        assertEquals(1, line.ends.size());
        assertEquals(4000, session.closeCode());
    }

    @Test
    void whoDoesNotSayWhoItIsHasItsTimeAndNoMore() {
        Told line = new Told();
        InferenceSession session = open(line);
        session.settleUntil(clock.nanos() + 10_000_000_000L);
        after(Duration.ofMillis(9_999));
        assertEquals(List.of(), line.ends);
        after(Duration.ofMillis(1));
        assertEquals(List.of("POLICY too slow to say who is there"), line.ends);
    }

    @Test
    void whoWasAdmittedHasNoDeadlineAnyMore() {
        Told line = new Told();
        InferenceSession session = open(line);
        session.settleUntil(clock.nanos() + 10_000_000_000L);
        session.admit(Caller.local("127.0.0.1"));
        after(Duration.ofSeconds(20));
        assertEquals(List.of(), line.ends);
    }

    @Test
    void whoDoesNotReadIsASlowConsumerAndNotIdle() {
        Told line = new Told();
        InferenceSession session = open(line);
        line.writable = false;
        after(Duration.ofSeconds(1));
        line.writable = true;
        session.writable();
        line.writable = false;
        after(Duration.ofSeconds(29));
        after(Duration.ofSeconds(29));
        assertEquals(List.of(), line.ends);
        after(Duration.ofSeconds(1));
        assertEquals(List.of("SLOW_CONSUMER slow consumer: nothing read for 30000 ms"), line.ends);
    }

    @Test
    void aCredentialThatExpiresEndsItsSession() {
        Told line = new Told();
        open(line)
                .admit(new Caller(
                        new Identity("bob", Set.of(Scope.READ), Set.of(), clock.millis() + 5_000, "jwt:k"),
                        "127.0.0.1",
                        ""));
        after(Duration.ofMillis(4_999));
        assertEquals(List.of(), line.ends);
        after(Duration.ofMillis(1));
        assertEquals(List.of("TOKEN_EXPIRED the credential has expired: connect with a new one"), line.ends);
    }

    @Test
    void theCountIsOfThoseThatAreThere() {
        InferenceSession session = open(new Told());
        assertEquals(1, book.count());
        book.remove(session);
        book.remove(session);
        assertEquals(0, book.count());
    }
}
