package io.tickwire.risk;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Position;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.VolumeRule;
import java.util.Optional;

/** Decides whether a signal may become an order. Pure: everything it looks at is in the question. */
public final class RiskGovernor {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final RiskSettings settings;

    public RiskGovernor(RiskSettings settings) {
        this.settings = settings;
    }

    /** Judges a signal that opens a position; {@code order} is what would be sent for it. */
    public Verdict judgeOpen(OpenQuestion question, TradeRequest.OpenMarket order) {
        Optional<Refusal> refusal = refuseState(question)
                .or(() -> refuseSymbol(question))
                .or(() -> refuseVolume(question.signal(), question.spec()))
                .or(() -> refuseQuote(question))
                .or(() -> refuseStops(question.signal(), question.spec(), question.quote()))
                .or(() -> refuseMargin(question));
        if (refusal.isPresent()) {
            return new Verdict.Denied(refusal.get());
        }
        return new Verdict.Approved(new ApprovedOrder(order));
    }

    /** Closing lessens risk: it passes in every trading state. */
    public ApprovedOrder approveClose(Position position, double volume, String tag, int deviationPoints) {
        return new ApprovedOrder(new TradeRequest.ClosePosition(tag, position.ticket(), volume, deviationPoints));
    }

    private static Optional<Refusal> refuseState(OpenQuestion question) {
        return question.state() == TradingState.ACTIVE
                ? Optional.empty()
                : Optional.of(Refusal.of(
                                ErrorCode.TRADING_HALTED,
                                "Trading is " + question.state() + ": only closing is allowed")
                        .with("state", question.state().name()));
    }

    private static Optional<Refusal> refuseSymbol(OpenQuestion question) {
        String symbol = question.signal().symbol();
        return question.spec() != null
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.INVALID_SYMBOL, "Symbol not found: " + symbol)
                        .with("symbol", symbol)
                        .with("suggestion", "send get_symbols for the list of symbols"));
    }

    private static Optional<Refusal> refuseVolume(Signal signal, SymbolSpec spec) {
        return spec.volume().allows(signal.volume())
                ? Optional.empty()
                : Optional.of(invalidVolume(signal.volume(), spec));
    }

    /** A volume that the symbol does not allow, with what it allows. */
    public static Refusal invalidVolume(double volume, SymbolSpec spec) {
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

    private Optional<Refusal> refuseQuote(OpenQuestion question) {
        String symbol = question.signal().symbol();
        if (question.quote() == null) {
            return Optional.of(risk(RiskReason.NO_QUOTE, "No price for " + symbol + " yet")
                    .with("suggestion", "wait for its first tick"));
        }
        long ageMs = (question.nowNanos() - question.quote().receivedAtNanos()) / NANOS_PER_MILLI;
        long maxMs = settings.maxQuoteAge().toMillis();
        return ageMs <= maxMs
                ? Optional.empty()
                : Optional.of(risk(RiskReason.QUOTE_STALE, "The last price of " + symbol + " is " + ageMs + " ms old")
                        .with("age_ms", ageMs)
                        .with("max_ms", maxMs));
    }

    /** MetaTrader measures a stop from the price that would close the position. */
    private static Optional<Refusal> refuseStops(Signal signal, SymbolSpec spec, Tick quote) {
        Side side = signal.side();
        double price = quote.fillPrice(side.opposite());
        double distance = spec.stopsLevel() * spec.point();
        if (signal.stopLoss() > 0 && (price - signal.stopLoss()) * side.sign() < Math.max(distance, spec.point() / 2)) {
            return Optional.of(stops("stop_loss", signal.stopLoss(), price, side, spec));
        }
        if (signal.takeProfit() > 0
                && (signal.takeProfit() - price) * side.sign() < Math.max(distance, spec.point() / 2)) {
            return Optional.of(stops("take_profit", signal.takeProfit(), price, side, spec));
        }
        return Optional.empty();
    }

    private static Refusal stops(String field, double stop, double price, Side side, SymbolSpec spec) {
        boolean below = (side == Side.BUY) == field.equals("stop_loss");
        return Refusal.of(
                        ErrorCode.INVALID_STOPS,
                        field + " " + stop + " of a " + side + " must be " + (below ? "below" : "above") + " " + price)
                .with("field", field)
                .with("received", stop)
                .with("price", price)
                .with("stops_level", spec.stopsLevel());
    }

    private static Optional<Refusal> refuseMargin(OpenQuestion question) {
        return question.requiredMargin() <= question.freeMargin()
                ? Optional.empty()
                : Optional.of(Refusal.of(ErrorCode.INSUFFICIENT_MARGIN, "Not enough free margin")
                        .with("required_margin", question.requiredMargin())
                        .with("available_margin", question.freeMargin()));
    }

    private static Refusal risk(RiskReason reason, String message) {
        return Refusal.of(ErrorCode.RISK_REJECTED, message).with("reason", reason.name());
    }
}
