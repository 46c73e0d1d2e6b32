package io.tickwire.terminal;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.HistoryOrder;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.CloseBy;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.ModifyOrder;
import io.tickwire.domain.TradeRequest.ModifyPosition;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.domain.TradeResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every terminal must do. An implementation gives a connected gateway whose EURUSD has prices. */
public abstract class TerminalGatewayContract {
    private TerminalGateway gateway;
    private double lastBid;
    private double lowestAsk;

    /**
     * A gateway on a fresh hedging account of at least 1,000 that offers EURUSD and has ticks to come: the tenth is above
     * the lowest of the ten, and within a hundred more the price is as low again.
     */
    protected abstract TerminalGateway open();

    @BeforeEach
    void connect() {
        gateway = open();
        await(gateway.connect("", 0, ""));
        List<RawTick> played = await(gateway.pollTicks(10));
        assertFalse(played.isEmpty(), "the contract needs a price");
        lastBid = played.get(played.size() - 1).bid();
        lowestAsk = played.stream().mapToDouble(RawTick::ask).min().orElseThrow();
    }

    @AfterEach
    void close() {
        await(gateway.close());
    }

    @Test
    void listsItsSymbolsWithTheirFigures() {
        SymbolSpec spec = await(gateway.symbols()).stream()
                .filter(s -> s.name().equals("EURUSD"))
                .findFirst()
                .orElseThrow();
        assertEquals(5, spec.digits());
        assertEquals(100_000, spec.contractSize());
    }

    @Test
    void pollsAtMostWhatIsAskedForAndNothingTwice() {
        List<RawTick> first = await(gateway.pollTicks(3));
        List<RawTick> second = await(gateway.pollTicks(3));
        assertEquals(3, first.size());
        assertTrue(Collections.disjoint(first, second));
        assertTrue(second.get(0).timeMsc() >= first.get(2).timeMsc());
    }

    @Test
    void pushesNothingBeforeItIsAskedForAndNotMoreThanThat() {
        List<RawTick> pushed = Collections.synchronizedList(new ArrayList<>());
        gateway.pushTicks(pushed::addAll);
        await(gateway.symbols());
        assertEquals(List.of(), List.copyOf(pushed));
        gateway.requestTicks(7);
        Awaitility.await().until(() -> pushed.size() == 7);
        await(gateway.symbols());
        assertEquals(7, pushed.size());
    }

    @Test
    void opensAHedgingPositionAtTheMarketAndClosesItInParts() {
        TradeResult.Filled buy = filled(open(Side.BUY, 0.3));
        TradeResult.Filled sell = filled(open(Side.SELL, 0.1));
        assertEquals(2, await(gateway.positions()).size());
        assertTrue(buy.price() > sell.price(), "buys at the ask, sells at the bid");
        filled(submit(new ClosePosition("tw:c", buy.positionId(), 0.1, 20)));
        assertEquals(0.2, position(buy.positionId()).orElseThrow().volume(), 1e-9);
        filled(submit(new ClosePosition("tw:c", buy.positionId(), 0.2, 20)));
        assertEquals(Optional.empty(), position(buy.positionId()));
        assertTrue(position(sell.positionId()).isPresent());
    }

    @Test
    void closesAPositionOnlyOnce() {
        TradeResult.Filled buy = filled(open(Side.BUY, 0.1));
        filled(submit(new ClosePosition("tw:c", buy.positionId(), 0.1, 20)));
        assertEquals(
                Retcode.POSITION_CLOSED.code(),
                rejected(submit(new ClosePosition("tw:c", buy.positionId(), 0.1, 20)))
                        .retcode());
    }

    @Test
    void keepsTheTagInThePositionsComment() {
        TradeResult.Filled buy = filled(open(Side.BUY, 0.1));
        assertEquals("tw:tag", position(buy.positionId()).orElseThrow().comment());
    }

