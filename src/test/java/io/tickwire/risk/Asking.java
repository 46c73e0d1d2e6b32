package io.tickwire.risk;

import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.OrderKind;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TradeMode;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradingStatus;
import io.tickwire.domain.Urgency;
import io.tickwire.terminal.SymbolCatalogue;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** A question to the governor that every limit lets pass, to be changed in the one point that a test is about. */
final class Asking {
    static final TradeRequest ORDER = new TradeRequest.CancelOrder("tag", 1);
    private static final long RECEIVED_NANOS = 1_000_000_000L;

    SymbolSpec spec = SymbolCatalogue.spec("EURUSD");
    boolean quoted = true;
    double bid = 1.0845;
    double ask = 1.0847;
    String symbol = "EURUSD";
    SignalAction action = SignalAction.BUY;
    double volume = 0.1;
    double stopLoss;
    double takeProfit;
    double price;
    double stopLimitPrice;
    String strategy = "";
    double kellyScore = Signal.NO_KELLY_SCORE;
    double equity = 10_000;
    double margin;
    double required = 100;
    double free = 10_000;
    TradeMode tradeMode = TradeMode.REAL;
    MarginMode marginMode = MarginMode.HEDGING;
    Exposure held = Exposure.NONE;
    double dayStart = 10_000;
    double startBalance = 10_000;
    double highWaterMark = 10_000;
    int tradingDays;
    Map<String, Double> multipliers = Map.of();
    TradingStatus trading = TradingStatus.ACTIVE;
    double mandate = 1;
    int ordersLastMinute;
    Instant now = Instant.parse("2026-01-02T12:00:00Z");
    long quoteAgeMs;

    static RiskSettings settings(String config) {
        try {
            return RiskSettings.of(new ConfigLoader(Map.of()).parse(config.replace('\'', '"'), "test"));
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    AccountSnapshot account() {
        return new AccountSnapshot(
                "1",
                "Name",
                "Server",
                "Company",
                "USD",
                100,
                tradeMode,
                marginMode,
                equity,
                0,
                equity,
                margin,
                equity - margin,
                0,
                0);
    }

    RiskState memory() {
        return new RiskState(
                "2026-01-02",
                dayStart,
                startBalance,
                highWaterMark,
                0,
                0,
                tradingDays,
                0,
                multipliers,
                RiskState.EMPTY.halt(),
                Map.of());
    }

    OpenQuestion question() {
        Signal signal = new Signal(
                new UUID(1, 1),
                "sim",
                symbol,
                action,
                volume,
                stopLoss,
                takeProfit,
                price,
                OrderKind.AUTO,
                stopLimitPrice,
                "",
                Urgency.MEDIUM,
                5,
                0,
                -1,
                0,
                strategy,
                kellyScore);
        Tick tick = quoted ? new Tick(symbol, 0, bid, ask, 0, 0, 6, 2, 1, RECEIVED_NANOS, RECEIVED_NANOS) : null;
        RiskFacts facts = new RiskFacts(
                account(),
                held,
                memory(),
                trading,
                mandate,
                ordersLastMinute,
                now.toEpochMilli(),
                RECEIVED_NANOS + quoteAgeMs * 1_000_000);
        return new OpenQuestion(signal, spec, tick, price > 0, required, free, facts);
    }
}
