package io.tickwire.terminal.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.Deal;
import io.tickwire.domain.Deal.Entry;
import io.tickwire.domain.Position;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest.CloseBy;
import io.tickwire.terminal.ClosedPosition;
import io.tickwire.terminal.ClosedPositions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions, their money and their margin. EURUSD begins at 1.08450 / 1.08470. */
final class PaperPositionsTest {
    private static final String NETTING = "{'marginMode':'netting'}";

    @Test
    void nettingAddsAtTheWeightedPriceAndKeepsTheId() {
        PaperRig rig = PaperRig.quoted(NETTING);
        long id = rig.open(Side.BUY, 0.1).positionId();
        rig.bid(1.08550);
        assertEquals(id, rig.open(Side.BUY, 0.3).positionId());
        Position position = rig.broker.positions().get(0);
        assertEquals(0.4, position.volume());
        assertEquals(1.08545, position.openPrice(), 1e-9, "(0.1 * 1.08470 + 0.3 * 1.08570) / 0.4");
        assertEquals(1, rig.broker.positions().size());
    }

    @Test
    void nettingLessensClosesAndTurnsOver() {
        PaperRig rig = PaperRig.quoted(NETTING);
        long id = rig.open(Side.BUY, 0.3).positionId();
        rig.bid(1.08570);
        rig.open(Side.SELL, 0.1);
        assertEquals(Entry.OUT, rig.lastDeal().entry());
        assertEquals(10.00, rig.lastDeal().profit());
        rig.open(Side.SELL, 0.5);
        assertEquals(Entry.INOUT, rig.lastDeal().entry());
        assertEquals(20.00, rig.lastDeal().profit(), "of the 0.2 lots that were left");
        Position turned = rig.broker.positions().get(0);
        assertEquals(id, turned.ticket());
        assertEquals(Side.SELL, turned.side());
        assertEquals(0.3, turned.volume());
        assertEquals(1.08570, turned.openPrice());
        rig.open(Side.BUY, 0.3);
        assertEquals(List.of(), rig.broker.positions());
        assertEquals(-6.00, rig.lastDeal().profit());
        assertEquals(10_024.00, rig.balance());
    }

    @Test
    void closesOnePositionByTheOtherWithoutTheSpread() {
        PaperRig rig = PaperRig.quoted("{}");
        long bought = rig.open(Side.BUY, 0.3).positionId();
        rig.bid(1.08570);
        long sold = rig.open(Side.SELL, 0.1).positionId();
        rig.bid(1.00000);
        assertEquals(10.00, rig.filled(new CloseBy("tw:by", bought, sold)).profit());
        List<Deal> by = rig.deals().subList(2, 4);
        assertEquals(
                List.of(Entry.OUT_BY, Entry.OUT_BY),
                by.stream().map(Deal::entry).toList());
        assertEquals(by.get(0).order(), by.get(1).order());
        assertEquals("tw:by", by.get(0).comment());
        assertEquals(0, by.get(1).profit());
        assertEquals(
                List.of(bought),
                rig.broker.positions().stream().map(Position::ticket).toList());
        assertEquals(0.2, rig.broker.positions().get(0).volume());
        assertEquals(10_010.00, rig.balance());
    }

    @ParameterizedTest
    @CsvSource({
        // hedged contract size, lots bought, lots sold, margin of both at 1:100 (EUR 1,000 a lot, bought at 1.0847)
        "-1,     1,   0,   1084.70",
        "-1,     1,   1,   1084.70",
        "50000,  1,   1,   542.35",
        "0,      1,   1,   0",
        "50000,  1,   0.4, 867.76",
        "0,      0.4, 1,   650.82",
        "100000, 0.5, 0.5, 542.35",
    })
    void hedgedLotsPayByTheHedgedContractSize(double hedged, double bought, double sold, double margin) {
        PaperRig rig = PaperRig.quoted("{'specs':[{'name':'EURUSD','hedgedMargin':" + hedged + "}]}");
        rig.open(Side.BUY, bought);
        if (sold > 0) {
            rig.open(Side.SELL, sold);
        }
        assertEquals(margin, rig.broker.account().margin());
    }

    @ParameterizedTest
    @CsvSource({
        "forex,             108.47",
        "forex-no-leverage, 10847.00",
        "cfd,               10847.00",
        "cfd-leverage,      108.47",
    })
    void marginFollowsTheCalculationMode(String mode, double margin) {
        PaperRig rig = PaperRig.quoted("{'balance':100000,'specs':[{'name':'EURUSD','calcMode':'" + mode + "'}]}");
        rig.open(Side.BUY, 0.1);
        assertEquals(margin, rig.broker.account().margin());
    }

