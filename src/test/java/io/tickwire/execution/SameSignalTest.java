package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.Urgency;
import io.tickwire.domain.message.SignalAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same id again: while it is under way, after it, and after a restart. And what waits goes in order of urgency. */
final class SameSignalTest {
    private static final String CONFIG =
            "{\"execution\":{\"orderTimeout\":\"60s\",\"proofAfter\":\"90s\",\"maxInFlight\":1}}";

    private final FaultyJournal journal = new FaultyJournal();
    private final DeskFixture fixture = new DeskFixture(CONFIG, journal).started();
    private final FakeGateway terminal = fixture.terminal;
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aTwinWaitsForTheOneAnswerWhileTheOtherIsUnderWay() {
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> slow.future();
        Signal signal = buy(0.1);
        Future<SignalAnswer> first = fixture.ask(signal);
        Future<SignalAnswer> twin = fixture.ask(signal);
        slow.complete(FakeGateway.fill(0.1));
        assertEquals(new SignalAnswer(await(first).outcome(), true), await(twin));
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void otherContentConflictsWhileTheFirstIsUnderWay() {
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> slow.future();
        Future<SignalAnswer> first = fixture.ask(buy(0.1));
        assertEquals(ErrorCode.SIGNAL_CONFLICT, fixture.refused(buy(0.2)).code());
        slow.complete(FakeGateway.fill(0.1));
        assertInstanceOf(SignalOutcome.Executed.class, await(first).outcome());
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void aTwinThatComesWhileTheIntentIsWrittenWaitsToo() {
        Promise<Void> disk = Promise.promise();
        AtomicInteger intents = new AtomicInteger();
        journal.intents = () -> {
            intents.incrementAndGet();
            return disk.future();
        };
        Future<SignalAnswer> first = fixture.ask(buy(0.1));
        Future<SignalAnswer> twin = fixture.ask(buy(0.1));
        Awaitility.await().until(() -> intents.get() > 0);
        assertEquals(List.of(), terminal.sent, "nothing leaves before the intent is durable");
        disk.complete();
        assertEquals(await(first).outcome(), await(twin).outcome());
        assertEquals(1, intents.get());
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void afterARestartTheJournalAnswers() {
        SignalOutcome outcome = fixture.outcome(buy(0.1));
        try (DeskFixture next = new DeskFixture(CONFIG, journal).started()) {
            assertEquals(new SignalAnswer(outcome, true), next.submit(buy(0.1)));
            assertEquals(ErrorCode.SIGNAL_CONFLICT, next.refused(buy(0.2)).code());
            assertEquals(List.of(), next.terminal.sent);
        }
    }

    @Test
    void whatAFormerRunLeftInDoubtIsUnknownAndNotSentAgain() {
        // The process died between the intent and the answer.
        await(journal.intent(buy(0.1), fixture.clock.millis()));
        try (DeskFixture next = new DeskFixture(CONFIG, journal)) {
            next.reconcile();
            SignalAnswer answer = next.submit(buy(0.1));
            assertInstanceOf(SignalOutcome.Unknown.class, answer.outcome());
            assertEquals(true, answer.duplicate());
            assertEquals(1, next.report().doubts());
            assertEquals(List.of(), next.terminal.sent);
        }
    }

    @Test
    void anIdIsNotTradedWhileTheJournalCannotBeAskedWhetherItIsNew() {
        journal.readable = false;
        assertEquals(ErrorCode.TRADING_HALTED, fixture.refused(buy(0.1)).code());
        assertEquals(List.of(), terminal.sent);
        journal.readable = true;
        fixture.executed(buy(0.1));
    }

    @Test
    void ofThoseThatWaitTheUrgentReachTheTerminalFirst() {
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> slow.future();
        List<Future<SignalAnswer>> asked = List.of(
                fixture.ask(urgent(Urgency.LOW, 0.1)),
                fixture.ask(urgent(Urgency.LOW, 0.2)),
                fixture.ask(urgent(Urgency.MEDIUM, 0.3)),
                fixture.ask(urgent(Urgency.HIGH, 0.4)),
                fixture.ask(urgent(Urgency.MEDIUM, 0.5)),
                fixture.ask(urgent(Urgency.HIGH, 0.6)));
        Awaitility.await().until(() -> terminal.sent.size() == 1);
        fixture.on(() -> Future.succeededFuture(fixture.desk.pipeline().active()));
        slow.complete(FakeGateway.fill(0.1));
        asked.forEach(future ->
                assertInstanceOf(SignalOutcome.Executed.class, await(future).outcome()));
        assertEquals(
                List.of(0.1, 0.4, 0.6, 0.3, 0.5, 0.2),
                terminal.sent.stream()
                        .map(request -> ((OpenMarket) request).volume())
                        .toList());
    }

    @Test
    void aSignalThatExpiresWhileItWaitsIsNotSent() {
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> slow.future();
        Future<SignalAnswer> first = fixture.ask(urgent(Urgency.MEDIUM, 0.1));
        Awaitility.await().until(() -> terminal.sent.size() == 1);
        Future<SignalAnswer> waits =
                fixture.ask(Draft.buy(draft -> draft.expirationMsc = fixture.clock.millis() + 100));
        // It is in the queue once the context has come past it.
        fixture.on(() -> Future.succeededFuture(fixture.desk.pipeline().active()));
        fixture.clock.advanceMillis(100);
        slow.complete(FakeGateway.fill(0.1));
        await(first);
        SignalOutcome.Refused refused =
                assertInstanceOf(SignalOutcome.Refused.class, await(waits).outcome());
        assertEquals(ErrorCode.SIGNAL_EXPIRED, refused.refusal().code());
        assertEquals(1, terminal.sent.size());
    }

    private Signal buy(double volume) {
        return Draft.buy(draft -> {
            draft.id = id;
            draft.volume = volume;
        });
    }

    private static Signal urgent(Urgency urgency, double volume) {
        return Draft.buy(draft -> {
            draft.urgency = urgency;
            draft.volume = volume;
        });
    }
}
