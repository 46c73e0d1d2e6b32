package io.tickwire.risk;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.SymbolTradeMode;
import io.tickwire.domain.Tick;
import io.tickwire.domain.VolumeRule;
import java.time.Instant;
import java.util.Optional;

/** What is checked of an order by itself: symbol, volume, price, stops, margin. Pure. */
final class OrderRules {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final RiskSettings settings;

    OrderRules(RiskSettings settings) {
        this.settings = settings;
    }

    Optional<Refusal> judge(OpenQuestion question) {
        return symbol(question)
                .or(() -> volume(question.signal().volume(), question.spec()))
                .or(() -> hours(question))
                .or(() -> quote(question))
                .or(() -> stopLoss(question.signal()))
                .or(() -> stops(question))
                .or(() -> margin(question));
    }

    private Optional<Refusal> symbol(OpenQuestion question) {
        String symbol = question.signal().symbol();
        if (question.spec() == null) {
            return Optional.of(Refusal.of(ErrorCode.INVALID_SYMBOL, "Symbol not found: " + symbol)
                    .with("symbol", symbol)
                    .with("suggestion", "send get_symbols for the list of symbols"));
        }
        boolean listed = settings.symbols().isEmpty()
                || settings.symbols().contains(symbol)
                || settings.symbols().contains(question.spec().name());
        if (!listed) {
            return Optional.of(Refusals.of(RiskReason.SYMBOL_NOT_ALLOWED, symbol + " is not in risk.symbols")
                    .with("symbol", symbol));
        }
        return Optional.empty();
    }

    static Optional<Refusal> volume(double volume, SymbolSpec spec) {
        return spec.volume().allows(volume) ? Optional.empty() : Optional.of(invalidVolume(volume, spec));
    }

    static Refusal invalidVolume(double volume, SymbolSpec spec) {
        VolumeRule rule = spec.volume();
        return Refusal.of(
                        ErrorCode.INVALID_VOLUME,
                        "Invalid volume " + volume + " for " + spec.name() + ": minimum " + rule.min() + ", maximum "
                                + rule.max() + ", step " + rule.step())
                .with("volume", volume)
                .with("min", rule.min())
                .with("max", rule.max())
                .with("step", rule.step());
    }

    private Optional<Refusal> hours(OpenQuestion question) {
        long now = question.facts().nowMsc();
        SymbolSpec spec = question.spec();
        if (spec.rules().tradeMode() == SymbolTradeMode.DISABLED
                || !spec.rules().hours().isOpen(now)) {
            Refusal closed = Refusal.of(ErrorCode.MARKET_CLOSED, "The market of " + spec.name() + " is closed");
            var opens = spec.rules().hours().nextOpen(now);
            boolean known = opens.isPresent() && opens.getAsLong() > now;
            return Optional.of(
                    known
                            ? closed.with(
                                    "retry_after",
                                    Instant.ofEpochMilli(opens.getAsLong()).toString())
                            : closed);
        }
        return settings.hours().isOpen(now)
                ? Optional.empty()
                : Optional.of(Refusals.of(RiskReason.OUTSIDE_HOURS, "Outside the trading hours of risk.hours"));
    }

    private Optional<Refusal> quote(OpenQuestion question) {
        String symbol = question.signal().symbol();
        Tick quote = question.quote();
        if (quote == null) {
            return Optional.of(Refusals.of(RiskReason.NO_QUOTE, "No price for " + symbol + " yet")
                    .with("suggestion", "wait for its first tick"));
        }
        long ageMs = (question.facts().nowNanos() - quote.receivedAtNanos()) / NANOS_PER_MILLI;
        long maxMs = settings.maxQuoteAge().toMillis();
        if (ageMs > maxMs) {
            return Optional.of(
                    Refusals.of(RiskReason.QUOTE_STALE, "The last price of " + symbol + " is " + ageMs + " ms old")
                            .with("age_ms", ageMs)
                            .with("max_ms", maxMs));
        }
        double spread = question.spec().spreadPips(quote.bid(), quote.ask());
        return settings.maxSpreadPips() > 0 && spread > settings.maxSpreadPips()
                ? Refusals.above(RiskReason.SPREAD_TOO_WIDE, "Spread in pips", spread, settings.maxSpreadPips())
                : Optional.empty();
    }

    Optional<Refusal> stopLoss(Signal signal) {
        return settings.stopLossRequired() && signal.stopLoss() == 0
                ? Optional.of(Refusals.of(RiskReason.STOP_LOSS_REQUIRED, "An order needs a stop_loss here")
                        .with("suggestion", "give stop_loss"))
                : Optional.empty();
    }

    /** MetaTrader measures a stop from the price that would close the position; of a pending order, from its price. */
    private static Optional<Refusal> stops(OpenQuestion question) {
        Signal signal = question.signal();
        SymbolSpec spec = question.spec();
        Side side = signal.side();
        double price = reference(question, side);
        double least = Math.max(spec.stopsLevel() * spec.point(), spec.point() / 2);
        if (signal.stopLoss() > 0 && (price - signal.stopLoss()) * side.sign() < least - 1e-9) {
            return Optional.of(wrongStop("stop_loss", signal.stopLoss(), price, side, spec));
        }
        return signal.takeProfit() > 0 && (signal.takeProfit() - price) * side.sign() < least - 1e-9
                ? Optional.of(wrongStop("take_profit", signal.takeProfit(), price, side, spec))
                : Optional.empty();
    }

    private static double reference(OpenQuestion question, Side side) {
        Signal signal = question.signal();
        if (!question.pending()) {
            return question.quote().fillPrice(side.opposite());
        }
        return signal.stopLimitPrice() > 0 ? signal.stopLimitPrice() : signal.price();
    }

    private static Refusal wrongStop(String field, double stop, double price, Side side, SymbolSpec spec) {
        boolean below = (side == Side.BUY) == field.equals("stop_loss");
        return Refusal.of(
                        ErrorCode.INVALID_STOPS,
                        field + " " + stop + " of a " + side + " must be " + (below ? "below" : "above") + " " + price)
                .with("field", field)
                .with("received", stop)
                .with("price", price)
                .with("stops_level", spec.stopsLevel());
    }

    private Optional<Refusal> margin(OpenQuestion question) {
        // Many may be checked at once, against the same free margin.
        double free = question.freeMargin() - question.facts().exposure().marginOnTheWay();
        if (!(question.requiredMargin() <= free)) {
            return Optional.of(Refusal.of(ErrorCode.INSUFFICIENT_MARGIN, "Not enough free margin")
                    .with("required_margin", question.requiredMargin())
                    .with("available_margin", free));
        }
        double equity = question.facts().account().equity();
        double taken = question.facts().account().margin()
                + question.facts().exposure().marginUnread();
        double used = equity > 0 ? (taken + question.requiredMargin()) / equity * 100 : 0;
        return settings.maxMarginUsePercent() > 0 && used > settings.maxMarginUsePercent()
                ? Refusals.above(
                        RiskReason.MARGIN_USE, "Margin in use, percent of equity", used, settings.maxMarginUsePercent())
                : Optional.empty();
    }
}
