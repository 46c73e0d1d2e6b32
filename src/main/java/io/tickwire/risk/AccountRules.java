package io.tickwire.risk;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.MarginMode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.TradingState;
import io.tickwire.domain.TradingStatus;
import java.time.Instant;
import java.util.Optional;

/** What is checked of an order because of the account: state, losses, how much is open already. Pure. */
final class AccountRules {
    private static final double DUST = 1e-9;

    private final RiskSettings settings;
    private final RiskView view;

    AccountRules(RiskSettings settings) {
        this.settings = settings;
        this.view = new RiskView(settings);
    }

    /** Before anything else: whether opening is allowed at all. */
    Optional<Refusal> state(OpenQuestion question) {
        TradingStatus trading = question.facts().trading();
        boolean reduces = trading.state() == TradingState.REDUCING && reduces(question);
        return reduces ? Optional.empty() : held(trading);
    }

    /** What may not be done unless trading is on. */
    static Optional<Refusal> held(TradingStatus trading) {
        return trading.state() == TradingState.ACTIVE
                ? Optional.empty()
                : Optional.of(Refusal.of(
                                ErrorCode.TRADING_HALTED,
                                "Trading is " + trading.state() + ", only closing is allowed: " + trading.reason())
                        .with("state", trading.state().name())
                        .with("reason", trading.reason()));
    }

    /** Where positions net, an opposite order that is not larger than the position lessens risk. */
    private static boolean reduces(OpenQuestion question) {
        Exposure held = question.facts().exposure();
        double opposite = question.signal().side() == Side.BUY ? held.sellLots() : held.buyLots();
        return nets(question) && !question.pending() && question.signal().volume() <= opposite + DUST;
    }

    private static boolean nets(OpenQuestion question) {
        return question.facts().account().marginMode() != MarginMode.HEDGING;
    }

    Optional<Refusal> judge(OpenQuestion question) {
        return losses(question)
                .or(() -> preservation(question))
                .or(() -> news(question))
                .or(() -> size(question))
                .or(() -> counts(question))
                .or(() -> exposure(question))
                .or(() -> rate(question));
    }

    private Optional<Refusal> losses(OpenQuestion question) {
        RiskFacts facts = question.facts();
        double loss = Throttle.dailyLossPercent(facts.memory(), facts.account().equity());
        if (settings.daily().lossPercent() > 0 && loss >= settings.daily().effectivePercent()) {
            return Refusals.above(
                    RiskReason.DAILY_LOSS,
                    "Loss of the day, percent",
                    loss,
                    settings.daily().effectivePercent());
        }
        double drawdown =
                Throttle.drawdownPercent(facts.memory(), facts.account().equity());
        return settings.maxDrawdownPercent() > 0 && drawdown >= settings.maxDrawdownPercent()
                ? Refusals.above(
                        RiskReason.MAX_DRAWDOWN,
                        "Loss since the greatest equity, percent",
                        drawdown,
                        settings.maxDrawdownPercent())
                : Optional.empty();
    }

    private Optional<Refusal> preservation(OpenQuestion question) {
        RiskSettings.Target target = settings.target();
        RiskFacts facts = question.facts();
        boolean reached = target.profitPercent() > 0
                && Throttle.profitPercent(facts.memory(), facts.account().equity()) >= target.profitPercent();
        boolean preserving = reached && facts.memory().tradingDays() < target.minTradingDays();
        return preserving && question.signal().kellyScore() < target.preservationKellyScore()
                ? Optional.of(Refusals.of(
                                RiskReason.PRESERVATION,
                                "The profit target is reached: until " + target.minTradingDays()
                                        + " trading days only signals with kelly_score >= "
                                        + target.preservationKellyScore() + " pass")
                        .with("kelly_score", question.signal().kellyScore())
                        .with("trading_days", facts.memory().tradingDays()))
                : Optional.empty();
    }

    private Optional<Refusal> news(OpenQuestion question) {
        long now = question.facts().nowMsc();
        SymbolSpec.Currencies currencies = question.spec().currencies();
        return settings.news().stream()
                .filter(news -> now >= news.fromMsc() && now < news.toMsc())
                .filter(news -> news.currencies().isEmpty()
                        || news.currencies().contains(currencies.base())
                        || news.currencies().contains(currencies.profit()))
                .findFirst()
                .map(news -> Refusals.of(RiskReason.NEWS_WINDOW, "News are due: nothing is opened")
                        .with("until", Instant.ofEpochMilli(news.toMsc()).toString()));
    }

    /** A volume is never cut down: the sender is told what it may be. */
    private Optional<Refusal> size(OpenQuestion question) {
        RiskFacts facts = question.facts();
        Signal signal = question.signal();
        double multiplier = view.multiplier(facts.memory(), facts.account(), facts.mandate(), signal.strategy());
        if (multiplier <= 0) {
            return Optional.of(Refusals.of(RiskReason.MULTIPLIER_ZERO, "The risk multiplier is 0"));
        }
        double most = settings.maxLots() > 0
                ? settings.maxLots()
                : question.spec().volume().max();
        if (signal.volume() > most + DUST) {
            return Refusals.above(RiskReason.VOLUME_ABOVE_MAXIMUM, "Volume", signal.volume(), most);
        }
        return settings.maxLots() > 0 && signal.volume() > most * multiplier + DUST
                ? Optional.of(
                        Refusals.above(RiskReason.VOLUME_ABOVE_MULTIPLIER, "Volume", signal.volume(), most * multiplier)
                                .get()
                                .with("risk_multiplier", multiplier))
                : Optional.empty();
    }

    private Optional<Refusal> counts(OpenQuestion question) {
        Exposure held = question.facts().exposure();
        if (!question.pending() && nets(question) && held.symbolPositions() > 0) {
            return Optional.empty();
        }
        return question.pending()
                ? count(RiskReason.MAX_ORDERS, "Pending orders", held.orders(), settings.maxOrders())
                        .or(() -> count(
                                RiskReason.MAX_ORDERS_PER_SYMBOL,
                                "Pending orders of the symbol",
                                held.symbolOrders(),
                                settings.maxOrdersPerSymbol()))
                : count(RiskReason.MAX_POSITIONS, "Open positions", held.positions(), settings.maxPositions())
                        .or(() -> count(
                                RiskReason.MAX_POSITIONS_PER_SYMBOL,
                                "Open positions of the symbol",
                                held.symbolPositions(),
                                settings.maxPositionsPerSymbol()));
    }

    private static Optional<Refusal> count(RiskReason reason, String what, int held, int limit) {
        return limit > 0 && held >= limit ? Refusals.above(reason, what, held, limit) : Optional.empty();
    }

    private Optional<Refusal> exposure(OpenQuestion question) {
        Exposure held = question.facts().exposure();
        double lots =
                question.signal().volume() + (question.signal().side() == Side.BUY ? held.buyLots() : held.sellLots());
        return settings.maxExposureLots() > 0 && lots > settings.maxExposureLots() + DUST
                ? Refusals.above(RiskReason.MAX_EXPOSURE, "Lots in this direction", lots, settings.maxExposureLots())
                : Optional.empty();
    }

    private Optional<Refusal> rate(OpenQuestion question) {
        int sent = question.facts().ordersLastMinute();
        return count(RiskReason.ORDER_RATE, "Orders of the account in a minute", sent, settings.ordersPerMinute());
    }
}
