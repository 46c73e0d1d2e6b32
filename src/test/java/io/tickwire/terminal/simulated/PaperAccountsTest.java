package io.tickwire.terminal.simulated;

import static io.tickwire.terminal.simulated.PaperRig.market;
import static io.tickwire.terminal.simulated.PaperRig.pending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import io.tickwire.domain.Filling;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.OrderState;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest.CloseBy;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.Retcode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Money that an order needs, gaps, margin call and stop out, kinds of account. EURUSD begins at 1.08450 / 1.08470. */
final class PaperAccountsTest {

    @ParameterizedTest(name = "{0} a lot, charged {1}: {2}")
    @CsvSource({
        // 9 lots need 9,762.30 of 10,000: 237.70 are left for the commission
        "26, both, DONE",
        "26.41, both, DONE",
        "26.42, both, NO_MONEY",
        "26.42, in, NO_MONEY",
        "0, both, DONE",
    })
    void marginAndCommissionMustBothBePaid(double perLot, String side, Retcode expected) {
        PaperRig rig = PaperRig.quoted("{'commission':{'perLot':" + perLot + ",'side':'" + side + "'}}");
        TradeResult result = rig.submit(market("EURUSD", Side.BUY, 9, 0, 0));
        int retcode = result instanceof TradeResult.Filled filled
                ? filled.retcode()
                : assertInstanceOf(TradeResult.Rejected.class, result).retcode();
        assertEquals(expected.code(), retcode);
    }

    @Test
    void anOrderIsCancelledWhoseCommissionCannotBePaidWhenItIsReached() {
        PaperRig rig = PaperRig.quoted("{'commission':{'perLot':40}}");
        rig.accepted(pending(OrderType.BUY_LIMIT, 9, 1.08));
        rig.bid(1.0790);
        assertEquals(List.of(), rig.deals());
        assertEquals(
                OrderState.CANCELED,
                rig.broker.ordersHistory(0, Long.MAX_VALUE).get(0).state());
    }

    @Test
    void whatLessensAPositionIsNeverTooDear() {
        PaperRig rig = PaperRig.quoted("{'marginMode':'netting','commission':{'perLot':26}}");
        rig.open(Side.BUY, 9);
        assertEquals(9, rig.open(Side.SELL, 9).volume());
    }

    @Test
    void aReversalPaysTheCommissionOfItsWholeVolume() {
        String commission = "{'marginMode':'netting','balance':2000,'commission':{'perLot':%s,'side':'%s'}}";
        // 1 lot bought; 2.5 sold leave 1.5 short: 542.35 more margin of 794.30 that are free
        PaperRig charged = PaperRig.quoted(commission.formatted(101, "both"));
        charged.open(Side.BUY, 1);
        assertEquals(
                Retcode.NO_MONEY.code(),
                assertInstanceOf(TradeResult.Rejected.class, charged.submit(market("EURUSD", Side.SELL, 2.5, 0, 0)))
                        .retcode());
        PaperRig onlyOpening = PaperRig.quoted(commission.formatted(101, "in"));
        onlyOpening.open(Side.BUY, 1);
        assertEquals(2.5, onlyOpening.open(Side.SELL, 2.5).volume(), "151.50 for the 1.5 lots that open");
    }

    @ParameterizedTest
    @CsvSource({
        // side, stop loss, take profit, bid after the gap (ask is 2 pips above), closed at, profit, comment
        "BUY,  1.08400, 1.08900, 1.08000, 1.08000, -47.00, [sl 1.08400], STOP_LOSS",
        "BUY,  1.08400, 1.08900, 1.09500, 1.09500, 103.00, [tp 1.08900], TAKE_PROFIT",
        "SELL, 1.08600, 1.08000, 1.09000, 1.09020, -57.00, [sl 1.08600], STOP_LOSS",
        "SELL, 1.08600, 1.08000, 1.07500, 1.07520, 93.00,  [tp 1.08000], TAKE_PROFIT",
    })
    void aGapOverAStopIsClosedAtTheFirstPriceBehindIt(
            Side side, double sl, double tp, double bid, double at, double profit, String comment, Deal.Reason why) {
        PaperRig rig = PaperRig.quoted("{}");
        rig.filled(market("EURUSD", side, 0.1, sl, tp));
        rig.bid(bid);
        Deal deal = rig.lastDeal();
        assertEquals(at, deal.price(), 1e-9);
        assertEquals(profit, deal.profit());
        assertEquals(comment, deal.comment());
        assertEquals(why, deal.reason());
        assertEquals(List.of(), rig.broker.positions());
    }

