package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.TerminalUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three positions, closed by one signal, of which the terminal does not close each. */
final class CloseDeskTest {
    private static final String CONFIG = "{\"execution\":{\"orderTimeout\":\"250ms\"}}";

    private final FaultyJournal journal = new FaultyJournal();
    private final DeskFixture fixture = new DeskFixture(CONFIG, journal).started();
    private final FakeGateway terminal = fixture.terminal;
    private final Map<Long, Supplier<Future<TradeResult>>> answers = new HashMap<>();
    private final Signal close = Draft.close(draft -> {});

    @BeforeEach
    void hold() {
        terminal.positions = List.of(Held.position(1, 0.1, ""), Held.position(2, 0.2, ""), Held.position(3, 0.3, ""));
        terminal.answer = request -> {
            ClosePosition leg = (ClosePosition) request;
            return answers.getOrDefault(leg.ticket(), () -> Future.succeededFuture(fill(leg)))
                    .get();
        };
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void aPositionThatWasGoneAlreadyIsClosed() {
        answer(2, rejected(10036));
        assertEquals(new Execution(11, 1, "EURUSD", "close", 1.0847, 0.4, -4, 1003, 10009), fixture.executed(close));
        assertEquals(List.of(1L, 2L, 3L), tried());
        assertInstanceOf(SignalOutcome.Executed.class, fixture.journaled(close));
    }

    @Test
    void allThatWereGoneAlreadyAreClosed() {
        for (long ticket = 1; ticket <= 3; ticket++) {
            answer(ticket, rejected(10036));
        }
        assertEquals(
                new Execution(0, 1, "EURUSD", "close", 0, 0, 0, fixture.clock.millis(), 10036),
                fixture.executed(close));
    }

    @Test
    void triesEachPositionAfterARefusalAndTellsWhatIsLeft() {
        answer(1, rejected(10018));
        answer(2, rejected(10029));
        SignalOutcome.Failed failed = assertInstanceOf(SignalOutcome.Failed.class, fixture.outcome(close));
        assertEquals(ErrorCode.TERMINAL_REJECTED, failed.refusal().code());
        assertEquals(
                Map.<String, Object>of(
                        "retcode",
                        10018,
                        "comment",
                        "no 10018",
                        "closed_volume",
                        0.3,
                        "remaining_volume",
                        0.3,
                        "refused_tickets",
                        "1,2"),
                failed.refusal().details());
        assertEquals(List.of(1L, 2L, 3L), tried());
        assertEquals(failed, fixture.journaled(close));
        assertEquals(-3, fixture.report().memory().realisedToday(), "what was closed counts");
    }

    @Test
    void whatIsAcceptedWithoutADealIsInDoubtAndKeepsNoOtherOpen() {
        answer(1, new TradeResult.Accepted(5, 1000, 10009));
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(close));
        assertEquals(List.of(1L, 2L, 3L), tried());
        assertEquals(1, fixture.report().doubts());
    }

    @Test
    void aLateAnswerProvesTheWholeOnceEveryLegIsKnown() {
        Promise<TradeResult> first = Promise.promise();
        Promise<TradeResult> second = Promise.promise();
        answers.put(1L, first::future);
        answers.put(2L, second::future);
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(close));
        assertEquals(List.of(1L, 2L, 3L), tried());
        first.complete(new TradeResult.Filled(11, 1, 1, 1.0847, 0.1, -1, 1001, 10009));
        fixture.report();
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.journaled(close), "one leg is still in doubt");
        second.complete(rejected(10018));
        Awaitility.await().until(() -> fixture.journaled(close) instanceof SignalOutcome.Failed);
        assertEquals(
                "2",
                ((SignalOutcome.Failed) fixture.journaled(close))
                        .refusal()
                        .details()
                        .get("refused_tickets"));
    }

    @Test
    void aLostAnswerStopsNoOtherLeg() {
        answers.put(2L, () -> Future.failedFuture(new TerminalUnavailableException("lost")));
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(close));
        assertEquals(List.of(1L, 2L, 3L), tried());
    }

    private void answer(long ticket, TradeResult result) {
        answers.put(ticket, () -> Future.succeededFuture(result));
    }

    private static TradeResult rejected(int retcode) {
        return new TradeResult.Rejected(retcode, "no " + retcode);
    }

    private static TradeResult fill(ClosePosition leg) {
        return new TradeResult.Filled(
                10 + leg.ticket(),
                leg.ticket(),
                leg.ticket(),
                1.0847,
                leg.volume(),
                -10 * leg.volume(),
                1000 + leg.ticket(),
                10009);
    }

    private List<Long> tried() {
        return terminal.sent.stream()
                .map(request -> ((ClosePosition) request).ticket())
                .toList();
    }
}
