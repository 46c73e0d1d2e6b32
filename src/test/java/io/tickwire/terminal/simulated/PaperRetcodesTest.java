package io.tickwire.terminal.simulated;

import static io.tickwire.terminal.simulated.PaperRig.market;
import static io.tickwire.terminal.simulated.PaperRig.pending;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeRequest.CancelOrder;
import io.tickwire.domain.TradeRequest.CloseBy;
import io.tickwire.domain.TradeRequest.ClosePosition;
import io.tickwire.domain.TradeRequest.ModifyOrder;
import io.tickwire.domain.TradeRequest.ModifyPosition;
import io.tickwire.domain.TradeRequest.OpenMarket;
import io.tickwire.domain.TradeRequest.PlacePending;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.Retcode;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row for each return code that a rule of the broker gives. EURUSD stands at 1.08450 / 1.08470. */
final class PaperRetcodesTest {

    /** A step on the rig that ends in the request under test. */
    private interface Step extends Function<PaperRig, TradeRequest> {}

    private static OpenMarket buy(double lots) {
        return market("EURUSD", Side.BUY, lots, 0, 0);
    }

    private static OpenMarket sell(double lots) {
        return market("EURUSD", Side.SELL, lots, 0, 0);
    }

    private static OpenMarket filled(Filling filling, double price, double lots) {
        return new OpenMarket("t", "EURUSD", Side.BUY, lots, price, 0, 0, 5, filling, 0, "t");
    }

    private static String spec(String rules) {
        return "{'specs':[{'name':'EURUSD'," + rules + "}]}";
    }

    private static ModifyOrder moved(long ticket, double price) {
        return new ModifyOrder("t", ticket, price, 0, 0, 0, OrderTime.GTC, 0);
    }

    private static Arguments row(Retcode expected, String config, String why, Step step) {
        return arguments(expected, why, config, step);
    }

