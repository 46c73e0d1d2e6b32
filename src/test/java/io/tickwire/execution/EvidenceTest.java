package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Deal;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EvidenceTest {
    private final Signal buy = Draft.buy();
    private final Signal pending = Draft.buy(draft -> draft.price = 1.08);
    private final Signal close = Draft.close(draft -> {});
    private final Signal cancel = Draft.close(draft -> draft.ticket = 7);

    @Test
    void aDealProvesAnOrder() {
        assertEquals(
                executed(buy, new Execution(7, 207, "EURUSD", "buy", 1.0847, 0.1, 0, 2007, 10009)),
                deals(Held.deal(buy, 7, 0.1, 1.0847, 0)).of(buy));
    }

    @Test
    void severalDealsAreAddedUp() {
        assertEquals(
                executed(close, new Execution(7, 207, "EURUSD", "close", 1.07, 0.3, 0.3, 2008, 10009)),
                deals(Held.deal(close, 7, 0.1, 1.05, 0.1), Held.deal(close, 8, 0.2, 1.08, 0.2))
                        .of(close));
    }

    @Test
    void somebodyElsesDealsProveNothing() {
        assertEquals(
                Optional.empty(), deals(Held.deal(Draft.buy(), 7, 0.1, 1, 0)).of(buy));
        assertEquals(Optional.empty(), deals().of(buy));
    }

    @Test
    void aPositionProvesAnOrderWhoseDealsAreNotShown() {
        Evidence evidence = positions(Held.position(6, 1, "by hand"), Held.position(7, 0.1, tag(buy)));
        assertEquals(
                executed(buy, new Execution(7, 7, "EURUSD", "buy", 1.0847, 0.1, 0, 2000, 10009)), evidence.of(buy));
        assertEquals(
                Optional.empty(), positions(Held.position(7, 0.1, tag(close))).of(close));
    }

    @Test
    void aPendingOrderThatWaitsProvesThatItWasPlaced() {
        assertEquals(
                executed(pending, new Execution(7, 0, "EURUSD", "buy_limit", 1.08, 0.1, 0, 2000, 10008)),
                orders(Held.order(6, 1.07, "by hand"), Held.order(7, 1.08, tag(pending)))
                        .of(pending));
    }

    @Test
    void aPendingOrderThatWasFilledMeanwhileWasPlacedAllTheSame() {
        Evidence evidence = new Evidence(
                List.of(Held.position(7, 0.1, tag(pending))),
                List.of(),
                List.of(Held.past(7, OrderType.BUY_LIMIT, OrderState.FILLED, tag(pending))),
                List.of(Held.deal(pending, 7, 0.1, 1.08, 0)));
        assertEquals(
                executed(pending, new Execution(7, 0, "EURUSD", "buy_limit", 1.08, 0.1, 0, 3000, 10009)),
                evidence.of(pending));
    }

    @Test
    void anOrderThatTheTerminalRejectedFailed() {
        SignalOutcome.Failed failed = assertInstanceOf(
                SignalOutcome.Failed.class,
                history(Held.past(7, OrderType.BUY, OrderState.REJECTED, tag(buy)))
                        .of(buy)
                        .orElseThrow());
        assertEquals(ErrorCode.TERMINAL_REJECTED, failed.refusal().code());
        assertEquals(10006, failed.refusal().details().get("retcode"));
    }

    @Test
    void aCancelledOrderProvesItsCancelling() {
        assertEquals(
                executed(cancel, new Execution(7, 0, "EURUSD", "cancel", 1.08, 0.1, 0, 3000, 10009)),
                history(Held.past(7, OrderType.BUY_LIMIT, OrderState.CANCELED, "by hand"))
                        .of(cancel));
        assertEquals(
                Optional.empty(),
                history(Held.past(7, OrderType.BUY_LIMIT, OrderState.FILLED, "by hand"))
                        .of(cancel),
                "filled is not cancelled");
        assertEquals(
                Optional.empty(),
                history(Held.past(8, OrderType.BUY_LIMIT, OrderState.CANCELED, "by hand"))
                        .of(cancel));
    }

    @Test
    void aCloseIsPartialWhileSomethingThatItMeansIsOpen() {
        List<Deal> leg = List.of(Held.deal(close, 7, 0.1, 1, 0));
        assertTrue(with(leg, Held.position(8, 0.2, "")).partial(close));
        assertFalse(with(leg).partial(close));
        assertFalse(with(leg, Held.position(8, "USDJPY", 0.2, "")).partial(close), "another symbol");
        assertFalse(with(List.of(), Held.position(8, 0.2, "")).partial(close), "nothing was closed yet");
        Signal some = Draft.close(draft -> draft.volume = 0.3);
        assertTrue(with(List.of(Held.deal(some, 7, 0.2, 1, 0)), Held.position(8, 0.2, ""))
                .partial(some));
        assertFalse(
                with(List.of(Held.deal(some, 7, 0.2, 1, 0), Held.deal(some, 8, 0.1, 1, 0)), Held.position(8, 0.2, ""))
                        .partial(some));
        assertFalse(with(List.of(Held.deal(buy, 7, 0.1, 1, 0)), Held.position(8, 0.2, ""))
                .partial(buy));
    }

    private static String tag(Signal signal) {
        return OrderTag.of(signal.id());
    }

    private static Evidence positions(Position... positions) {
        return new Evidence(List.of(positions), List.of(), List.of(), List.of());
    }

    private static Evidence orders(PendingOrder... orders) {
        return new Evidence(List.of(), List.of(orders), List.of(), List.of());
    }

    private static Evidence history(HistoryOrder... history) {
        return new Evidence(List.of(), List.of(), List.of(history), List.of());
    }

    private static Evidence deals(Deal... deals) {
        return new Evidence(List.of(), List.of(), List.of(), List.of(deals));
    }

    private static Evidence with(List<Deal> deals, Position... positions) {
        return new Evidence(List.of(positions), List.of(), List.of(), deals);
    }

    private static Optional<SignalOutcome> executed(Signal signal, Execution execution) {
        return Optional.of(new SignalOutcome.Executed(signal.id(), execution));
    }
}
