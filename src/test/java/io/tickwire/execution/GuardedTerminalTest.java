package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.BreakerConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeResult;
import io.tickwire.journal.MemoryJournal;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deadlines, the circuit, and what is asked again; seen through the desk that uses them. */
final class GuardedTerminalTest {
    private static final String CONFIG =
            "{\"execution\":{\"orderTimeout\":\"250ms\",\"readTimeout\":\"30ms\",\"maxQuoteAge\":\"5s\"}}";
    private static final int FAILURES = 3;
    private static final Future<TradeResult> LOST =
            Promise.<TradeResult>promise().future();

    private final DeskFixture fixture = fixture(GuardedTerminalTest::quick).started();
    private final FakeGateway terminal = fixture.terminal;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void anOrderWithoutAnAnswerInTimeIsUnknownAndALateAnswerProvesIt() {
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> slow.future();
        Signal signal = Draft.buy();
        SignalOutcome.Unknown unknown = assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(signal));
        assertEquals(ErrorCode.UNKNOWN_OUTCOME, unknown.refusal().code());
        assertTrue(unknown.refusal().message().contains("no answer within 250 ms"), unknown.toString());
        assertEquals(unknown, fixture.journaled(signal));
        slow.complete(new TradeResult.Rejected(10006, "Request rejected"));
        Awaitility.await().until(() -> fixture.events.size() == 2);
        assertEquals(List.of("unknown", "failed"), fixture.statuses());
        assertInstanceOf(SignalOutcome.Failed.class, fixture.journaled(signal));
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void aLateAnswerThatIsUnknownItselfProvesNothing() {
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> slow.future();
        Signal signal = Draft.buy();
        fixture.outcome(signal);
        slow.complete(new TradeResult.Unknown("connection lost"));
        assertEquals(1, fixture.report().doubts());
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.journaled(signal));
    }

    @Test
    void ordersAreNeverSentAgainWhateverCameOfThem() {
        try (DeskFixture patient = fixture(vertx -> Breaker.NONE).started()) {
            List<Function<Object, Future<TradeResult>>> fates = List.of(
                    request -> LOST,
                    request -> Future.failedFuture("half a reply"),
                    request -> Future.succeededFuture(new TradeResult.Unknown("?")),
                    request -> Future.succeededFuture(new TradeResult.Rejected(10004, "Requote")),
                    request -> Future.succeededFuture(
                            new TradeResult.Rejected(Retcode.CONNECTION.code(), "No connection")));
            for (Function<Object, Future<TradeResult>> fate : fates) {
                patient.terminal.sent.clear();
                patient.terminal.answer = fate::apply;
                patient.outcome(Draft.buy());
                assertEquals(1, patient.terminal.sent.size());
            }
        }
    }

    @Test
    void opensWhenOrdersStayUnansweredAndRefusesAtOnce() {
        terminal.answer = request -> LOST;
        // Each margin check before them is answered: that must not make up for it.
        for (int i = 0; i < FAILURES; i++) {
            assertEquals("closed", fixture.report().circuit());
            assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(Draft.buy()));
        }
        assertEquals("open", fixture.report().circuit());
        Signal refused = Draft.buy();
        Refusal refusal = fixture.refused(refused);
        assertEquals(ErrorCode.TERMINAL_UNAVAILABLE, refusal.code());
        assertTrue(refusal.details().containsKey("retry_after"), refusal.toString());
        assertTrue(refusal.message().contains("circuit is open"), refusal.message());
        assertTrue(await(fixture.journal.find(refused.id())).isEmpty(), "nothing is journaled in vain");
        assertEquals(FAILURES, terminal.sent.size());
    }

    @Test
    void theWayOutOfTheMarketIsTriedWhateverBecameOfTheOrdersBefore() {
        terminal.answer = request -> LOST;
        for (int i = 0; i < FAILURES; i++) {
            fixture.outcome(Draft.buy());
        }
        terminal.positions = List.of(Held.position(7, 0.1, ""), Held.position(8, 0.1, ""));
        terminal.orders = List.of(Held.order(9, 1.08, ""));
        terminal.answer = request -> Future.succeededFuture(
                request instanceof CancelOrder
                        ? new TradeResult.Accepted(9, 1000, 10009)
                        : FakeGateway.fill(((ClosePosition) request).volume()));
        assertEquals(0.2, fixture.executed(Draft.close(draft -> {})).volume());
        assertEquals(
                "cancel",
                fixture.executed(Draft.close(draft -> draft.ticket = 9)).type());
        assertEquals("open", fixture.report().circuit(), "that says nothing about new orders");
    }

    @Test
    void theNextOrderIsTheProbeAndItsAnswerClosesTheCircuit() {
        try (DeskFixture healing =
                fixture(vertx -> breaker(vertx, Duration.ofMillis(100))).started()) {
            healing.terminal.answer = request -> LOST;
            for (int i = 0; i < FAILURES; i++) {
                healing.outcome(Draft.buy());
            }
            Awaitility.await().until(() -> "half_open".equals(healing.report().circuit()));
            healing.outcome(Draft.buy());
            assertEquals(FAILURES + 1, healing.terminal.sent.size());
            healing.terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(0.1));
            // Had the lost probe closed it, it would stay closed.
            Awaitility.await().until(() -> "half_open".equals(healing.report().circuit()));
            healing.executed(Draft.buy());
            assertEquals("closed", healing.report().circuit());
        }
    }

    @Test
    void aTerminalThatAnswersNoQuestionsIsNotSentOrders() {
        terminal.gate = () -> Promise.<Void>promise().future();
        assertEquals(
                ErrorCode.TERMINAL_UNAVAILABLE, fixture.refused(Draft.buy()).code());
        assertEquals("open", fixture.report().circuit());
        int reads = terminal.reads.get();
        Refusal refusal = fixture.refused(Draft.buy());
        assertTrue(refusal.message().contains("circuit is open"), refusal.message());
        assertEquals(
                ErrorCode.TERMINAL_UNAVAILABLE,
                fixture.refused(Draft.close(draft -> {})).code());
        assertEquals(reads, terminal.reads.get(), "it is asked nothing more");
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void whatTheProbeKeepsBackIsRefusedAndNotToldAsSent() {
        try (DeskFixture healing =
                fixture(vertx -> breaker(vertx, Duration.ofMillis(100))).started()) {
            healing.terminal.answer = request -> LOST;
            for (int i = 0; i < FAILURES; i++) {
                healing.outcome(Draft.buy());
            }
            Awaitility.await().until(() -> "half_open".equals(healing.report().circuit()));
            healing.terminal.sent.clear();
            healing.ask(Draft.buy());
            Awaitility.await().until(() -> healing.terminal.sent.size() == 1);
            Refusal refusal = healing.refused(Draft.buy());
            assertEquals(ErrorCode.TERMINAL_UNAVAILABLE, refusal.code());
            assertTrue(refusal.details().containsKey("retry_after"), refusal.toString());
            assertEquals(1, healing.terminal.sent.size());
        }
    }

    @Test
    void closesAgainWhenTheProbeIsAnswered() {
        try (DeskFixture healing =
                fixture(vertx -> breaker(vertx, Duration.ofMillis(100))).started()) {
            healing.terminal.gate = () -> Promise.<Void>promise().future();
            assertEquals(
                    ErrorCode.TERMINAL_UNAVAILABLE, healing.refused(Draft.buy()).code());
            healing.terminal.gate = Future::succeededFuture;
            Awaitility.await().until(() -> "half_open".equals(healing.report().circuit()));
            healing.executed(Draft.buy());
            assertEquals("closed", healing.report().circuit());
        }
    }

    @Test
    void aTerminalThatIsNotConnectedIsNoFailureToBeCounted() {
        terminal.connected = false;
        for (int i = 0; i < FAILURES * 2; i++) {
            assertEquals(
                    ErrorCode.TERMINAL_UNAVAILABLE, fixture.refused(Draft.buy()).code());
        }
        assertEquals("closed", fixture.report().circuit());
        terminal.connected = true;
        fixture.executed(Draft.buy());
    }

    @Test
    void aBrokersRefusalIsNoFailureOfTheTerminal() {
        terminal.answer = request -> Future.succeededFuture(new TradeResult.Rejected(10018, "Market is closed"));
        for (int i = 0; i < FAILURES * 2; i++) {
            assertInstanceOf(SignalOutcome.Failed.class, fixture.outcome(Draft.buy()));
        }
        assertEquals("closed", fixture.report().circuit());
    }

    @Test
    void aQuestionIsAskedThreeTimesWithGrowingPauses() {
        GuardedTerminal guarded = guarded(Breaker.NONE);
        List<Long> askedNanos = Collections.synchronizedList(new ArrayList<>());
        terminal.gate = () -> {
            askedNanos.add(System.nanoTime());
            return Future.failedFuture("lost");
        };
        assertEquals("lost", failure(fixture.later(guarded::positions)).getMessage());
        assertEquals(3, askedNanos.size());
        assertTrue(askedNanos.get(1) - askedNanos.get(0) >= 50_000_000L, askedNanos.toString());
        assertTrue(askedNanos.get(2) - askedNanos.get(1) >= 100_000_000L, askedNanos.toString());
    }

    @Test
    void theSecondAnswerWillDo() {
        GuardedTerminal guarded = guarded(Breaker.NONE);
        terminal.positions = List.of(Held.position(7, 0.1, ""));
        List<Object> asked = new ArrayList<>();
        terminal.gate = () -> {
            asked.add(asked.size());
            return asked.size() == 1 ? Promise.<Void>promise().future() : Future.succeededFuture();
        };
        assertSame(terminal.positions, fixture.on(guarded::positions));
        assertEquals(2, asked.size(), "the first was given up after readTimeout");
    }

    @Test
    void aQuestionIsNotAskedAgainWhenTheTerminalIsGone() {
        GuardedTerminal guarded = guarded(Breaker.NONE);
        int before = terminal.reads.get();
        terminal.gate = () -> {
            terminal.connected = false;
            return Future.failedFuture("lost");
        };
        assertEquals("lost", failure(fixture.later(guarded::positions)).getMessage());
        assertEquals(before + 1, terminal.reads.get());
        assertInstanceOf(TerminalUnavailableException.class, failure(fixture.later(guarded::account)));
        assertEquals(before + 1, terminal.reads.get(), "it says so without being asked");
    }

    @Test
    void aQuestionThatHangsFailsThreeTimesAndOpensTheCircuit() {
        GuardedTerminal guarded = guarded(quick(fixture.vertx));
        terminal.gate = () -> Promise.<Void>promise().future();
        assertInstanceOf(TimeoutException.class, failure(fixture.later(guarded::orders)));
        assertEquals("open", guarded.circuit());
        int reads = terminal.reads.get();
        assertInstanceOf(OpenCircuitException.class, failure(fixture.later(guarded::orders)));
        assertEquals(reads, terminal.reads.get());
    }

    private GuardedTerminal guarded(Breaker breaker) {
        return new GuardedTerminal(
                terminal,
                fixture.context,
                breaker,
                Breaker.NONE,
                DeskFixture.parse(CONFIG).execution());
    }

    private static DeskFixture fixture(Function<Vertx, Breaker> breaker) {
        return new DeskFixture(CONFIG, new MemoryJournal(100), "sim", breaker);
    }

    /** Opens soon and stays open for as long as a test lasts. */
    private static Breaker quick(Vertx vertx) {
        return breaker(vertx, Duration.ofHours(1));
    }

    private static Breaker breaker(Vertx vertx, Duration resetAfter) {
        return new VertxBreaker(vertx, "test", new BreakerConfig(FAILURES, resetAfter));
    }

    private static Throwable failure(Future<?> failing) {
        return await(failing.<Throwable>transform(result -> Future.succeededFuture(result.cause())));
    }
}
