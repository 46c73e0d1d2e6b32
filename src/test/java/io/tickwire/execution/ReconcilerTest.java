package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.journal.Journal;
import io.tickwire.journal.MemoryJournal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReconcilerTest {
    private static final String CONFIG =
            "{\"execution\":{\"orderTimeout\":\"250ms\",\"proofAfter\":\"15s\"},\"risk\":{\"maxPositions\":1}}";

    private final Journal journal = new MemoryJournal(100);
    private final DeskFixture fixture = new DeskFixture(CONFIG, journal);
    private final FakeGateway terminal = fixture.terminal;
    private final Promise<TradeResult> lost = Promise.promise();

    @AfterEach
    void close() {
        fixture.close();
    }

    /** An order whose answer does not come. */
    private Signal inDoubt(Signal signal) {
        fixture.started();
        terminal.answer = request -> lost.future();
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(signal));
        assertEquals(1, fixture.report().doubts());
        return signal;
    }

    private void assertStillInDoubt(String why) {
        fixture.reconcile();
        assertEquals(1, fixture.report().doubts(), why);
    }

    private void assertProven(Signal signal, Execution execution) {
        assertTrue(fixture.reconcile());
        assertEquals(new SignalOutcome.Executed(signal.id(), execution), fixture.journaled(signal));
        assertEquals(new SignalOutcome.Executed(signal.id(), execution), fixture.outcome(signal), "as a duplicate");
        assertEquals(0, fixture.report().doubts());
        assertEquals(1, terminal.sent.size(), "nothing is ever sent to prove something");
        Awaitility.await().until(() -> fixture.events.size() == 2);
        assertEquals(List.of("unknown", "success"), fixture.statuses());
    }

    @Test
    void isProvenByItsDeals() {
        Signal signal = inDoubt(Draft.buy());
        terminal.deals = List.of(Held.deal(signal, 7, 0.1, 1.0848, 0));
        assertProven(signal, new Execution(7, 207, "EURUSD", "buy", 1.0848, 0.1, 0, 2007, 10009));
        assertEquals(1, fixture.report().memory().tradesToday(), "it counts as a trade once it is proven");
    }

    @Test
    void isProvenByItsPosition() {
        Signal signal = inDoubt(Draft.buy());
        terminal.positions = List.of(Held.position(7, 0.1, tag(signal)));
        assertProven(signal, new Execution(7, 7, "EURUSD", "buy", 1.0847, 0.1, 0, 2000, 10009));
    }

    @Test
    void isProvenByThePendingOrder() {
        Signal signal = inDoubt(Draft.buy(draft -> draft.price = 1.08));
        terminal.orders = List.of(Held.order(7, 1.08, tag(signal)));
        assertProven(signal, new Execution(7, 0, "EURUSD", "buy_limit", 1.08, 0.1, 0, 2000, 10008));
        assertEquals(0, fixture.report().memory().tradesToday(), "an order that waits is no trade yet");
    }

    @Test
    void isProvenByTheHistory() {
        Signal signal = inDoubt(Draft.buy(draft -> draft.price = 1.08));
        terminal.history = List.of(Held.past(7, OrderType.BUY_LIMIT, OrderState.FILLED, tag(signal)));
        assertProven(signal, new Execution(7, 0, "EURUSD", "buy_limit", 1.08, 0.1, 0, 3000, 10009));
    }

    @Test
    void aCancellingIsProvenByTheHistory() {
        terminal.orders = List.of(Held.order(7, 1.08, "by hand"));
        Signal signal = inDoubt(Draft.close(draft -> draft.ticket = 7));
        assertStillInDoubt("the order is still there");
        terminal.orders = List.of();
        terminal.history = List.of(Held.past(7, OrderType.BUY_LIMIT, OrderState.CANCELED, "by hand"));
        assertProven(signal, new Execution(7, 0, "EURUSD", "cancel", 1.08, 0.1, 0, 3000, 10009));
    }

    @Test
    void nothingIsProofOnlyWhenItCannotArriveAnyMore() {
        Signal signal = inDoubt(Draft.buy());
        fixture.clock.advanceMillis(15_000);
        assertStillInDoubt("it may be on its way");
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.journaled(signal));
        fixture.clock.advanceMillis(1);
        assertTrue(fixture.reconcile());
        SignalOutcome.Failed never = assertInstanceOf(SignalOutcome.Failed.class, fixture.journaled(signal));
        assertEquals(ErrorCode.TERMINAL_UNAVAILABLE, never.refusal().code());
        assertEquals(1, terminal.sent.size());
        Awaitility.await().until(() -> fixture.events.size() == 2);
        assertEquals(List.of("unknown", "failed"), fixture.statuses());
    }

    @Test
    void theTimeCountsFromBeforeTheTerminalIsRead() {
        Signal signal = inDoubt(Draft.buy());
        fixture.clock.advanceMillis(14_999);
        Promise<Void> slow = Promise.promise();
        terminal.gate = slow::future;
        int before = terminal.reads.get();
        Future<Boolean> reading = fixture.later(fixture.desk::reconcile);
        Awaitility.await().until(() -> terminal.reads.get() > before);
        fixture.clock.advanceMillis(2);
        terminal.gate = Future::succeededFuture;
        slow.complete();
        await(reading);
        assertEquals(
                1, fixture.report().doubts(), "what arrived after the positions were read would not have been seen");
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.journaled(signal));
    }

    @Test
    void aCloseBetweenTwoLegsStaysInDoubtUntilNothingCanArriveAnyMore() {
        terminal.positions = List.of(Held.position(7, 0.1, ""), Held.position(8, 0.2, ""));
        fixture.started();
        terminal.answer = request ->
                ((ClosePosition) request).ticket() == 7 ? Future.succeededFuture(FakeGateway.fill(0.1)) : lost.future();
        Signal signal = Draft.close(draft -> {});
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(signal));
        terminal.positions = List.of(Held.position(8, 0.2, ""));
        terminal.deals = List.of(Held.deal(signal, 7, 0.1, 1.0847, -1));
        assertStillInDoubt("the second leg may be on its way");
        fixture.clock.advanceMillis(15_001);
        assertTrue(fixture.reconcile());
        assertEquals(
                new SignalOutcome.Executed(
                        signal.id(), new Execution(7, 207, "EURUSD", "close", 1.0847, 0.1, -1, 2007, 10009)),
                fixture.journaled(signal));
        assertEquals(2, terminal.sent.size());
    }

    @Test
    void aCloseWhoseLegsAreAllDoneIsProvenAtOnce() {
        terminal.positions = List.of(Held.position(7, 0.1, ""));
        Signal signal = inDoubt(Draft.close(draft -> {}));
        terminal.positions = List.of();
        terminal.deals = List.of(Held.deal(signal, 7, 0.1, 1.0847, -1));
        assertProven(signal, new Execution(7, 207, "EURUSD", "close", 1.0847, 0.1, -1, 2007, 10009));
        assertEquals(1, fixture.report().memory().lossStreak());
    }

    @Test
    void theLateAnswerAndTheReconcilerSettleItOnceWhoeverIsFirst() {
        Signal signal = inDoubt(Draft.buy());
        terminal.deals = List.of(Held.deal(signal, 7, 0.1, 1.0848, 0));
        Promise<Void> slow = Promise.promise();
        terminal.gate = slow::future;
        int before = terminal.reads.get();
        Future<Boolean> reading = fixture.later(fixture.desk::reconcile);
        Awaitility.await().until(() -> terminal.reads.get() > before);
        lost.complete(FakeGateway.fill(0.1));
        Awaitility.await().until(() -> fixture.events.size() == 2);
        terminal.gate = Future::succeededFuture;
        slow.complete();
        assertTrue(await(reading));
        assertEquals(List.of("unknown", "success"), fixture.statuses());
        assertEquals(1, fixture.report().memory().tradesToday());
        assertEquals(
                11,
                assertInstanceOf(SignalOutcome.Executed.class, fixture.journaled(signal))
                        .execution()
                        .orderId());
    }

    @Test
    void aLateAnswerAfterTheProofChangesNothing() {
        Signal signal = inDoubt(Draft.buy());
        terminal.deals = List.of(Held.deal(signal, 7, 0.1, 1.0848, 0));
        assertTrue(fixture.reconcile());
        lost.complete(FakeGateway.fill(0.1));
        assertEquals(1, fixture.report().memory().tradesToday());
        assertEquals(7, fixture.executed(signal).orderId());
        assertEquals(List.of("unknown", "success"), fixture.statuses());
    }

    @Test
    void anOrderInDoubtKeepsItsPlaceUntilItIsProven() {
        inDoubt(Draft.buy());
        fixture.refresh();
        fixture.refresh();
        assertEquals("MAX_POSITIONS", fixture.refused(Draft.buy()).details().get("reason"), "it may be open, unseen");
        fixture.clock.advanceMillis(15_001);
        assertTrue(fixture.reconcile());
        fixture.refresh();
        fixture.quote = new QuotedSymbol(fixture.quote.spec(), fixture.tick(1.0845, 1.0847));
        terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(0.1));
        fixture.executed(Draft.buy());
    }

    @Test
    void whatALastRunLeftInDoubtHaltsTheStartUntilItIsProven() {
        Signal left = Draft.buy();
        await(journal.intent(left, fixture.clock.millis()));
        assertFalse(fixture.reconcile());
        assertEquals(TradingState.HALTED, fixture.report().trading().state());
        assertEquals(
                "starting: 1 orders of the last run are not proven yet",
                fixture.report().trading().reason());
        assertEquals(ErrorCode.TRADING_HALTED, fixture.refused(Draft.buy()).code());
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(left), "the same id is not sent again");
        assertEquals(List.of(), terminal.sent);
        terminal.positions = List.of(Held.position(7, 0.1, tag(left)));
        assertTrue(fixture.reconcile());
        assertEquals(TradingState.ACTIVE, fixture.report().trading().state());
        assertEquals(7, fixture.executed(left).orderId());
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void numbersOfEventsGoOnAfterThoseOfTheLastRun() {
        await(journal.event(new ExecutionEvent("sim", 1, 41, 0, null, "EURUSD", null, "success", null, null)));
        fixture.started();
        fixture.executed(Draft.buy());
        Awaitility.await().until(() -> !fixture.events.isEmpty());
        assertEquals(42, fixture.events.get(0).seq());
    }

    @Test
    void aTerminalThatIsNotThereHaltsTheStartAndSaysSo() {
        terminal.connected = false;
        assertFalse(fixture.reconcile());
        assertEquals(TradingState.HALTED, fixture.report().trading().state());
        assertTrue(
                fixture.report().trading().reason().contains("terminal fake is disconnected"),
                fixture.report().trading().reason());
        assertNull(fixture.report().figures());
        terminal.connected = true;
        assertTrue(fixture.reconcile());
        assertEquals(TradingState.ACTIVE, fixture.report().trading().state());
    }

    @Test
    void countsWhatNoSignalOfOursMade() {
        terminal.positions = List.of(Held.position(6, 1, "by hand"), Held.position(7, 0.1, "tw:0123456789abcdef"));
        terminal.orders = List.of(Held.order(8, 1.07, ""));
        fixture.started();
        assertEquals(2, fixture.report().external());
        assertEquals("MAX_POSITIONS", fixture.refused(Draft.buy()).details().get("reason"), "foreign ones count too");
    }

    private static String tag(Signal signal) {
        return OrderTag.of(signal.id());
    }
}
