package io.tickwire.terminal.simulated;

import static io.tickwire.terminal.simulated.PaperRig.pending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.domain.Deal;
import io.tickwire.domain.Filling;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest.ModifyOrder;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.TerminalEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waiting orders: what triggers them, what they are filled at, how they end. */
final class PaperPendingTest {

    @ParameterizedTest
    @CsvSource({
        // type, price, last bid that does nothing, bid that fills, fill price (ask is 2 pips above)
        "BUY_LIMIT,  1.08400, 1.08381, 1.08379, 1.08399",
        "SELL_LIMIT, 1.08500, 1.08499, 1.08501, 1.08501",
        "BUY_STOP,   1.08500, 1.08479, 1.08483, 1.08503",
        "SELL_STOP,  1.08400, 1.08401, 1.08396, 1.08396",
    })
    void buysWatchTheAskAndSellsTheBid(OrderType type, double price, double quiet, double hit, double filledAt) {
        PaperRig rig = PaperRig.quoted("{}");
        long ticket = rig.accepted(pending(type, 0.1, price));
        rig.bid(quiet);
        assertEquals(1, rig.broker.orders().size());
        rig.events.clear();
        rig.bid(hit);
        Deal deal = rig.lastDeal();
        assertEquals(filledAt, deal.price(), 1e-9);
        assertEquals(Deal.Reason.PENDING, deal.reason());
        assertEquals("tw:p", deal.comment());
        assertEquals(List.of(new TerminalEvent.DealDone(deal), new TerminalEvent.OrdersChanged()), rig.events);
        HistoryOrder done = rig.broker.ordersHistory(0, Long.MAX_VALUE).get(0);
        assertEquals(OrderState.FILLED, done.state());
        assertEquals(ticket, done.ticket());
        assertEquals(deal.positionId(), done.positionId());
        assertEquals(List.of(), rig.broker.orders());
    }

    @Test
    void aStopLimitBecomesALimitAndKeepsItsTicket() {
        PaperRig rig = PaperRig.quoted("{}");
        long ticket = rig.accepted(pending(OrderType.BUY_STOP_LIMIT, 0.1, 1.085, 1.084, OrderTime.GTC, 0));
        rig.bid(1.0849);
        assertEquals(OrderType.BUY_LIMIT, rig.broker.orders().get(0).type());
        assertEquals(1.084, rig.broker.orders().get(0).price());
        assertEquals(ticket, rig.broker.orders().get(0).ticket());
        assertEquals(0, rig.deals().size());
        rig.bid(1.0838);
        assertEquals(1.084, rig.lastDeal().price(), 1e-9);
    }

    @Test
    void dayOrdersEndAtTheBrokersMidnight() {
        PaperRig rig = PaperRig.quoted("{}");
        rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08, 0, OrderTime.DAY, 0));
        long midnight = Instant.parse("2026-01-05T22:00:00Z").toEpochMilli();
        assertEquals(midnight, rig.broker.orders().get(0).expirationMsc(), "midnight in Athens");
        rig.now = midnight - 1;
        assertEquals(1, rig.broker.orders().size());
        rig.now = midnight;
        rig.bid(1.0701);
        assertEquals(0, rig.deals().size(), "an order that is over is not filled");
        assertEquals(
                OrderState.EXPIRED,
                rig.broker.ordersHistory(0, Long.MAX_VALUE).get(0).state());
    }

    @Test
    void aSpecifiedDayOrderLivesToTheEndOfThatDay() {
        PaperRig rig = PaperRig.quoted("{}");
        long wednesday = Instant.parse("2026-01-07T09:00:00Z").toEpochMilli();
        rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08, 0, OrderTime.SPECIFIED_DAY, wednesday));
        rig.now = wednesday + 3_600_000;
        assertEquals(1, rig.broker.orders().size());
        rig.now = Instant.parse("2026-01-07T22:00:00Z").toEpochMilli();
        assertEquals(0, rig.broker.orders().size());
    }

    @Test
    void anOrderThatTheAccountCannotPayIsCancelledWhenItIsReached() {
        PaperRig rig = PaperRig.quoted("{}");
        rig.accepted(pending(OrderType.BUY_LIMIT, 50, 1.08));
        rig.bid(1.0790);
        assertEquals(0, rig.deals().size());
        assertEquals(
                OrderState.CANCELED,
                rig.broker.ordersHistory(0, Long.MAX_VALUE).get(0).state());
    }

    @Test
    void isFilledInPartsIntoOnePosition() {
        PaperRig rig = PaperRig.quoted("{'liquidity':0.2}");
        rig.accepted(pending(OrderType.BUY_LIMIT, 0.5, 1.08));
        rig.bid(1.0795);
        assertEquals(0.3, rig.broker.orders().get(0).volume(), 1e-9);
        rig.bid(1.0793);
        rig.bid(1.0791);
        assertEquals(3, rig.deals().size());
        assertEquals(1, rig.broker.positions().size());
        assertEquals(0.5, rig.broker.positions().get(0).volume(), 1e-9);
        // 0.2 at 1.0797, 0.2 at 1.0795, 0.1 at 1.0793
        assertEquals(1.07954, rig.broker.positions().get(0).openPrice(), 1e-9);
        assertEquals(1, rig.broker.ordersHistory(0, Long.MAX_VALUE).size());
    }

    @Test
    void theRestOfAReturnOrderIsFilledByTheNextTick() {
        PaperRig rig = PaperRig.quoted("{'liquidity':0.2,'specs':[{'name':'EURUSD','fillings':['return']}]}");
        TradeResult.Filled part =
                rig.filled(new OpenMarket("t", "EURUSD", Side.BUY, 0.3, 0, 0, 0, 5, Filling.RETURN, 0, "t"));
        assertEquals(Retcode.DONE_PARTIAL.code(), part.retcode());
        assertEquals(0.2, part.volume());
        rig.bid(1.0846);
        assertEquals(0.3, rig.broker.positions().get(0).volume(), 1e-9);
        assertEquals(List.of(), rig.broker.orders());
    }

    @Test
    void isChangedInPlace() {
        PaperRig rig = PaperRig.quoted("{}");
        long ticket = rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08));
        long later = rig.now + 1000;
        rig.accepted(new ModifyOrder("t", ticket, 1.07, 0, 1.06, 1.09, OrderTime.SPECIFIED, later));
        var order = rig.broker.orders().get(0);
        assertEquals(1.07, order.price());
        assertEquals(1.06, order.stopLoss());
        assertEquals(later, order.expirationMsc());
    }

    @Test
    void nothingIsFilledWhileTheMarketIsClosed() {
        PaperRig rig = PaperRig.quoted("{'hours':['MON 12:00-15:00']}");
        rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08));
        rig.now += 2 * 3_600_000;
        rig.bid(1.07);
        assertEquals(0, rig.deals().size());
    }

    @Test
    void closingDealsCarryTheTagAndStopsTheirPrice() {
        PaperRig rig = PaperRig.quoted("{}");
        long id = rig.open(Side.BUY, 0.1).positionId();
        rig.close(id, 0.1);
        assertEquals("tw:c", rig.lastDeal().comment());
        rig.filled(PaperRig.market("EURUSD", Side.BUY, 0.1, 1.084, 0));
        rig.bid(1.083);
        assertEquals("[sl 1.08400]", rig.lastDeal().comment());
        assertInstanceOf(TerminalEvent.DealDone.class, rig.events.get(rig.events.size() - 1));
    }
}
