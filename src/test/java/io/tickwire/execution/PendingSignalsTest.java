package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Execution;
import io.tickwire.domain.OrderKind;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.domain.TradeResult;
import io.tickwire.domain.message.Origin;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.SubmitSignal;
import io.tickwire.terminal.SymbolCatalogue;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals with a price or a time, from the door to the terminal. The market is 1.0845 / 1.0847. */
final class PendingSignalsTest {
    private final DeskFixture fixture =
            new DeskFixture("{\"execution\":{\"orderTimeout\":\"250ms\",\"maxSignalAge\":\"2s\"}}").started();
    private final FakeGateway terminal = fixture.terminal;

    @BeforeEach
    void takesEverything() {
        terminal.answer = request -> Future.succeededFuture(new TradeResult.Accepted(21, 1000, 10008));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "BUY,  AUTO,       1.0800, 0,      BUY_LIMIT",
        "BUY,  AUTO,       1.0900, 0,      BUY_STOP",
        "SELL, AUTO,       1.0900, 0,      SELL_LIMIT",
        "SELL, AUTO,       1.0800, 0,      SELL_STOP",
        "BUY,  LIMIT,      1.0800, 0,      BUY_LIMIT",
        "SELL, STOP,       1.0800, 0,      SELL_STOP",
        "BUY,  STOP_LIMIT, 1.0900, 1.0880, BUY_STOP_LIMIT",
        "SELL, STOP_LIMIT, 1.0800, 1.0820, SELL_STOP_LIMIT",
    })
    void aPriceMakesAPendingOrderAndItsPlacingIsTheSuccess(
            SignalAction action, OrderKind kind, double price, double stopLimitPrice, OrderType type) {
        Signal signal = pending(action, draft -> {
            draft.price = price;
            draft.kind = kind;
            draft.stopLimitPrice = stopLimitPrice;
        });
        assertEquals(new Execution(21, 0, "EURUSD", type.wire(), price, 0.1, 0, 1000, 10008), fixture.executed(signal));
        String tag = OrderTag.of(signal.id());
        assertEquals(
                List.of(new PlacePending(
                        tag, "EURUSD", type, 0.1, price, stopLimitPrice, 0, 0, OrderTime.GTC, 0, 5, tag)),
                terminal.sent);
        Awaitility.await().until(() -> fixture.statuses().equals(List.of("success")));
    }

    @ParameterizedTest
    @CsvSource({
        "BUY,  LIMIT, 1.0900",
        "BUY,  STOP,  1.0800",
        "SELL, LIMIT, 1.0800",
        "SELL, STOP,  1.0900",
        "SELL, STOP_LIMIT, 1.0900"
    })
    void aKindOnTheWrongSideOfTheMarketIsRefusedAndNeverTurnedRound(SignalAction action, OrderKind kind, double price) {
        Refusal refusal = fixture.refused(pending(action, draft -> {
            draft.price = price;
            draft.kind = kind;
        }));
        assertEquals(ErrorCode.VALIDATION_ERROR, refusal.code());
        assertEquals("price", refusal.details().get("field"));
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void aStopIsMeasuredFromThePriceOfThePendingOrder() {
        fixture.executed(pending(SignalAction.BUY, draft -> {
            draft.price = 1.0700;
            draft.stopLoss = 1.0690;
            draft.takeProfit = 1.0710;
        }));
        Refusal wrong = fixture.refused(pending(SignalAction.BUY, draft -> {
            draft.price = 1.0700;
            draft.stopLoss = 1.0720;
        }));
        assertEquals(ErrorCode.INVALID_STOPS, wrong.code());
        assertEquals(1, terminal.sent.size());
    }

    @Test
    void aVolumeOffTheStepIsRefusedNotRounded() {
        Refusal refusal = fixture.refused(pending(SignalAction.BUY, draft -> {
            draft.price = 1.08;
            draft.volume = 0.105;
        }));
        assertEquals(ErrorCode.INVALID_VOLUME, refusal.code());
        assertEquals(0.01, refusal.details().get("step"));
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void theExpirationGoesWithThePendingOrder() {
        long expires = fixture.clock.millis() + 60_000;
        fixture.executed(pending(SignalAction.BUY, draft -> {
            draft.price = 1.08;
            draft.expirationMsc = expires;
        }));
        PlacePending sent = assertInstanceOf(PlacePending.class, terminal.sent.get(0));
        assertEquals(OrderTime.SPECIFIED, sent.orderTime());
        assertEquals(expires, sent.expirationMsc());
    }

    @Test
    void anExpirationThatPassedIsRefused() {
        Refusal refusal = fixture.refused(pending(SignalAction.SELL, draft -> {
            draft.price = 1.09;
            draft.expirationMsc = fixture.clock.millis() - 250;
        }));
        assertEquals(ErrorCode.SIGNAL_EXPIRED, refusal.code());
        assertEquals(250L, refusal.details().get("expired_ms_ago"));
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void aSignalOlderThanAllowedIsRefusedWhateverItAsks() {
        long now = fixture.clock.millis();
        assertEquals(ErrorCode.SIGNAL_EXPIRED, sentAt(Draft.buy(), now - 2001));
        assertEquals(ErrorCode.SIGNAL_EXPIRED, sentAt(Draft.close(draft -> {}), now - 2001));
        assertEquals(List.of(), terminal.sent);
        terminal.answer = request -> Future.succeededFuture(FakeGateway.fill(0.1));
        assertEquals(null, sentAt(Draft.buy(), now - 2000), "just in time");
        assertEquals(null, sentAt(Draft.buy(), now + 5000), "a clock that is ahead of ours");
    }

    @Test
    void closingTheTicketOfAPendingOrderCancelsIt() {
        terminal.orders = List.of(Held.order(41, 1.08, ""), Held.order(42, 1.07, ""));
        terminal.answer = request -> Future.succeededFuture(new TradeResult.Accepted(42, 1000, 10009));
        Signal cancel = Draft.close(draft -> draft.ticket = 42);
        assertEquals(new Execution(42, 0, "EURUSD", "cancel", 1.07, 0.1, 0, 1000, 10009), fixture.executed(cancel));
        assertEquals(List.of(new CancelOrder(OrderTag.of(cancel.id()), 42)), terminal.sent);
    }

    @Test
    void aTicketOfAnotherSymbolIsNotFound() {
        terminal.orders = List.of(Held.order(42, 1.07, ""));
        terminal.positions = List.of(Held.position(7, "USDJPY", 0.1, ""));
        for (long ticket : new long[] {7, 43}) {
            Refusal refusal = fixture.refused(Draft.close(draft -> draft.ticket = ticket));
            assertEquals(ErrorCode.POSITION_NOT_FOUND, refusal.code());
            assertEquals(ticket, refusal.details().get("ticket"));
        }
        fixture.quote = new QuotedSymbol(SymbolCatalogue.spec("USDJPY"), null);
        assertEquals(
                ErrorCode.POSITION_NOT_FOUND,
                fixture.refused(Draft.close(draft -> {
                            draft.symbol = "USDJPY";
                            draft.ticket = 42;
                        }))
                        .code());
        assertEquals(List.of(), terminal.sent);
    }

    @Test
    void aMarketOrderThatWasOnlyPlacedIsInDoubtUntilItsDealShows() {
        // 10008: the server has it, the fill is not known yet.
        assertInstanceOf(SignalOutcome.Unknown.class, fixture.outcome(Draft.buy()));
        assertEquals(1, fixture.report().doubts());
        assertEquals(1, terminal.sent.size());
    }

    private ErrorCode sentAt(Signal signal, long sentMsc) {
        SignalOutcome outcome = await(fixture.later(() -> fixture.desk
                        .pipeline()
                        .submit(new SubmitSignal(signal, new Origin("tester", "bridge"), sentMsc))))
                .outcome();
        Refusal refusal = Outcomes.refusal(outcome);
        return refusal == null ? null : refusal.code();
    }

    private static Signal pending(SignalAction action, Consumer<Draft> change) {
        return action == SignalAction.BUY ? Draft.buy(change) : Draft.sell(change);
    }
}