    static Stream<Arguments> rows() {
        return Stream.of(atMarket(), positions(), waiting()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> atMarket() {
        return Stream.of(
                row(Retcode.DONE, "{}", "filled", rig -> buy(0.1)),
                row(Retcode.DONE, "{}", "price inside the deviation", rig -> filled(null, 1.08466, 0.1)),
                row(Retcode.REQUOTE, "{}", "price worse than the deviation", rig -> filled(null, 1.08464, 0.1)),
                row(Retcode.REQUOTE, "{'faults':{'requoteRate':1}}", "scripted requote", rig -> buy(0.1)),
                row(Retcode.DONE, "{}", "a better price is no requote", rig -> filled(null, 1.09, 0.1)),
                row(Retcode.DONE_PARTIAL, "{'liquidity':0.2}", "ioc", rig -> filled(Filling.IOC, 0, 0.5)),
                row(Retcode.REJECT, "{'liquidity':0.2}", "fok", rig -> filled(Filling.FOK, 0, 0.5)),
                row(Retcode.REJECT, "{'faults':{'rejectRate':1}}", "scripted", rig -> buy(0.1)),
                row(Retcode.INVALID_FILL, "{}", "return is not allowed", rig -> filled(Filling.RETURN, 0, 0.1)),
                row(Retcode.INVALID, "{}", "unknown symbol", rig -> market("NOSUCH", Side.BUY, 1, 0, 0)),
                row(Retcode.INVALID_VOLUME, "{}", "off the step", rig -> buy(0.015)),
                row(Retcode.INVALID_VOLUME, "{}", "not a number", rig -> buy(Double.NaN)),
                row(Retcode.INVALID_VOLUME, spec("'volumeMin':0.5"), "below the minimum", rig -> buy(0.4)),
                row(
                        Retcode.INVALID_STOPS,
                        spec("'stopsLevel':50"),
                        "inside the stops level",
                        rig -> market("EURUSD", Side.BUY, 0.1, 1.08401, 0)),
                row(
                        Retcode.DONE,
                        spec("'stopsLevel':50"),
                        "on the stops level",
                        rig -> market("EURUSD", Side.BUY, 0.1, 1.08400, 0)),
                row(Retcode.INVALID_STOPS, "{}", "negative stop", rig -> market("EURUSD", Side.BUY, 0.1, -1, 0)),
                row(
                        Retcode.INVALID_STOPS,
                        spec("'tickSize':0.0005"),
                        "stop loss off the tick",
                        rig -> market("EURUSD", Side.BUY, 0.1, 1.0801, 0)),
                row(
                        Retcode.INVALID_STOPS,
                        "{}",
                        "take profit off the tick",
                        rig -> market("EURUSD", Side.BUY, 0.1, 0, 1.090005)),
                row(Retcode.INVALID_PRICE, "{}", "off the tick", rig -> filled(null, 1.084705, 0.1)),
                row(Retcode.INVALID_PRICE, "{}", "negative", rig -> filled(null, -1.0847, 0.1)),
                row(Retcode.INVALID_PRICE, "{}", "not a number", rig -> filled(null, Double.NaN, 0.1)),
                row(Retcode.HEDGE_PROHIBITED, "{'hedgeAllowed':false}", "opposite position", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return sell(0.1);
                }),
                row(Retcode.DONE, "{'hedgeAllowed':false}", "same side", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return buy(0.1);
                }),
                row(Retcode.DONE, "{'hedgeAllowed':false,'marginMode':'netting'}", "netting never hedges", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return sell(0.2);
                }),
                row(Retcode.NO_MONEY, "{'marginMode':'netting'}", "too large a reversal", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return sell(50);
                }),
                row(Retcode.NO_MONEY, "{}", "too large", rig -> buy(100)),
                row(Retcode.PRICE_OFF, "{}", "no tick yet", rig -> market("GBPUSD", Side.BUY, 0.1, 0, 0)),
                row(Retcode.MARKET_CLOSED, "{'hours':['MON 00:00-10:00']}", "after hours", rig -> buy(0.1)),
                row(Retcode.MARKET_CLOSED, "{'holidays':['2026-01-05']}", "holiday", rig -> buy(0.1)),
                row(Retcode.TRADE_DISABLED, spec("'tradeMode':'disabled'"), "disabled", rig -> buy(0.1)),
                row(Retcode.LONG_ONLY, spec("'tradeMode':'long-only'"), "sell", rig -> sell(0.1)),
                row(
                        Retcode.DONE,
                        "{'marginMode':'netting','specs':[{'name':'EURUSD','tradeMode':'long-only'}]}",
                        "a sell that only lessens",
                        rig -> {
                            rig.open(Side.BUY, 0.2);
                            return sell(0.1);
                        }),
                row(
                        Retcode.LONG_ONLY,
                        "{'marginMode':'netting','specs':[{'name':'EURUSD','tradeMode':'long-only'}]}",
                        "a sell that turns over",
                        rig -> {
                            rig.open(Side.BUY, 0.2);
                            return sell(0.3);
                        }),
                row(Retcode.SHORT_ONLY, spec("'tradeMode':'short-only'"), "buy", rig -> buy(0.1)),
                row(Retcode.CLOSE_ONLY, spec("'tradeMode':'close-only'"), "buy", rig -> buy(0.1)),
                row(Retcode.LIMIT_POSITIONS, "{'maxPositions':1}", "second position", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return sell(0.1);
                }),
                row(Retcode.DONE, "{'maxPositions':1,'marginMode':'netting'}", "joins", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return buy(0.1);
                }),
                row(Retcode.LIMIT_VOLUME, spec("'volumeLimit':0.3"), "positions and orders count", rig -> {
                    rig.open(Side.BUY, 0.1);
                    rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08));
                    return buy(0.2);
                }),
                row(Retcode.DONE, spec("'volumeLimit':0.3"), "each direction alone", rig -> {
                    rig.open(Side.BUY, 0.3);
                    return sell(0.3);
                }));
    }

    private static Stream<Arguments> positions() {
        return Stream.of(
                row(Retcode.POSITION_CLOSED, "{}", "close twice", rig -> {
                    long id = rig.open(Side.BUY, 0.1).positionId();
                    rig.close(id, 0.1);
                    return new ClosePosition("t", id, 0.1, 5);
                }),
                row(
                        Retcode.INVALID_CLOSE_VOLUME,
                        "{}",
                        "more than there is",
                        rig -> new ClosePosition("t", rig.open(Side.BUY, 0.1).positionId(), 0.2, 5)),
                row(
                        Retcode.INVALID_VOLUME,
                        "{}",
                        "close nothing",
                        rig -> new ClosePosition("t", rig.open(Side.BUY, 0.1).positionId(), 0, 5)),
                row(
                        Retcode.REQUOTE,
                        "{}",
                        "close at a price that is gone",
                        rig -> new ClosePosition("t", rig.open(Side.BUY, 0.1).positionId(), 0.1, 1.08460, 5)),
                row(
                        Retcode.INVALID_PRICE,
                        "{}",
                        "close at a price off the tick",
                        rig -> new ClosePosition("t", rig.open(Side.BUY, 0.1).positionId(), 0.1, 1.084505, 5)),
                row(Retcode.FIFO_CLOSE, "{'fifoClose':true}", "the younger first", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return new ClosePosition("t", rig.open(Side.BUY, 0.1).positionId(), 0.1, 5);
                }),
                row(Retcode.DONE, "{'fifoClose':true}", "the older first", rig -> {
                    long id = rig.open(Side.BUY, 0.1).positionId();
                    rig.open(Side.BUY, 0.1);
                    return new ClosePosition("t", id, 0.1, 5);
                }),
                row(Retcode.FIFO_CLOSE, "{'fifoClose':true}", "a pair that leaves an older one", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return new CloseBy(
                            "t",
                            rig.open(Side.BUY, 0.1).positionId(),
                            rig.open(Side.SELL, 0.1).positionId());
                }),
                row(
                        Retcode.DONE,
                        "{'fifoClose':true}",
                        "the oldest pair",
                        rig -> new CloseBy(
                                "t",
                                rig.open(Side.BUY, 0.1).positionId(),
                                rig.open(Side.SELL, 0.1).positionId())),
                row(Retcode.DONE, "{'fifoClose':true,'marginMode':'netting'}", "netting has one position", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return new ClosePosition("t", rig.open(Side.BUY, 0.1).positionId(), 0.1, 5);
                }),
                row(
                        Retcode.INVALID_STOPS,
                        "{}",
                        "stop moved off the tick",
                        rig -> new ModifyPosition("t", rig.open(Side.BUY, 0.1).positionId(), 1.080005, 0)),
                row(Retcode.MARKET_CLOSED, "{'hours':['MON 12:00-15:00']}", "close after hours", rig -> {
                    long id = rig.open(Side.BUY, 0.1).positionId();
                    rig.now += 3 * 3_600_000;
                    return new ClosePosition("t", id, 0.1, 5);
                }),
                row(
                        Retcode.NO_CHANGES,
                        "{}",
                        "same stops",
                        rig -> new ModifyPosition("t", rig.open(Side.BUY, 0.1).positionId(), 0, 0)),
                row(Retcode.FROZEN, spec("'freezeLevel':60"), "stop is near", rig -> {
                    long id = rig.filled(market("EURUSD", Side.BUY, 0.1, 1.084, 0))
                            .positionId();
                    return new ModifyPosition("t", id, 1.08, 0);
                }),
                row(
                        Retcode.INVALID,
                        "{}",
                        "close by the same side",
                        rig -> new CloseBy(
                                "t",
                                rig.open(Side.BUY, 0.1).positionId(),
                                rig.open(Side.BUY, 0.1).positionId())),
                row(Retcode.INVALID_ORDER, "{'marginMode':'netting'}", "close by", rig -> new CloseBy("t", 1, 2)));
    }

    private static Stream<Arguments> waiting() {
        return Stream.of(
                row(Retcode.PLACED, "{}", "waits", rig -> pending(OrderType.BUY_LIMIT, 0.1, 1.08)),
                row(Retcode.INVALID_ORDER, "{}", "not pending", rig -> pending(OrderType.BUY, 0.1, 1.08)),
                row(Retcode.INVALID_PRICE, "{}", "out of this world", rig -> pending(OrderType.BUY_STOP, 0.1, 1e300)),
                row(Retcode.INVALID_PRICE, "{}", "limit above ask", rig -> pending(OrderType.BUY_LIMIT, 0.1, 1.09)),
                row(Retcode.INVALID_PRICE, "{}", "limit below bid", rig -> pending(OrderType.SELL_LIMIT, 0.1, 1.08)),
                row(Retcode.INVALID_PRICE, "{}", "stop below ask", rig -> pending(OrderType.BUY_STOP, 0.1, 1.08)),
                row(Retcode.INVALID_PRICE, "{}", "stop above bid", rig -> pending(OrderType.SELL_STOP, 0.1, 1.09)),
                row(Retcode.INVALID_PRICE, "{}", "no price", rig -> pending(OrderType.BUY_LIMIT, 0.1, 0)),
                row(
                        Retcode.INVALID_PRICE,
                        spec("'tickSize':0.0005"),
                        "off the tick",
                        rig -> pending(OrderType.BUY_LIMIT, 0.1, 1.0801)),
                row(
                        Retcode.INVALID_STOPS,
                        spec("'tickSize':0.0005"),
                        "stop of a pending order off the tick",
                        rig -> new PlacePending(
                                "t", "EURUSD", OrderType.BUY_LIMIT, 0.1, 1.08, 0, 1.0701, 0, OrderTime.GTC, 0, 7, "t")),
                row(
                        Retcode.INVALID_PRICE,
                        spec("'tickSize':0.0005"),
                        "limit of a stop limit off the tick",
                        rig -> pending(OrderType.BUY_STOP_LIMIT, 0.1, 1.09, 1.0881, OrderTime.GTC, 0)),
                row(Retcode.HEDGE_PROHIBITED, "{'hedgeAllowed':false}", "opposite to a position", rig -> {
                    rig.open(Side.BUY, 0.1);
                    return pending(OrderType.SELL_LIMIT, 0.1, 1.09);
                }),
                row(
                        Retcode.INVALID_PRICE,
                        "{}",
                        "limit of a stop limit on the wrong side",
                        rig -> pending(OrderType.BUY_STOP_LIMIT, 0.1, 1.09, 1.095, OrderTime.GTC, 0)),
                row(
                        Retcode.INVALID_EXPIRATION,
                        "{}",
                        "already over",
                        rig -> pending(OrderType.BUY_LIMIT, 0.1, 1.08, 0, OrderTime.SPECIFIED, rig.now)),
                row(
                        Retcode.INVALID_EXPIRATION,
                        spec("'orderTimes':['gtc']"),
                        "not allowed",
                        rig -> pending(OrderType.BUY_LIMIT, 0.1, 1.08, 0, OrderTime.DAY, 0)),
                row(Retcode.LIMIT_ORDERS, "{'maxOrders':1}", "second order", rig -> {
                    rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08));
                    return pending(OrderType.BUY_LIMIT, 0.1, 1.07);
                }),
                row(
                        Retcode.NO_CHANGES,
                        "{}",
                        "same order",
                        rig -> moved(rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08)), 1.08)),
                row(
                        Retcode.FROZEN,
                        spec("'freezeLevel':50"),
                        "price is near",
                        rig -> moved(rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.0843)), 1.08)),
                row(
                        Retcode.FROZEN,
                        spec("'freezeLevel':50"),
                        "cancelled near its price",
                        rig -> new CancelOrder("t", rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.0843)))),
                row(Retcode.ORDER_CHANGED, "{}", "cancelled twice", rig -> {
                    long ticket = rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08));
                    rig.accepted(new CancelOrder("t", ticket));
                    return new CancelOrder("t", ticket);
                }),
                row(Retcode.INVALID_ORDER, "{}", "never placed", rig -> new CancelOrder("t", 5)),
                row(Retcode.MARKET_CLOSED, "{'hours':['MON 12:00-15:00']}", "changed after hours", rig -> {
                    long ticket = rig.accepted(pending(OrderType.BUY_LIMIT, 0.1, 1.08));
                    rig.now += 3 * 3_600_000;
                    return moved(ticket, 1.07);
                }));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    void givesMetaTradersReturnCode(Retcode expected, String why, String config, Step step) {
        PaperRig rig = PaperRig.quoted(config);
        TradeRequest request = step.apply(rig);
        double before = rig.balance();
        TradeResult result = rig.submit(request);
        assertEquals(expected.code(), retcode(result), why + ": " + result);
        if (result instanceof TradeResult.Rejected) {
            assertEquals(before, rig.balance());
        }
    }

    /** No rule of a paper account leads here; {@code faults} plays them. The link answers TIMEOUT past a deadline. */
    private static final Set<Retcode> ONLY_BY_SCRIPT = EnumSet.of(
            Retcode.CANCEL,
            Retcode.TIMEOUT,
            Retcode.PRICE_CHANGED,
            Retcode.TOO_MANY_REQUESTS,
            Retcode.SERVER_DISABLES_AT,
            Retcode.CLIENT_DISABLES_AT,
            Retcode.LOCKED,
            Retcode.ONLY_REAL,
            Retcode.CLOSE_ORDER_EXIST,
            Retcode.REJECT_CANCEL);

    /** {@link LedgerFileTest#whatCannotBeWrittenIsNotBooked}, {@link FaultsTest#aDroppedConnectionRefusesOrdersAndComesBack}. */
    private static final Set<Retcode> BY_WHAT_IS_AROUND_THE_BROKER = EnumSet.of(Retcode.ERROR, Retcode.CONNECTION);

    /** What was done; no script turns it into a rejection. */
    private static final Set<Retcode> DONE = EnumSet.of(Retcode.PLACED, Retcode.DONE, Retcode.DONE_PARTIAL);

    @Test
    void everyCodeHasASituationOrStandsInAListThatSaysWhyNot() {
        Set<Retcode> provoked =
                rows().map(row -> (Retcode) row.get()[0]).collect(Collectors.toCollection(TreeSet::new));
        Set<Retcode> elsewhere = new TreeSet<>(ONLY_BY_SCRIPT);
        elsewhere.addAll(BY_WHAT_IS_AROUND_THE_BROKER);
        Set<Retcode> missing = EnumSet.allOf(Retcode.class);
        missing.removeAll(provoked);
        assertEquals(elsewhere, new TreeSet<>(missing));
    }

    static Stream<Retcode> rejections() {
        return EnumSet.complementOf(EnumSet.copyOf(DONE)).stream();
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void everyRejectionCanBeScripted(Retcode retcode) {
        PaperRig rig = PaperRig.quoted("{'faults':{'rejectRate':1,'rejectRetcode':" + retcode.code() + "}}");
        assertEquals(new TradeResult.Rejected(retcode.code(), retcode.text()), rig.submit(buy(0.1)));
        assertEquals(0, rig.deals().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {10005, 10008, 10009, 10010, 10037})
    void whatIsNoRejectionCannotBeScripted(int code) {
        assertThrows(
                IllegalArgumentException.class, () -> PaperRig.config("{'faults':{'rejectRetcode':" + code + "}}"));
        assertTrue(rejections().noneMatch(retcode -> retcode.code() == code));
    }

    @Test
    void aScriptedRejectionComesOnce() {
        PaperRig rig = PaperRig.quoted("{}");
        rig.faults.rejectNext(Retcode.TOO_MANY_REQUESTS);
        assertEquals(Retcode.TOO_MANY_REQUESTS.code(), retcode(rig.submit(buy(0.1))));
        assertEquals(Retcode.DONE.code(), retcode(rig.submit(buy(0.1))));
    }

    private static int retcode(TradeResult result) {
        if (result instanceof TradeResult.Rejected rejected) {
            return rejected.retcode();
        }
        return result instanceof TradeResult.Accepted accepted
                ? accepted.retcode()
                : ((TradeResult.Filled) result).retcode();
    }
}