    @Test
    void movesStopsOfAPosition() {
        TradeResult.Filled buy = filled(open(Side.BUY, 0.1));
        double below = Math.rint((buy.price() - 0.01) * 1e5) / 1e5;
        assertInstanceOf(TradeResult.Accepted.class, submit(new ModifyPosition("tw:m", buy.positionId(), below, 0)));
        assertEquals(below, position(buy.positionId()).orElseThrow().stopLoss());
        assertEquals(
                Retcode.INVALID_STOPS.code(),
                rejected(submit(new ModifyPosition("tw:m", buy.positionId(), buy.price() + 0.01, 0)))
                        .retcode());
    }

    @Test
    void refusesWhatABrokerRefuses() {
        assertEquals(
                Retcode.INVALID_VOLUME.code(), rejected(open(Side.BUY, 0.015)).retcode());
        assertEquals(Retcode.NO_MONEY.code(), rejected(open(Side.BUY, 100)).retcode());
        assertEquals(
                Retcode.INVALID_STOPS.code(),
                rejected(submit(new OpenMarket("tw:x", "EURUSD", Side.BUY, 0.1, 5, 0, 20, 1, "tw:x")))
                        .retcode());
        assertInstanceOf(
                TradeResult.Rejected.class,
                submit(new OpenMarket("tw:x", "NOSUCH", Side.BUY, 0.1, 0, 0, 20, 1, "tw:x")));
    }

    @Test
    void saysWhatAnOrderWouldNeedBeforeItIsSent() {
        OrderCheck check = await(gateway.check(new OpenMarket("t", "EURUSD", Side.BUY, 0.1, 0, 0, 20, 1, "t")));
        filled(open(Side.BUY, 0.1));
        AccountSnapshot after = await(gateway.account());
        assertEquals(after.margin(), check.requiredMargin(), 0.05);
        assertTrue(check.affordable());
    }

    @Test
    void booksDealsThatAddUpToTheBalance() {
        double before = await(gateway.account()).balance();
        TradeResult.Filled buy = filled(open(Side.BUY, 0.2));
        await(gateway.pollTicks(20));
        TradeResult.Filled closed = filled(submit(new ClosePosition("tw:c", buy.positionId(), 0.2, 20)));
        List<Deal> deals = await(gateway.deals(0, Long.MAX_VALUE));
        assertEquals(2, deals.size());
        assertEquals(Deal.Entry.IN, deals.get(0).entry());
        assertEquals(Deal.Entry.OUT, deals.get(1).entry());
        assertEquals(closed.profit(), deals.get(1).profit());
        assertEquals(before + closed.profit(), await(gateway.account()).balance(), 0.005);
    }

    @Test
    void placesChangesAndCancelsAPendingOrder() {
        double far = Math.rint((lastBid - 0.01) * 1e5) / 1e5;
        long ticket = accepted(submit(limit(far)));
        PendingOrder placed = await(gateway.orders()).get(0);
        assertEquals(ticket, placed.ticket());
        assertEquals(OrderType.BUY_LIMIT, placed.type());
        assertEquals("tw:p", placed.comment());
        double farther = Math.rint((far - 0.01) * 1e5) / 1e5;
        accepted(submit(new ModifyOrder("tw:m", ticket, farther, 0, 0, 0, OrderTime.GTC, 0)));
        assertEquals(farther, await(gateway.orders()).get(0).price(), 1e-9);
        accepted(submit(new CancelOrder("tw:x", ticket)));
        assertEquals(List.of(), await(gateway.orders()));
        HistoryOrder done = await(gateway.ordersHistory(0, Long.MAX_VALUE)).get(0);
        assertEquals(ticket, done.ticket());
        assertEquals(OrderState.CANCELED, done.state());
        assertInstanceOf(TradeResult.Rejected.class, submit(new CancelOrder("tw:x", ticket)));
    }