    @Test
    void warnsAtTheMarginCallAndThenClosesTheLargestLossesFirst() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(StopOut.class);
        log.start();
        logger.addAppender(log);
        try {
            PaperRig rig = PaperRig.quoted("{'balance':1000}");
            long small = rig.open(Side.BUY, 0.1).positionId();
            long large = rig.open(Side.BUY, 0.3).positionId();
            long middle = rig.open(Side.BUY, 0.2).positionId();
            // 67 pips of 0.6 lots are 402: equity 598 for a margin of 646.92
            rig.bid(1.0780);
            rig.bid(1.0780);
            assertEquals(3, rig.deals().size(), "a margin call closes nothing");
            assertEquals(
                    List.of("account 10001: margin call at 92.44%"),
                    log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
            // 152 pips: equity 88, margin 641.82, and 320.91 without the largest
            rig.bid(1.0695);
            List<Deal> closed = rig.deals().subList(3, rig.deals().size());
            assertEquals(
                    List.of(large, middle),
                    closed.stream().map(Deal::positionId).toList());
            assertEquals(
                    List.of("[so 13.7%]", "[so 27.4%]"),
                    closed.stream().map(Deal::comment).toList());
            assertEquals(
                    List.of(small),
                    rig.broker.positions().stream().map(Position::ticket).toList());
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void aCloseByLeavesTheRestOfTheLargerOne() {
        PaperRig rig = PaperRig.quoted("{}");
        long bought = rig.open(Side.BUY, 0.1).positionId();
        rig.bid(1.08570);
        long sold = rig.open(Side.SELL, 0.3).positionId();
        TradeResult.Filled by = rig.filled(new CloseBy("tw:by", bought, sold));
        assertEquals(10.00, by.profit());
        assertEquals(0.1, by.volume());
        Position left = rig.broker.positions().get(0);
        assertEquals(sold, left.ticket());
        assertEquals(0.2, left.volume());
        assertEquals(1.08570, left.openPrice());
        assertEquals(1, rig.broker.positions().size());
    }

    @Test
    void anExchangeAccountHoldsOnePositionOfASymbolAndTurnsItOver() {
        PaperRig rig = PaperRig.quoted("{'marginMode':'exchange','liquidity':0.2,"
                + "'specs':[{'name':'EURUSD','fillings':['return'],'calcMode':'cfd-leverage'}]}");
        assertEquals(MarginMode.EXCHANGE, rig.broker.account().marginMode());
        TradeResult.Filled part =
                rig.filled(new OpenMarket("t", "EURUSD", Side.BUY, 0.3, 0, 0, 0, 5, Filling.RETURN, 0, "t"));
        assertEquals(Retcode.DONE_PARTIAL.code(), part.retcode());
        rig.bid(1.08550);
        Position whole = rig.broker.positions().get(0);
        assertEquals(0.3, whole.volume(), 1e-9, "the rest joins");
        assertEquals(1.08503333, whole.openPrice(), 1e-8, "0.2 at 1.08470, 0.1 at 1.08570");
        assertEquals(325.51, rig.broker.account().margin(), "0.3 * 100,000 * 1.0850333 / 100");
        rig.filled(new OpenMarket("t", "EURUSD", Side.SELL, 0.5, 0, 0, 0, 5, Filling.RETURN, 0, "t"));
        rig.bid(1.08550);
        rig.bid(1.08550);
        Position turned = rig.broker.positions().get(0);
        assertEquals(whole.ticket(), turned.ticket());
        assertEquals(Side.SELL, turned.side());
        assertEquals(0.2, turned.volume(), 1e-9);
        assertEquals(
                List.of(Entry.IN, Entry.IN, Entry.OUT, Entry.INOUT, Entry.IN),
                rig.deals().stream().map(Deal::entry).toList());
        assertEquals(
                Retcode.INVALID_ORDER.code(),
                assertInstanceOf(TradeResult.Rejected.class, rig.submit(new CloseBy("t", 1, 2)))
                        .retcode());
    }

    @Test
    void aSpecifiedOrderEndsAtItsMillisecond() {
        PaperRig rig = PaperRig.quoted("{}");
        long ends = rig.now + 3_600_000;
        rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08, 0, OrderTime.SPECIFIED, ends));
        rig.now = ends - 1;
        rig.bid(1.0845);
        assertEquals(1, rig.broker.orders().size());
        rig.now = ends;
        rig.bid(1.0790);
        assertEquals(List.of(), rig.deals());
        assertEquals(
                OrderState.EXPIRED,
                rig.broker.ordersHistory(0, Long.MAX_VALUE).get(0).state());
    }

    @Test
    void aSellStopLimitWaitsBelowAndSellsAbove() {
        PaperRig rig = PaperRig.quoted("{}");
        long ticket = rig.accepted(pending(OrderType.SELL_STOP_LIMIT, 0.1, 1.084, 1.085, OrderTime.GTC, 0));
        rig.bid(1.0841);
        assertEquals(OrderType.SELL_STOP_LIMIT, rig.broker.orders().get(0).type());
        rig.bid(1.0840);
        assertEquals(OrderType.SELL_LIMIT, rig.broker.orders().get(0).type());
        assertEquals(List.of(), rig.deals(), "the limit is not reached by the tick that made it one");
        rig.bid(1.0852);
        assertEquals(1.0852, rig.lastDeal().price(), 1e-9);
        assertEquals(ticket, rig.lastDeal().order());
    }
}
