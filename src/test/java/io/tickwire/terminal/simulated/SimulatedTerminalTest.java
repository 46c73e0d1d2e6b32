package io.tickwire.terminal.simulated;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.ops.ManualClock;
import io.tickwire.terminal.Retcode;
import io.tickwire.terminal.SymbolCatalogue;
import io.tickwire.terminal.TerminalEvent;
import io.tickwire.terminal.TerminalGateway;
import io.tickwire.terminal.TerminalGatewayContract;
import io.tickwire.terminal.feeds.TickFeed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The contract, and the arithmetic of the paper account. */
final class SimulatedTerminalTest extends TerminalGatewayContract {
    private static final long T = 1_767_571_200_000L;

    private static final class ScriptedFeed implements TickFeed {
        private final Deque<RawTick> ticks;

        ScriptedFeed(List<RawTick> ticks) {
            this.ticks = new ArrayDeque<>(ticks);
        }

        @Override
        public RawTick next() {
            return ticks.poll();
        }

        @Override
        public void close() {
            ticks.clear();
        }
    }

    @Override
    protected TerminalGateway open() {
        List<RawTick> ticks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            double bid = 1.0846 + (i % 7) * 1e-5;
            ticks.add(RawTick.quote("EURUSD", T + i, round(bid), round(bid + 1e-4)));
        }
        return terminal(ticks);
    }

    private static double round(double price) {
        return Math.rint(price * 1e5) / 1e5;
    }

    private static TerminalGateway terminal(List<RawTick> ticks) {
        return new SimulatedTerminal(
                "sim",
                config(),
                List.of("EURUSD", "USDJPY", "XAUUSD").stream()
                        .map(SymbolCatalogue::spec)
                        .toList(),
                MinuteHistory.none(),
                Set.of(),
                new ScriptedFeed(ticks),
                FeedSpeed.MAX,
                true,
                Executors.newSingleThreadScheduledExecutor(),
                new ManualClock());
    }

    private static SimulatedConfig config() {
        try {
            return new ConfigLoader(Map.of())
                    .parse("{}", "test")
                    .primaryTerminal()
                    .simulated();
        } catch (ConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connected terminal that has played its first ticks. */
    private static TerminalGateway at(int played, RawTick... ticks) {
        TerminalGateway gateway = terminal(List.of(ticks));
        await(gateway.connect("", 0, ""));
        await(gateway.pollTicks(played));
        return gateway;
    }

    private static TradeResult open(
            TerminalGateway gateway, String symbol, Side side, double lots, double sl, double tp) {
        return await(gateway.submit(new OpenMarket("tw:t", symbol, side, lots, sl, tp, 20, 1, "tw:t")));
    }

    @Test
    void reckonsEurusdProfitAndMarginInDollars() {
        TerminalGateway gateway =
                at(1, RawTick.quote("EURUSD", T, 1.08450, 1.08470), RawTick.quote("EURUSD", T + 1, 1.08570, 1.08590));
        open(gateway, "EURUSD", Side.BUY, 0.1, 0, 0);
        AccountSnapshot opened = await(gateway.account());
        assertEquals(-2.00, opened.profit(), "the spread: 2 pips of 1 dollar");
        assertEquals(108.47, opened.margin(), "10,000 EUR at 1:100, paid at the ask");
        await(gateway.pollTicks(1));
        AccountSnapshot moved = await(gateway.account());
        assertEquals(10.00, moved.profit());
        assertEquals(10_010.00, moved.equity());
        assertEquals(Math.rint(moved.equity() / moved.margin() * 10_000) / 100, moved.marginLevel());
    }

    @Test
    void convertsYenProfitAtTheClosingPrice() {
        TerminalGateway gateway =
                at(1, RawTick.quote("USDJPY", T, 151.100, 151.110), RawTick.quote("USDJPY", T + 1, 152.110, 152.210));
        TradeResult.Filled buy = (TradeResult.Filled) open(gateway, "USDJPY", Side.BUY, 0.1, 0, 0);
        assertEquals(100.00, await(gateway.account()).margin(), "10,000 USD at 1:100");
        await(gateway.pollTicks(1));
        TradeResult.Filled closed =
                (TradeResult.Filled) await(gateway.submit(new ClosePosition("tw:c", buy.positionId(), 0.1, 20)));
        // (152.110 - 151.110) * 10,000 = 10,000 JPY; a gain buys dollars at the ask: 10,000 / 152.210
        assertEquals(65.70, closed.profit());
        assertEquals(10_065.70, await(gateway.account()).balance());
    }

    @Test
    void convertsYenLossAtTheOtherSide() {
        TerminalGateway gateway =
                at(1, RawTick.quote("USDJPY", T, 151.100, 151.110), RawTick.quote("USDJPY", T + 1, 150.110, 150.120));
        open(gateway, "USDJPY", Side.BUY, 0.1, 0, 0);
        await(gateway.pollTicks(1));
        // (150.110 - 151.110) * 10,000 = -10,000 JPY; bought at the bid: -10,000 / 150.110
        assertEquals(-66.62, await(gateway.account()).profit());
    }

    @Test
    void reckonsGoldByTheHundredOunces() {
        TerminalGateway gateway =
                at(1, RawTick.quote("XAUUSD", T, 2650.00, 2650.30), RawTick.quote("XAUUSD", T + 1, 2655.30, 2655.60));
        open(gateway, "XAUUSD", Side.BUY, 0.1, 0, 0);
        assertEquals(265.03, await(gateway.account()).margin(), "10 ounces at the ask, 1:100");
        await(gateway.pollTicks(1));
        assertEquals(50.00, await(gateway.account()).profit());
    }

    @Test
    void aSellTakesTheBidAndIsClosedAtTheAsk() {
        TerminalGateway gateway =
                at(1, RawTick.quote("EURUSD", T, 1.08450, 1.08470), RawTick.quote("EURUSD", T + 1, 1.08350, 1.08370));
        TradeResult.Filled sell = (TradeResult.Filled) open(gateway, "EURUSD", Side.SELL, 1, 0, 0);
        assertEquals(1.08450, sell.price());
        await(gateway.pollTicks(1));
        assertEquals(80.00, await(gateway.account()).profit());
    }

    @Test
    void stopLossAndTakeProfitAreTriggeredByTheTickThatReachesThem() {
        TerminalGateway gateway = at(
                1,
                RawTick.quote("EURUSD", T, 1.08450, 1.08470),
                RawTick.quote("EURUSD", T + 1, 1.08401, 1.08421),
                RawTick.quote("EURUSD", T + 2, 1.08400, 1.08420));
        List<Deal> deals = new ArrayList<>();
        gateway.onEvent(event -> {
            if (event instanceof TerminalEvent.DealDone done) {
                synchronized (deals) {
                    deals.add(done.deal());
                }
            }
        });
        open(gateway, "EURUSD", Side.BUY, 0.1, 1.08400, 0);
        open(gateway, "EURUSD", Side.SELL, 0.1, 0, 1.08420);
        await(gateway.pollTicks(1));
        assertEquals(2, await(gateway.positions()).size(), "one point above the stop nothing happens");
        await(gateway.pollTicks(1));
        assertEquals(0, await(gateway.positions()).size());
        Awaitility.await().until(() -> deals.size() == 2);
        assertEquals(
                List.of(Deal.Reason.STOP_LOSS, Deal.Reason.TAKE_PROFIT),
                deals.stream().map(Deal::reason).toList());
        assertEquals(-7.00, deals.get(0).profit());
        assertEquals(3.00, deals.get(1).profit());
    }

    @Test
    void refusesToTradeASymbolWithoutAPriceOrWithoutARate() {
        TerminalGateway gateway =
                at(2, RawTick.quote("EURUSD", T, 1.0845, 1.0847), RawTick.quote("EURGBP", T, 0.85, 0.86));
        assertEquals(
                Retcode.PRICE_OFF.code(),
                ((TradeResult.Rejected) open(gateway, "USDJPY", Side.BUY, 0.1, 0, 0)).retcode());
        TradeResult.Rejected noRate = (TradeResult.Rejected) open(gateway, "EURGBP", Side.BUY, 0.1, 0, 0);
        assertEquals(Retcode.PRICE_OFF.code(), noRate.retcode());
        assertTrue(noRate.comment().contains("GBP"), noRate.comment());
        assertEquals(10_000, await(gateway.account()).equity());
    }

    @Test
    void aSymbolThatTheFeedBringsIsToldBeforeItsFirstTick() {
        TerminalGateway gateway = terminal(List.of(RawTick.quote("AUDCAD", T, 0.9, 0.91)));
        List<String> told = new ArrayList<>();
        gateway.onEvent(event -> {
            if (event instanceof TerminalEvent.SymbolAdded added) {
                told.add("symbol " + added.spec().name());
            }
        });
        gateway.pushTicks(batch -> told.add("tick " + batch.get(0).symbol()));
        await(gateway.connect("", 0, ""));
        gateway.requestTicks(5);
        await(gateway.symbols());
        assertEquals(List.of("symbol AUDCAD", "tick AUDCAD"), told);
    }
}
