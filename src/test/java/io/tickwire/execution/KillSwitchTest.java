package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.Halt;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.message.RiskCommand;
import io.tickwire.domain.message.RiskCommand.Kind;
import io.tickwire.domain.message.RiskReport;
import io.tickwire.domain.message.SignalAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KillSwitchTest {
    private static final String CONFIG = "{\"execution\":{\"maxPending\":2,\"maxInFlight\":1}}";

    private final FaultyJournal journal = new FaultyJournal();
    private final DeskFixture fixture = new DeskFixture(CONFIG, journal).started();
    private final FakeGateway terminal = fixture.terminal;

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aBrakeSurvivesARestart() {
        fixture.command(new RiskCommand(Kind.HALT, "enough", "rest 10.0.0.1", false, false, "", 1));
        try (DeskFixture next = new DeskFixture(CONFIG, journal).started()) {
            assertEquals(
                    new Halt(TradingState.HALTED, "enough", "rest 10.0.0.1", fixture.clock.millis()),
                    next.report().memory().halt());
            assertEquals(TradingState.HALTED, next.report().trading().state());
            assertEquals("enough (by rest 10.0.0.1)", next.report().trading().reason());
            assertEquals(ErrorCode.TRADING_HALTED, next.refused(Draft.buy()).code());
            next.command(command(Kind.RESUME));
            next.executed(Draft.buy());
        }
        try (DeskFixture last = new DeskFixture(CONFIG, journal).started()) {
            assertEquals(TradingState.ACTIVE, last.report().trading().state(), "the way back survives too");
        }
    }

    @Test
    void aBrakePutOnBeforeTheJournalCouldBeReadHoldsAfterIt() {
        FaultyJournal late = new FaultyJournal();
        late.readable = false;
        try (DeskFixture early = new DeskFixture(CONFIG, late)) {
            assertFalse(early.reconcile());
            early.command(command(Kind.HALT));
            late.readable = true;
            early.reconcile();
            assertEquals(TradingState.HALTED, early.report().trading().state());
            assertEquals("test (by tester)", early.report().trading().reason());
        }
    }

    @Test
    void reducingStopsOpeningAndLetsClosePass() {
        assertEquals(
                TradingState.REDUCING,
                fixture.command(command(Kind.REDUCE)).trading().state());
        assertEquals(ErrorCode.TRADING_HALTED, fixture.refused(Draft.buy()).code());
        terminal.positions = List.of(Held.position(7, 0.1, ""));
        fixture.executed(Draft.close(draft -> {}));
    }

    @Test
    void reducingDoesNotLoosenAHalt() {
        fixture.command(command(Kind.HALT));
        assertEquals(
                TradingState.HALTED,
                fixture.command(command(Kind.REDUCE)).trading().state());
        fixture.command(command(Kind.RESUME));
        assertEquals(TradingState.ACTIVE, fixture.report().trading().state());
    }

    @Test
    void closesAllAfterAllOrdersAreCancelledHoweverMany() {
        hold(5, 5);
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> request instanceof CancelOrder cancel
                ? cancel.ticket() == 105 ? slow.future() : accepted()
                : Future.succeededFuture(FakeGateway.fill(((ClosePosition) request).volume()));
        Future<RiskReport> closing =
                fixture.later(() -> fixture.desk.killSwitch().run(closeAll()));
        Awaitility.await().until(() -> terminal.sent.size() == 5);
        fixture.report();
        assertEquals(List.of(101L, 102L, 103L, 104L, 105L), cancelled(), "more than may be under way otherwise");
        assertEquals(List.of(), closed(), "an order could still open a position");
        slow.complete(new TradeResult.Accepted(105, 1000, 10009));
        assertEquals(TradingState.HALTED, await(closing).trading().state());
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), closed());
    }

    @Test
    void closesThePositionsEvenWhenAnOrderCannotBeCancelled() {
        hold(1, 1);
        terminal.answer = request -> Future.succeededFuture(
                request instanceof CancelOrder
                        ? new TradeResult.Rejected(10029, "Frozen")
                        : FakeGateway.fill(((ClosePosition) request).volume()));
        fixture.command(closeAll());
        assertEquals(List.of(1L), closed());
    }

    @Test
    void nothingIsSentOfWhatWasApprovedBeforeTheBrakeAndNotSentYet() {
        Promise<Void> slow = Promise.promise();
        journal.intents = slow::future;
        Future<SignalAnswer> signal = fixture.ask(Draft.buy());
        Awaitility.await().until(() -> terminal.reads.get() > 3);
        fixture.report();
        fixture.command(command(Kind.HALT));
        slow.complete();
        SignalOutcome.Refused refused =
                assertInstanceOf(SignalOutcome.Refused.class, await(signal).outcome());
        assertEquals(ErrorCode.TRADING_HALTED, refused.refusal().code());
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void theStopFileHaltsOnceAndNobodyResumesWhileItLiesThere() {
        stopFile(false, () -> true);
        Halt halt = fixture.report().memory().halt();
        assertEquals("STOP file", halt.by());
        fixture.clock.advanceMillis(1000);
        stopFile(false, () -> true);
        assertEquals(halt, fixture.report().memory().halt());
        RiskReport refused = fixture.command(command(Kind.RESUME));
        assertEquals(ErrorCode.TRADING_HALTED, refused.refusal().code());
        assertEquals(
                "remove the STOP file, then resume", refused.refusal().details().get("suggestion"));
        assertEquals(TradingState.HALTED, refused.trading().state());
        stopFile(false, () -> false);
        RiskReport resumed = fixture.command(command(Kind.RESUME));
        assertNull(resumed.refusal());
        assertEquals(TradingState.ACTIVE, resumed.trading().state());
    }

    @Test
    void aStopFileThatSaysCloseClosesUntilNothingIsHeld() {
        fixture.command(command(Kind.HALT));
        hold(2, 1);
        fixture.refresh();
        terminal.answer = request -> Future.succeededFuture(new TradeResult.Rejected(10018, "Market is closed"));
        stopFile(true, () -> true);
        Awaitility.await().until(() -> terminal.sent.size() == 3);
        fixture.clock.advanceMillis(29_999);
        stopFile(true, () -> true);
        fixture.report();
        assertEquals(3, terminal.sent.size(), "a market that is closed is not asked each second");
        fixture.clock.advanceMillis(1);
        terminal.answer = request -> request instanceof CancelOrder
                ? accepted()
                : Future.succeededFuture(FakeGateway.fill(((ClosePosition) request).volume()));
        stopFile(true, () -> true);
        Awaitility.await().until(() -> terminal.sent.size() == 6);
        hold(0, 0);
        fixture.refresh();
        fixture.clock.advanceMillis(60_000);
        stopFile(true, () -> true);
        fixture.report();
        assertEquals(6, terminal.sent.size());
    }

    @Test
    void resumingWithResetMeasuresLossesFromNowOn() {
        terminal.account = FakeGateway.account(10_000, 9_000);
        fixture.refresh();
        fixture.command(command(Kind.HALT));
        fixture.command(command(Kind.RESUME));
        assertEquals("DAILY_LOSS", fixture.refused(Draft.buy()).details().get("reason"));
        RiskReport reset = fixture.command(new RiskCommand(Kind.RESUME, "", "tester", false, true, "", 1));
        assertEquals(9_000, reset.memory().dayStartEquity());
        assertEquals(9_000, reset.memory().highWaterMark());
        assertEquals(0, reset.figures().dailyLossPercent());
        fixture.executed(Draft.buy());
    }

    @Test
    void aResetNeedsAReadingOfTheAccount() {
        try (DeskFixture blind = new DeskFixture(CONFIG)) {
            blind.terminal.connected = false;
            blind.reconcile();
            Refusal refusal = blind.command(new RiskCommand(Kind.RESUME, "", "tester", false, true, "", 1))
                    .refusal();
            assertEquals(ErrorCode.TERMINAL_UNAVAILABLE, refusal.code());
        }
    }

    @Test
    void setsTheMultiplierOfAnExpertAdvisor() {
        RiskReport report = fixture.command(new RiskCommand(Kind.MULTIPLIER, "", "tester", false, false, "ea", 0.25));
        assertEquals(0.25, report.memory().multipliers().get("ea"));
    }

    @Test
    void closingAndCancellingPassWhileTradingIsHalted() {
        fixture.command(command(Kind.HALT));
        hold(1, 1);
        fixture.executed(Draft.close(draft -> draft.volume = 0.05));
        terminal.answer = request -> accepted();
        fixture.executed(Draft.close(draft -> draft.ticket = 101));
        assertEquals(2, terminal.sent.size());
    }

    @Test
    void whileTheJournalFailsOnlyAWholeCloseIsSent() {
        hold(1, 1);
        journal.writable = false;
        journal.told = false;
        assertNoJournal(fixture.refused(Draft.buy()));
        assertNoJournal(fixture.refused(Draft.close(draft -> draft.volume = 0.05)));
        assertEquals(List.of(), terminal.sent);
        fixture.executed(Draft.close(draft -> {}));
        terminal.answer = request -> accepted();
        fixture.executed(Draft.close(draft -> draft.ticket = 101));
        assertEquals(List.of(1L), closed());
        assertEquals(List.of(101L), cancelled());
        Awaitility.await().until(() -> fixture.events.size() == 2);
        assertEquals(List.of("success", "success"), fixture.statuses(), "clients are told although it is not written");
        journal.told = true;
        assertEquals(TradingState.HALTED, fixture.report().trading().state());
        assertEquals("disk full", fixture.report().trading().reason());
        assertEquals(ErrorCode.TRADING_HALTED, fixture.refused(Draft.buy()).code());
        journal.writable = true;
        terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(0.1));
        fixture.executed(Draft.buy());
    }

    @Test
    void aCloseThatWasNotJournaledIsADuplicateWhenItComesAgain() {
        hold(1, 0);
        journal.writable = false;
        Signal close = Draft.close(draft -> {});
        Execution first = fixture.executed(close);
        hold(2, 0);
        assertEquals(new SignalAnswer(new SignalOutcome.Executed(close.id(), first), true), fixture.submit(close));
        assertEquals(List.of(1L), closed());
    }

    @Test
    void whileTheJournalCannotEvenBeReadOnlyAWholeCloseIsSent() {
        hold(1, 0);
        journal.writable = false;
        journal.readable = false;
        assertNoJournal(fixture.refused(Draft.buy()));
        assertNoJournal(fixture.refused(Draft.close(draft -> draft.volume = 0.05)));
        fixture.executed(Draft.close(draft -> {}));
        assertEquals(List.of(1L), closed());
    }

    @Test
    void numbersGivenBeforeTheJournalCouldBeReadAreNotGivenAgain() {
        FaultyJournal late = new FaultyJournal();
        late.readable = false;
        late.writable = false;
        try (DeskFixture early = new DeskFixture(CONFIG, late)) {
            early.terminal.positions = List.of(Held.position(1, 0.1, ""));
            early.executed(Draft.close(draft -> {}));
            late.readable = true;
            late.writable = true;
            early.reconcile();
            early.executed(Draft.close(draft -> {}));
            Awaitility.await().until(() -> early.events.size() == 2);
            assertEquals(
                    List.of(1L, 2L),
                    early.events.stream().map(event -> event.seq()).toList());
        }
    }

    @Test
    void whatFillsAfterTheBrakeIsClosedToo() {
        Promise<TradeResult> slow = Promise.promise();
        terminal.answer = request -> slow.future();
        Future<SignalAnswer> opening = fixture.ask(Draft.buy());
        Awaitility.await().until(() -> terminal.sent.size() == 1);
        RiskReport report = fixture.command(closeAll());
        assertTrue(report.memory().halt().closing(), "an order is under way yet");
        hold(1, 0);
        terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(0.1));
        slow.complete(FakeGateway.fill(0.1));
        await(opening);
        tick(1_999);
        assertEquals(List.of(), closed());
        tick(1);
        Awaitility.await().until(() -> closed().equals(List.of(1L)));
        hold(0, 0);
        tick(2_000);
        assertFalse(fixture.report().memory().halt().closing());
        assertEquals(TradingState.HALTED, fixture.report().trading().state(), "the brake stays");
        hold(1, 0);
        tick(60_000);
        assertEquals(List.of(1L), closed(), "what somebody opens later by hand is his");
    }

    @Test
    void closingOutlivesADisconnectedTerminalAndARestart() {
        hold(1, 0);
        fixture.refresh();
        terminal.connected = false;
        RiskReport report = fixture.command(closeAll());
        assertTrue(report.memory().halt().closing());
        assertEquals(new RiskReport.Left(1, 0), report.left());
        try (DeskFixture next = new DeskFixture(CONFIG, journal)) {
            next.terminal.positions = List.of(Held.position(1, 0.1, ""));
            next.started();
            assertEquals(new RiskReport.Left(1, 0), next.report().left());
            next.context.runOnContext(v -> next.desk.killSwitch().tick());
            Awaitility.await().until(() -> next.terminal.sent.size() == 1);
        }
        terminal.connected = true;
        tick(2_000);
        Awaitility.await().until(() -> closed().equals(List.of(1L)));
    }

    @Test
    void aPartialCloseIsGoneOnWith() {
        hold(1, 0);
        terminal.answer = request -> {
            terminal.positions = List.of(Held.position(1, 0.06, ""));
            return Future.succeededFuture(FakeGateway.fill(0.04));
        };
        RiskReport report = fixture.command(closeAll());
        assertTrue(report.memory().halt().closing());
        assertEquals(new RiskReport.Left(1, 0), report.left());
        tick(2_000);
        Awaitility.await().until(() -> terminal.sent.size() == 2);
        assertEquals(0.06, ((ClosePosition) terminal.sent.get(1)).volume());
    }

    @Test
    void whatIsRefusedWaitsAndHoldsNothingElseUp() {
        hold(2, 0);
        terminal.answer = request -> {
            boolean frozen = ((ClosePosition) request).ticket() == 1;
            if (!frozen) {
                terminal.positions = List.of(Held.position(1, 0.1, ""));
            }
            return Future.succeededFuture(
                    frozen ? new TradeResult.Rejected(10018, "Market is closed") : FakeGateway.fill(0.1));
        };
        fixture.command(closeAll());
        assertEquals(List.of(1L, 2L), closed());
        terminal.positions = List.of(Held.position(1, 0.1, ""), Held.position(3, 0.1, ""));
        tick(2_000);
        assertEquals(List.of(1L, 2L, 3L), closed());
        tick(27_999);
        assertEquals(3, closed().size());
        tick(1);
        assertEquals(List.of(1L, 2L, 3L, 1L), closed());
    }

    @Test
    void whatIsInDoubtIsNotClosedTwice() {
        hold(1, 0);
        terminal.answer = request -> Future.succeededFuture(new TradeResult.Unknown("lost"));
        fixture.command(closeAll());
        tick(2_000);
        tick(2_000);
        assertEquals(List.of(1L), closed());
        assertEquals(1, fixture.report().doubts());
    }

    @Test
    void resumingEndsTheClosing() {
        hold(1, 0);
        terminal.answer = request -> Future.succeededFuture(new TradeResult.Rejected(10018, "Market is closed"));
        fixture.command(closeAll());
        fixture.command(command(Kind.RESUME));
        tick(60_000);
        assertEquals(List.of(1L), closed());
        assertFalse(fixture.report().memory().halt().closing());
    }

    @Test
    void aWholeCloseGoesOnWhileTheDiskDoesNotAnswer() {
        hold(1, 0);
        journal.intents = () -> Promise.<Void>promise().future();
        journal.outcomes = () -> Promise.<Void>promise().future();
        fixture.executed(Draft.close(draft -> {}));
        assertEquals(List.of(1L), closed());
    }

    @Test
    void aBrakeHoldsAtOnceAndIsAnsweredWhenItIsOnTheDisk() {
        for (Kind kind : List.of(Kind.HALT, Kind.RESUME, Kind.MULTIPLIER)) {
            Promise<Void> disk = Promise.promise();
            journal.risks = disk::future;
            Future<RiskReport> answer = fixture.later(
                    () -> fixture.desk.killSwitch().run(new RiskCommand(kind, "", "tester", false, false, "ea", 0.5)));
            turns();
            assertEquals(
                    kind == Kind.HALT ? TradingState.HALTED : TradingState.ACTIVE,
                    fixture.report().trading().state());
            assertFalse(answer.isComplete(), kind + " is not on the disk yet");
            disk.complete();
            assertTrue(await(answer).durable());
        }
    }

    @Test
    void aBrakeThatCannotBeWrittenSaysSo() {
        journal.writable = false;
        assertFalse(fixture.command(command(Kind.HALT)).durable());
        journal.writable = true;
        journal.risks = () -> Promise.<Void>promise().future();
        RiskReport hanging = fixture.command(command(Kind.HALT));
        assertFalse(hanging.durable());
        assertEquals(TradingState.HALTED, hanging.trading().state());
    }

    /** Time passes, and the timer comes. */
    private void tick(long ms) {
        fixture.clock.advanceMillis(ms);
        fixture.on(() -> {
            fixture.desk.killSwitch().tick();
            return Future.succeededFuture();
        });
        turns();
    }

    /** Lets a pass that was begun come to its end. */
    private void turns() {
        for (int turn = 0; turn < 60; turn++) {
            fixture.report();
        }
    }

    private static void assertNoJournal(Refusal refusal) {
        assertEquals(ErrorCode.TRADING_HALTED, refusal.code());
        assertEquals("JOURNAL", refusal.details().get("reason"));
    }

    private void hold(int positions, int orders) {
        terminal.positions = LongStream.rangeClosed(1, positions)
                .mapToObj(ticket -> Held.position(ticket, 0.1, ""))
                .toList();
        terminal.orders = LongStream.rangeClosed(1, orders)
                .mapToObj(number -> Held.order(100 + number, 1.08, ""))
                .toList();
    }

    private void stopFile(boolean closeAll, BooleanSupplier present) {
        fixture.on(() -> {
            fixture.desk.killSwitch().stopFile(closeAll, present);
            return Future.succeededFuture();
        });
        turns();
    }

    private static Future<TradeResult> accepted() {
        return Future.succeededFuture(new TradeResult.Accepted(101, 1000, 10009));
    }

    private List<Long> closed() {
        return terminal.sent.stream()
                .filter(ClosePosition.class::isInstance)
                .map(request -> ((ClosePosition) request).ticket())
                .toList();
    }

    private List<Long> cancelled() {
        return terminal.sent.stream()
                .filter(CancelOrder.class::isInstance)
                .map(request -> ((CancelOrder) request).ticket())
                .toList();
    }

    private static RiskCommand command(Kind kind) {
        return new RiskCommand(kind, "test", "tester", false, false, "", 1);
    }

    private static RiskCommand closeAll() {
        return new RiskCommand(Kind.HALT, "test", "tester", true, false, "", 1);
    }
}
