package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.SignalAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes later than it was expected: a fill after its absence was believed, a reading, a write of the journal. */
final class LateTruthTest {
    private static final String CONFIG =
            "{\"execution\":{\"orderTimeout\":\"250ms\",\"proofAfter\":\"15s\",\"maxWait\":\"5s\"}}";

    private final FaultyJournal journal = new FaultyJournal();
    private final DeskFixture fixture = new DeskFixture(CONFIG, journal).started();
    private final FakeGateway terminal = fixture.terminal;
    private final Promise<TradeResult> late = Promise.promise();

    @AfterEach
    void close() {
        fixture.close();
    }

    private final Promise<Void> slow = Promise.promise();
    private volatile boolean writing;

    /** From now on the disk is slow. */
    private void slowDisk() {
        journal.intents = () -> {
            writing = true;
            return slow.future();
        };
    }

    private void awaitWriting() {
        Awaitility.await().until(() -> writing);
    }

    private Signal concludedAsAbsent() {
        terminal.answer = request -> late.future();
        Signal signal = Draft.buy();
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(signal));
        fixture.clock.advanceMillis(15_001);
        assertTrue(fixture.reconcile());
        assertInstanceOf(SignalOutcome.Failed.class, fixture.journaled(signal));
        return signal;
    }

    private void assertOverturned(Signal signal) {
        Awaitility.await().until(() -> fixture.events.size() == 3);
        assertEquals(List.of("unknown", "failed", "success"), fixture.statuses());
        assertInstanceOf(SignalOutcome.Executed.class, fixture.journaled(signal));
        fixture.executed(signal);
        assertEquals(1, terminal.sent.size());
        assertEquals(1, fixture.report().memory().tradesToday());
    }

    @Test
    void aFillAfterItsAbsenceWasBelievedOverturnsThat() {
        Signal signal = concludedAsAbsent();
        late.complete(FakeGateway.fill(0.1));
        assertOverturned(signal);
    }

    @Test
    void aPositionThatShowsUpAfterAllOverturnsIt() {
        Signal signal = concludedAsAbsent();
        fixture.refresh();
        assertEquals(2, fixture.events.size(), "nothing shows yet");
        terminal.positions = List.of(Held.position(7, 0.1, OrderTag.of(signal.id())));
        fixture.refresh();
        fixture.refresh();
        assertOverturned(signal);
    }

    @Test
    void aRefusalThatComesLateChangesNothing() {
        Signal signal = concludedAsAbsent();
        late.complete(new TradeResult.Rejected(10006, "Request rejected"));
        fixture.report();
        assertEquals(2, fixture.events.size());
        assertInstanceOf(SignalOutcome.Failed.class, fixture.journaled(signal));
    }

    @Test
    void nothingIsOpenedOnAReadingThatIsTooOld() {
        fixture.refresh();
        fixture.clock.advanceMillis(10_000);
        fixture.quote = new io.tickwire.domain.message.QuotedSymbol(fixture.quote.spec(), fixture.tick(1.0845, 1.0847));
        fixture.executed(Draft.buy());
        fixture.clock.advanceMillis(1);
        String told = fixture.refused(Draft.buy()).message();
        assertTrue(told.contains("execution.maxAccountAge"), told);
    }

    @Test
    void moneyIsSeenEvenWhenOrdersCannotBeRead() {
        fixture.refresh();
        terminal.account = FakeGateway.account(10_000, 4_000);
        terminal.ordersFail = true;
        assertTrue(fixture.later(() -> fixture.desk.watch().refresh().otherwiseEmpty())
                        .map(true)
                        .otherwise(false)
                != null);
        Awaitility.await().until(() -> fixture.report().figures().dailyLossPercent() > 50);
        assertEquals("DAILY_LOSS", fixture.refused(Draft.buy()).details().get("reason"));
    }

    @Test
    void aTerminalWithoutEquityIsNoMeasureOfADay() {
        FaultyJournal fresh = new FaultyJournal();
        try (DeskFixture second = new DeskFixture(CONFIG, fresh)) {
            second.terminal.account = FakeGateway.account(0, 0);
            second.started();
            assertEquals(
                    ErrorCode.TERMINAL_UNAVAILABLE, second.refused(Draft.buy()).code());
            second.terminal.account = FakeGateway.account(10_000, 10_000);
            second.refresh();
            second.executed(Draft.buy());
            second.terminal.account = FakeGateway.account(10_000, 9_000);
            second.refresh();
            assertEquals("DAILY_LOSS", second.refused(Draft.buy()).details().get("reason"));
        }
    }

    @Test
    void whatExpiresWhileTheIntentIsWrittenIsNotSent() {
        slowDisk();
        Future<SignalAnswer> answer =
                fixture.ask(Draft.buy(draft -> draft.expirationMsc = fixture.clock.millis() + 400));
        awaitWriting();
        fixture.clock.advanceMillis(401);
        slow.complete();
        SignalOutcome.Refused refused =
                assertInstanceOf(SignalOutcome.Refused.class, await(answer).outcome());
        assertEquals(ErrorCode.SIGNAL_EXPIRED, refused.refusal().code());
        assertTrue(terminal.sent.isEmpty());
    }

    @Test
    void aDiskThatTakesTooLongSendsNothingAtOldPrices() {
        slowDisk();
        Future<SignalAnswer> answer = fixture.ask(Draft.buy());
        awaitWriting();
        fixture.clock.advanceMillis(5_001);
        slow.complete();
        assertInstanceOf(SignalOutcome.Refused.class, await(answer).outcome());
        assertTrue(terminal.sent.isEmpty());
    }

    @Test
    void reducingStopsAnOrderWhoseIntentIsBeingWritten() {
        slowDisk();
        Future<SignalAnswer> answer = fixture.ask(Draft.buy());
        awaitWriting();
        fixture.command(new RiskCommand(RiskCommand.Kind.REDUCE, "enough", "tester", false, false, "", 1));
        slow.complete();
        SignalOutcome.Refused refused =
                assertInstanceOf(SignalOutcome.Refused.class, await(answer).outcome());
        assertEquals(ErrorCode.TRADING_HALTED, refused.refusal().code());
        assertTrue(terminal.sent.isEmpty());
    }

    @Test
    void aStoppingBridgeTakesNothingNew() {
        fixture.desk.pipeline().close();
        assertEquals(
                ErrorCode.TERMINAL_UNAVAILABLE, fixture.refused(Draft.buy()).code());
        assertTrue(terminal.sent.isEmpty());
    }

    @Test
    void aFormerOwnerWritesNothing() {
        ContextJournal view = new ContextJournal(journal, fixture.vertx.getOrCreateContext());
        Signal signal = Draft.buy();
        view.close();
        assertTrue(view.intent(signal, 1).failed());
        assertTrue(view.risk(io.tickwire.domain.RiskState.EMPTY).failed());
        assertFalse(await(view.find(signal.id())).isPresent());
    }
}