    @Test
    void tellsTheDealOfAPendingOrderThatWasReached() {
        List<TerminalEvent> events = Collections.synchronizedList(new ArrayList<>());
        gateway.onEvent(events::add);
        long ticket = accepted(submit(limit(lowestAsk)));
        Awaitility.await().until(() -> {
            await(gateway.pollTicks(100));
            return !await(gateway.deals(0, Long.MAX_VALUE)).isEmpty();
        });
        Deal deal = await(gateway.deals(0, Long.MAX_VALUE)).get(0);
        assertEquals(ticket, deal.order());
        assertEquals(Deal.Reason.PENDING, deal.reason());
        assertEquals("tw:p", deal.comment());
        assertTrue(deal.price() <= lowestAsk, "filled at its price or better");
        assertTrue(position(deal.positionId()).isPresent());
        assertEquals(List.of(), await(gateway.orders()));
        assertEquals(
                OrderState.FILLED,
                await(gateway.ordersHistory(0, Long.MAX_VALUE)).get(0).state());
        Awaitility.await().until(() -> events.contains(new TerminalEvent.DealDone(deal)));
        assertTrue(events.contains(new TerminalEvent.OrdersChanged()));
    }

    @Test
    void aMarketOrderStandsInTheHistory() {
        TradeResult.Filled buy = filled(open(Side.BUY, 0.1));
        HistoryOrder order = await(gateway.ordersHistory(0, Long.MAX_VALUE)).get(0);
        assertEquals(buy.order(), order.ticket());
        assertEquals(OrderType.BUY, order.type());
        assertEquals(OrderState.FILLED, order.state());
        assertEquals(buy.positionId(), order.positionId());
    }

    @Test
    void closesAPositionByAnOppositeOne() {
        TradeResult.Filled buy = filled(open(Side.BUY, 0.2));
        TradeResult.Filled sell = filled(open(Side.SELL, 0.1));
        filled(submit(new CloseBy("tw:by", buy.positionId(), sell.positionId())));
        assertEquals(0.1, position(buy.positionId()).orElseThrow().volume(), 1e-9);
        assertEquals(Optional.empty(), position(sell.positionId()));
    }

    @Test
    void readsFailAndOrdersAreRefusedWhileItIsDisconnected() {
        await(gateway.disconnect());
        assertFalse(gateway.status().connected());
        Throwable failure = assertThrows(RuntimeException.class, () -> await(gateway.account()));
        assertInstanceOf(TerminalUnavailableException.class, failure.getCause());
        assertEquals(Retcode.CONNECTION.code(), rejected(open(Side.BUY, 0.1)).retcode());
        assertTrue(await(gateway.connect("", 0, "")).connected());
        filled(open(Side.BUY, 0.1));
    }

    @Test
    void refusesToConnectToAnAccountThatItDoesNotHave() {
        Throwable failure =
                assertThrows(RuntimeException.class, () -> await(gateway.connect("Elsewhere", 1, "secret")));
        assertInstanceOf(ConnectRefusedException.class, failure.getCause());
        assertFalse(failure.getMessage().contains("secret"));
    }

    private TradeResult open(Side side, double volume) {
        return submit(new OpenMarket("tw:tag", "EURUSD", side, volume, 0, 0, 20, 7, "tw:tag"));
    }

    private static PlacePending limit(double price) {
        return new PlacePending(
                "tw:p", "EURUSD", OrderType.BUY_LIMIT, 0.1, price, 0, 0, 0, OrderTime.GTC, 0, 7, "tw:p");
    }

    private static long accepted(TradeResult result) {
        return assertInstanceOf(TradeResult.Accepted.class, result).order();
    }

    private TradeResult submit(TradeRequest request) {
        return await(gateway.submit(request));
    }

    private Optional<Position> position(long ticket) {
        return await(gateway.positions()).stream()
                .filter(p -> p.ticket() == ticket)
                .findFirst();
    }

    private static TradeResult.Filled filled(TradeResult result) {
        return assertInstanceOf(TradeResult.Filled.class, result);
    }

    private static TradeResult.Rejected rejected(TradeResult result) {
        return assertInstanceOf(TradeResult.Rejected.class, result);
    }
}