    @Test
    void aStopOutClosesTheLargestLossFirstAndStopsWhenTheLevelIsAbove() {
        PaperRig rig = PaperRig.quoted("{'balance':1000}");
        long small = rig.open(Side.BUY, 0.2).positionId();
        long large = rig.open(Side.BUY, 0.5).positionId();
        // 97 pips of 0.7 lots are 679; 321 are left for a margin of 752.64
        rig.bid(1.07500);
        List<Deal> deals = rig.deals();
        assertEquals(3, deals.size(), "one close is enough");
        assertEquals(large, deals.get(2).positionId());
        assertEquals(Deal.Reason.STOP_OUT, deals.get(2).reason());
        assertEquals("[so 42.6%]", deals.get(2).comment());
        assertEquals(
                List.of(small),
                rig.broker.positions().stream().map(Position::ticket).toList());
        assertEquals(1000 - 485, rig.balance());
    }

    @Test
    void swapIsChargedEachMidnightAndThreeTimesOnTheTripleDay() {
        PaperRig rig =
                PaperRig.quoted("{'specs':[{'name':'EURUSD','swapLong':-7,'swapShort':2,'tripleDay':'wednesday'}]}");
        rig.open(Side.BUY, 0.1);
        rig.now = Instant.parse("2026-01-05T21:59:59Z").toEpochMilli();
        rig.bid(1.0845);
        assertEquals(0, rig.broker.positions().get(0).swap());
        double[] afterMidnightOf = {-0.70, -1.40, -3.50, -4.20, -4.90, -4.90, -4.90, -5.60};
        for (int i = 0; i < afterMidnightOf.length; i++) {
            rig.now = Instant.parse("2026-01-05T22:00:00Z").toEpochMilli() + i * 86_400_000L;
            rig.bid(1.0845);
            assertEquals(afterMidnightOf[i], rig.broker.positions().get(0).swap(), "night " + i);
        }
        AccountSnapshot account = rig.broker.account();
        assertEquals(-7.60, account.profit(), "the spread and the swap");
        assertEquals(10_000 - 7.60, account.equity());
    }

    @Test
    void swapIsBookedInProportionAndMissedNightsAreCaughtUp() {
        PaperRig rig = PaperRig.quoted("{'specs':[{'name':'EURUSD','swapLong':-7}]}");
        long id = rig.open(Side.BUY, 0.3).positionId();
        rig.now += 7 * 86_400_000L;
        rig.bid(1.0845);
        assertEquals(-14.70, rig.broker.positions().get(0).swap(), "seven nights of 0.3 lots");
        rig.close(id, 0.1);
        assertEquals(-4.90, rig.lastDeal().swap());
        rig.close(id, 0.2);
        assertEquals(-9.80, rig.lastDeal().swap());
        assertEquals(10_000 - 6 - 14.70, rig.balance());
    }

    @ParameterizedTest
    @CsvSource({"both, -1.40, -1.40", "in, -1.40, 0"})
    void commissionIsChargedOnTheDeal(String side, double in, double out) {
        PaperRig rig = PaperRig.quoted("{'commission':{'perLot':3,'perDeal':0.5,'side':'" + side + "'}}");
        rig.close(rig.open(Side.BUY, 0.3).positionId(), 0.3);
        assertEquals(
                List.of(in, out), rig.deals().stream().map(Deal::commission).toList());
        assertEquals(10_000 - 6 + in + out, rig.balance());
    }

    @Test
    void closedPositionsAreDerivedFromDeals() {
        PaperRig rig = PaperRig.quoted("{'marginMode':'netting','commission':{'perLot':10}}");
        long id = rig.open(Side.BUY, 0.1).positionId();
        rig.open(Side.BUY, 0.1);
        rig.bid(1.08570);
        rig.open(Side.SELL, 0.3);
        rig.bid(1.08470);
        rig.close(id, 0.1);
        List<ClosedPosition> closed = ClosedPositions.of(rig.deals());
        assertEquals(2, closed.size());
        assertEquals(
                new ClosedPosition(
                        id,
                        "EURUSD",
                        Side.BUY,
                        0.2,
                        1.0847,
                        rig.now,
                        1.0857,
                        rig.now,
                        20,
                        0,
                        -4,
                        Deal.Reason.EXPERT,
                        7,
                        "tw:o"),
                closed.get(0));
        assertEquals(Side.SELL, closed.get(1).side());
        assertEquals(8.00, closed.get(1).profit());
        assertEquals(-2.00, closed.get(1).commission());
        double net = closed.stream().mapToDouble(ClosedPosition::net).sum();
        assertEquals(rig.balance() - 10_000, net, 1e-9);
    }

    @Test
    void anOpenPositionIsNotAClosedOne() {
        PaperRig rig = PaperRig.quoted("{}");
        rig.close(rig.open(Side.BUY, 0.2).positionId(), 0.1);
        assertEquals(List.of(), ClosedPositions.of(rig.deals()));
    }
}
