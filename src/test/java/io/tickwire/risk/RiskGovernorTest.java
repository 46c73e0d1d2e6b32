package io.tickwire.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.SymbolTradeMode;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeRules;
import io.tickwire.domain.TradingHours;
import io.tickwire.domain.TradingHours.Session;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import io.tickwire.terminal.SymbolCatalogue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit at the value that just passes and at the one that does not. */
final class RiskGovernorTest {

    /**
     * One limit.
     *
     * @param settings configuration, in single quotes
     * @param refused the change of a harmless question that is refused
     * @param passing its neighbours that pass
     * @param details of the refusal, all of them
     */
    private record Row(
            String name,
            String settings,
            Consumer<Asking> refused,
            List<Consumer<Asking>> passing,
            ErrorCode code,
            Map<String, Object> details) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Map<String, Object> details(Object... keysAndValues) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            details.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return details;
    }

    private static Row limit(
            RiskReason reason,
            String risk,
            Consumer<Asking> refused,
            List<Consumer<Asking>> passing,
            Object... keysAndValues) {
        Map<String, Object> details = details("reason", reason.name());
        details.putAll(details(keysAndValues));
        return new Row(reason.name(), "{'risk':{" + risk + "}}", refused, passing, ErrorCode.RISK_REJECTED, details);
    }

    private static Row code(
            ErrorCode code,
            String name,
            Consumer<Asking> refused,
            List<Consumer<Asking>> passing,
            Object... keysAndValues) {
        return new Row(code.name() + " " + name, "{}", refused, passing, code, details(keysAndValues));
    }

    private static Consumer<Asking> held(int positions, int ofSymbol, int orders, int ordersOfSymbol) {
        return ask -> ask.held = new Exposure(positions, ofSymbol, orders, ordersOfSymbol, 0, 0);
    }

    private static Consumer<Asking> at(String time) {
        return ask -> ask.now = Instant.parse(time);
    }

    private static Consumer<Asking> pending(Consumer<Asking> change) {
        return change.andThen(ask -> ask.price = 1.08);
    }

    static Stream<Row> rows() {
        return Stream.of(marketRows(), sizeRows(), countRows(), lossRows(), codeRows(), stopRows())
                .flatMap(rows -> rows);
    }

    private static Stream<Row> marketRows() {
        return Stream.of(
                limit(
                        RiskReason.NO_QUOTE,
                        "",
                        ask -> ask.quoted = false,
                        List.of(ask -> {}),
                        "suggestion",
                        "wait for its first tick"),
                new Row(
                        RiskReason.QUOTE_STALE.name(),
                        "{'execution':{'maxQuoteAge':'5s'}}",
                        ask -> ask.quoteAgeMs = 5001,
                        List.of(ask -> ask.quoteAgeMs = 5000),
                        ErrorCode.RISK_REJECTED,
                        details("reason", "QUOTE_STALE", "age_ms", 5001L, "max_ms", 5000L)),
                limit(
                        RiskReason.SPREAD_TOO_WIDE,
                        "'maxSpreadPips':2",
                        ask -> ask.ask = 1.08471,
                        List.of(ask -> ask.ask = 1.0847),
                        "value",
                        2.1,
                        "limit",
                        2.0),
                limit(
                        RiskReason.SYMBOL_NOT_ALLOWED,
                        "'symbols':['EURUSD','GOLD']",
                        ask -> {
                            ask.symbol = "GBPUSD";
                            ask.spec = SymbolCatalogue.spec("GBPUSD");
                        },
                        List.of(ask -> {}, ask -> ask.symbol = "GOLD", ask -> ask.symbol = "mapped"),
                        "symbol",
                        "GBPUSD"),
                limit(
                        RiskReason.OUTSIDE_HOURS,
                        "'hours':['FRI 08:00-22:00']",
                        at("2026-01-02T20:00:00Z"),
                        List.of(at("2026-01-02T19:59:59.999Z"), at("2026-01-02T06:00:00Z"))),
                limit(
                        RiskReason.NEWS_WINDOW,
                        "'news':[{'from':'2026-01-02T12:00:00Z','to':'2026-01-02T12:30:00Z','currencies':['EUR']}]",
                        at("2026-01-02T12:00:00Z"),
                        List.of(
                                at("2026-01-02T11:59:59.999Z"),
                                at("2026-01-02T12:30:00Z"),
                                ask -> ask.spec = SymbolCatalogue.spec("USDJPY")),
                        "until",
                        "2026-01-02T12:30:00Z"));
    }

    private static Stream<Row> sizeRows() {
        return Stream.of(
                limit(
                        RiskReason.VOLUME_ABOVE_MAXIMUM,
                        "'maxLots':1",
                        ask -> ask.volume = 1.01,
                        List.of(ask -> ask.volume = 1),
                        "value",
                        1.01,
                        "limit",
                        1.0),
                limit(
                        RiskReason.VOLUME_ABOVE_MULTIPLIER,
                        "'maxLots':1",
                        half(0.51),
                        List.of(half(0.5)),
                        "value",
                        0.51,
                        "limit",
                        0.5,
                        "risk_multiplier",
                        0.5),
                limit(RiskReason.MULTIPLIER_ZERO, "", ask -> ask.mandate = 0, List.of(ask -> ask.mandate = 1e-9)),
                limit(
                        RiskReason.STOP_LOSS_REQUIRED,
                        "'stopLossRequired':true",
                        ask -> {},
                        List.of(ask -> ask.stopLoss = 1.08),
                        "suggestion",
                        "give stop_loss"),
                limit(
                        RiskReason.MARGIN_USE,
                        "'maxMarginUsePercent':50",
                        margin(1000.5),
                        List.of(margin(1000)),
                        "value",
                        (4000 + 1000.5) / 10_000 * 100,
                        "limit",
                        50.0),
                limit(
                        RiskReason.MAX_EXPOSURE,
                        "'maxExposureLots':1",
                        ask -> ask.held = new Exposure(1, 1, 0, 0, 0.91, 5),
                        List.of(ask -> ask.held = new Exposure(1, 1, 0, 0, 0.9, 5), ask -> {
                            ask.action = SignalAction.SELL;
                            ask.held = new Exposure(1, 1, 0, 0, 5, 0.9);
                        }),
                        "value",
                        0.1 + 0.91,
                        "limit",
                        1.0));
    }

    private static Consumer<Asking> half(double volume) {
        return ask -> {
            ask.mandate = 0.5;
            ask.volume = volume;
        };
    }

    private static Consumer<Asking> margin(double required) {
        return ask -> {
            ask.margin = 4000;
            ask.required = required;
        };
    }

    private static Stream<Row> countRows() {
        return Stream.of(
                limit(
                        RiskReason.MAX_POSITIONS,
                        "'maxPositions':3",
                        held(3, 0, 0, 0),
                        List.of(held(2, 0, 9, 9), pending(held(3, 0, 0, 0))),
                        "value",
                        3.0,
                        "limit",
                        3.0),
                limit(
                        RiskReason.MAX_POSITIONS_PER_SYMBOL,
                        "'maxPositionsPerSymbol':2",
                        held(2, 2, 0, 0),
                        List.of(held(9, 1, 9, 9), pending(held(2, 2, 0, 0))),
                        "value",
                        2.0,
                        "limit",
                        2.0),
                limit(
                        RiskReason.MAX_ORDERS,
                        "'maxOrders':3",
                        pending(held(0, 0, 3, 0)),
                        List.of(pending(held(9, 9, 2, 0)), held(0, 0, 3, 0)),
                        "value",
                        3.0,
                        "limit",
                        3.0),
                limit(
                        RiskReason.MAX_ORDERS_PER_SYMBOL,
                        "'maxOrdersPerSymbol':2",
                        pending(held(0, 0, 2, 2)),
                        List.of(pending(held(9, 9, 9, 1)), held(0, 0, 2, 2)),
                        "value",
                        2.0,
                        "limit",
                        2.0),
                limit(
                        RiskReason.ORDER_RATE,
                        "'ordersPerMinute':5",
                        ask -> ask.ordersLastMinute = 5,
                        List.of(ask -> ask.ordersLastMinute = 4),
                        "value",
                        5.0,
                        "limit",
                        5.0));
    }

    private static Stream<Row> lossRows() {
        return Stream.of(
                limit(
                        RiskReason.DAILY_LOSS,
                        "'dailyLossPercent':5,'dailyLossBufferPercent':1",
                        ask -> ask.equity = 9600,
                        List.of(ask -> ask.equity = 9600.01),
                        "value",
                        4.0,
                        "limit",
                        4.0),
                limit(
                        RiskReason.MAX_DRAWDOWN,
                        "'maxDrawdownPercent':10",
                        drawnDown(9000),
                        List.of(drawnDown(9000.01)),
                        "value",
                        10.0,
                        "limit",
                        10.0),
                limit(
                        RiskReason.PRESERVATION,
                        "'profitTargetPercent':8,'minTradingDays':5,'preservationKellyScore':0.8",
                        target(10_800, 4, 0.79),
                        List.of(target(10_800, 4, 0.8), target(10_800, 5, 0.79), target(10_799.99, 4, 0.79)),
                        "kelly_score",
                        0.79,
                        "trading_days",
                        4));
    }

    private static Consumer<Asking> drawnDown(double equity) {
        return ask -> {
            ask.dayStart = 9000;
            ask.equity = equity;
        };
    }

    private static Consumer<Asking> target(double equity, int tradingDays, double kellyScore) {
        return ask -> {
            ask.equity = equity;
            ask.tradingDays = tradingDays;
            ask.kellyScore = kellyScore;
        };
    }

    private static Stream<Row> codeRows() {
        return Stream.of(
                code(
                        ErrorCode.TRADING_HALTED,
                        "",
                        ask -> ask.trading = new TradingStatus(TradingState.HALTED, "stop"),
                        List.of(ask -> {}),
                        "state",
                        "HALTED",
                        "reason",
                        "stop"),
                code(
                        ErrorCode.TRADING_HALTED,
                        "reducing",
                        ask -> ask.trading = new TradingStatus(TradingState.REDUCING, "calm"),
                        List.of(ask -> {}),
                        "state",
                        "REDUCING",
                        "reason",
                        "calm"),
                code(
                        ErrorCode.INVALID_SYMBOL,
                        "",
                        ask -> ask.spec = null,
                        List.of(ask -> {}),
                        "symbol",
                        "EURUSD",
                        "suggestion",
                        "send get_symbols for the list of symbols"),
                code(
                        ErrorCode.INVALID_VOLUME,
                        "off the step",
                        ask -> ask.volume = 0.015,
                        List.of(ask -> ask.volume = 0.02),
                        "volume",
                        0.015,
                        "min",
                        0.01,
                        "max",
                        100.0,
                        "step",
                        0.01),
                code(
                        ErrorCode.INVALID_VOLUME,
                        "too large",
                        ask -> ask.volume = 100.01,
                        List.of(ask -> ask.volume = 100),
                        "volume",
                        100.01,
                        "min",
                        0.01,
                        "max",
                        100.0,
                        "step",
                        0.01),
                code(
                        ErrorCode.INSUFFICIENT_MARGIN,
                        "",
                        ask -> ask.required = 10_000.01,
                        List.of(ask -> ask.required = 10_000),
                        "required_margin",
                        10_000.01,
                        "available_margin",
                        10_000.0),
                code(
                        ErrorCode.INSUFFICIENT_MARGIN,
                        "not a number",
                        ask -> ask.required = Double.NaN,
                        List.of(ask -> {}),
                        "required_margin",
                        Double.NaN,
                        "available_margin",
                        10_000.0),
                code(
                        ErrorCode.MARKET_CLOSED,
                        "outside its sessions",
                        ask -> {
                            ask.spec = weekdays(SymbolTradeMode.FULL);
                            ask.now = Instant.parse("2026-01-03T12:00:00Z");
                        },
                        List.of(ask -> ask.spec = weekdays(SymbolTradeMode.FULL)),
                        "retry_after",
                        "2026-01-09T00:00:00Z"),
                code(
                        ErrorCode.MARKET_CLOSED,
                        "disabled",
                        ask -> ask.spec = weekdays(SymbolTradeMode.DISABLED),
                        List.of(ask -> ask.spec = weekdays(SymbolTradeMode.FULL))));
    }

    /** Trades on Fridays. */
    private static SymbolSpec weekdays(SymbolTradeMode mode) {
        SymbolSpec plain = SymbolCatalogue.spec("EURUSD");
        TradeRules rules = plain.rules();
        return with(
                plain,
                0,
                new TradeRules(
                        mode,
                        rules.calcMode(),
                        rules.fillings(),
                        rules.orderTimes(),
                        0,
                        0,
                        0,
                        rules.hedgedMargin(),
                        rules.swap(),
                        new TradingHours(
                                ZoneId.of("UTC"), List.of(new Session(DayOfWeek.FRIDAY, 0, 86_400)), Set.of())));
    }

    private static SymbolSpec with(SymbolSpec plain, int stopsLevel, TradeRules rules) {
        return new SymbolSpec(
                plain.name(),
                plain.description(),
                plain.digits(),
                plain.contractSize(),
                plain.volume(),
                plain.currencies(),
                stopsLevel,
                0,
                rules);
    }

    private static Stream<Row> stopRows() {
        return Stream.of(
                stop("stop_loss", SignalAction.BUY, 0, 1.0845, 1.08449, 1.0845),
                stop("take_profit", SignalAction.BUY, 0, 1.0845, 1.08451, 1.0845),
                stop("stop_loss", SignalAction.SELL, 0, 1.0847, 1.08471, 1.0847),
                stop("take_profit", SignalAction.SELL, 0, 1.0847, 1.08469, 1.0847),
                stop("stop_loss", SignalAction.BUY, 50, 1.08401, 1.084, 1.0845),
                stop("take_profit", SignalAction.SELL, 50, 1.08421, 1.0842, 1.0847),
                new Row(
                        "INVALID_STOPS of a pending order",
                        "{}",
                        pending(ask -> ask.stopLoss = 1.08),
                        List.of(pending(ask -> ask.stopLoss = 1.07999)),
                        ErrorCode.INVALID_STOPS,
                        details("field", "stop_loss", "received", 1.08, "price", 1.08, "stops_level", 0)),
                new Row(
                        "INVALID_STOPS of a stop-limit order",
                        "{}",
                        pending(ask -> {
                            ask.stopLimitPrice = 1.07;
                            ask.stopLoss = 1.07;
                        }),
                        List.of(pending(ask -> {
                            ask.stopLimitPrice = 1.07;
                            ask.stopLoss = 1.06999;
                        })),
                        ErrorCode.INVALID_STOPS,
                        details("field", "stop_loss", "received", 1.07, "price", 1.07, "stops_level", 0)));
    }

    private static Row stop(
            String field, SignalAction action, int stopsLevel, double wrong, double right, double price) {
        Consumer<Asking> base = ask -> {
            ask.action = action;
            ask.spec = with(ask.spec, stopsLevel, ask.spec.rules());
        };
        return code(
                ErrorCode.INVALID_STOPS,
                field + " of " + action + " at level " + stopsLevel,
                base.andThen(ask -> set(ask, field, wrong)),
                List.of(base.andThen(ask -> set(ask, field, right))),
                "field",
                field,
                "received",
                wrong,
                "price",
                price,
                "stops_level",
                stopsLevel);
    }

    private static void set(Asking ask, String field, double stop) {
        if (field.equals("stop_loss")) {
            ask.stopLoss = stop;
        } else {
            ask.takeProfit = stop;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void refusesOneStepOverTheLimitAndPassesAtIt(Row row) {
        Refusal refusal = refusal(row.settings(), row.refused());
        assertEquals(row.code(), refusal.code(), refusal.message());
        assertEquals(row.details(), refusal.details());
        for (Consumer<Asking> neighbour : row.passing()) {
            assertPasses(row.settings(), neighbour);
        }
    }

    @Test
    void everyReasonHasARow() {
        Set<RiskReason> told = rows().map(row -> row.details().get("reason"))
                .filter(reason -> Stream.of(RiskReason.values())
                        .anyMatch(known -> known.name().equals(reason)))
                .map(reason -> RiskReason.valueOf((String) reason))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RiskReason.class)));
        assertEquals(EnumSet.allOf(RiskReason.class), told);
        assertEquals(
                EnumSet.of(
                        ErrorCode.TRADING_HALTED,
                        ErrorCode.INVALID_SYMBOL,
                        ErrorCode.INVALID_VOLUME,
                        ErrorCode.INVALID_STOPS,
                        ErrorCode.INSUFFICIENT_MARGIN,
                        ErrorCode.MARKET_CLOSED,
                        ErrorCode.RISK_REJECTED),
                rows().map(Row::code).collect(Collectors.toCollection(() -> EnumSet.noneOf(ErrorCode.class))));
    }

    @Test
    void reducingLetsAnOppositeOrderPassWherePositionsNet() {
        Consumer<Asking> opposite = ask -> {
            ask.trading = new TradingStatus(TradingState.REDUCING, "calm");
            ask.marginMode = MarginMode.NETTING;
            ask.action = SignalAction.SELL;
            ask.held = new Exposure(1, 1, 0, 0, 0.1, 0);
        };
        assertPasses("{}", opposite);
        assertEquals(
                ErrorCode.TRADING_HALTED,
                refusal("{}", opposite.andThen(ask -> ask.volume = 0.11)).code(),
                "more than is held opens the other way");
        assertEquals(
                ErrorCode.TRADING_HALTED,
                refusal("{}", opposite.andThen(ask -> ask.action = SignalAction.BUY))
                        .code());
        assertEquals(
                ErrorCode.TRADING_HALTED,
                refusal("{}", opposite.andThen(ask -> ask.price = 1.09)).code(),
                "nobody knows what is held when its price comes");
        assertEquals(
                ErrorCode.TRADING_HALTED,
                refusal("{}", opposite.andThen(ask -> ask.marginMode = MarginMode.HEDGING))
                        .code());
        assertEquals(
                ErrorCode.TRADING_HALTED,
                refusal("{}", opposite.andThen(ask -> ask.trading = new TradingStatus(TradingState.HALTED, "stop")))
                        .code());
    }

    @Test
    void countsNoSecondPositionWherePositionsNet() {
        String settings = "{'risk':{'maxPositions':1,'maxPositionsPerSymbol':1}}";
        assertPasses(settings, held(1, 1, 0, 0).andThen(ask -> ask.marginMode = MarginMode.NETTING));
        assertEquals(
                ErrorCode.RISK_REJECTED,
                refusal(settings, held(1, 0, 0, 0).andThen(ask -> ask.marginMode = MarginMode.NETTING))
                        .code());
    }

    @Test
    void closingAndCancellingAreAlwaysApproved() {
        RiskGovernor governor = new RiskGovernor(Asking.settings("{'risk':{'demoMultiplier':0}}"));
        Position position = new Position(7, "EURUSD", Side.BUY, 0.3, 1, 0, 0, 0, 1, 0, 0, 5, "");
        assertEquals(
                new TradeRequest.ClosePosition("tag", 7, 0.2, 20),
                governor.approveClose(position, 0.2, "tag", 20).request());
        PendingOrder order =
                new PendingOrder(8, "EURUSD", OrderType.BUY_LIMIT, 0.1, 1, 0, 0, 0, 0, OrderTime.GTC, 0, 5, "");
        assertEquals(
                new TradeRequest.CancelOrder("tag", 8),
                governor.approveCancel(order, "tag").request());
    }

    @Test
    void approvesExactlyTheOrderItWasAskedAbout() {
        Verdict verdict = new RiskGovernor(Asking.settings("{}")).judgeOpen(new Asking().question(), Asking.ORDER);
        assertSame(
                Asking.ORDER,
                assertInstanceOf(Verdict.Approved.class, verdict).order().request());
    }

    private static Verdict judge(String settings, Consumer<Asking> change) {
        Asking ask = new Asking();
        change.accept(ask);
        return new RiskGovernor(Asking.settings(settings)).judgeOpen(ask.question(), Asking.ORDER);
    }

    private static Refusal refusal(String settings, Consumer<Asking> change) {
        return assertInstanceOf(Verdict.Denied.class, judge(settings, change)).refusal();
    }

    private static void assertPasses(String settings, Consumer<Asking> change) {
        Verdict verdict = judge(settings, change);
        assertInstanceOf(Verdict.Approved.class, verdict, verdict.toString());
    }
}
