package io.tickwire.execution;

import io.tickwire.config.ExecutionConfig;
import io.tickwire.domain.Filling;
import io.tickwire.domain.OrderKind;
import io.tickwire.domain.OrderTag;
import io.tickwire.domain.OrderTime;
import io.tickwire.domain.OrderType;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Side;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.Urgency;
import java.util.List;
import java.util.Set;

/** Turns a signal into the instruction that a terminal gets. Pure. */
final class RequestBuilder {
    /** All or nothing is what a signal means; a part is better than a refusal where that is not to be had. */
    private static final List<Filling> PREFERRED = List.of(Filling.FOK, Filling.IOC, Filling.RETURN);

    private final ExecutionConfig config;

    RequestBuilder(ExecutionConfig config) {
        this.config = config;
    }

    /** @param quote null while there is none; the governor refuses then */
    TradeRequest open(Signal signal, SymbolSpec spec, Tick quote) {
        String tag = OrderTag.of(signal.id());
        if (signal.price() > 0) {
            return new TradeRequest.PlacePending(
                    tag,
                    spec.name(),
                    type(signal, quote),
                    spec.volume().normalise(signal.volume()),
                    signal.price(),
                    signal.stopLimitPrice(),
                    signal.stopLoss(),
                    signal.takeProfit(),
                    signal.expirationMsc() > 0 ? OrderTime.SPECIFIED : OrderTime.GTC,
                    signal.expirationMsc(),
                    signal.magic(),
                    tag);
        }
        return new TradeRequest.OpenMarket(
                tag,
                spec.name(),
                signal.side(),
                spec.volume().normalise(signal.volume()),
                quote == null ? 0 : quote.fillPrice(signal.side()),
                signal.stopLoss(),
                signal.takeProfit(),
                deviation(signal),
                filling(spec.rules().fillings()),
                signal.magic(),
                tag);
    }

    /** Greatest slippage in points; an urgent signal may slip more. */
    int deviation(Signal signal) {
        double points = signal.deviationPoints() < 0 ? config.deviation() : signal.deviationPoints();
        return (int) Math.round(signal.urgency() == Urgency.HIGH ? points * config.urgentDeviationFactor() : points);
    }

    /** Null where the terminal does not say what it allows. */
    static Filling filling(Set<Filling> allowed) {
        return PREFERRED.stream().filter(allowed::contains).findFirst().orElse(null);
    }

    /** Limit or stop follows from the side and the price, unless the signal says it. */
    static OrderType type(Signal signal, Tick quote) {
        Side side = signal.side();
        return switch (signal.orderKind()) {
            case LIMIT -> OrderType.limit(side);
            case STOP -> OrderType.stop(side);
            case STOP_LIMIT -> OrderType.stopLimit(side);
            case AUTO ->
                quote == null || better(side, signal.price(), quote) ? OrderType.limit(side) : OrderType.stop(side);
        };
    }

    /** Whether the price is one to wait for, rather than one to run after. */
    private static boolean better(Side side, double price, Tick quote) {
        return (quote.fillPrice(side) - price) * side.sign() >= 0;
    }

    /** A price on the wrong side of the market for the kind that the signal names; null when it is right. */
    static Refusal refusePrice(Signal signal, Tick quote) {
        if (signal.price() == 0 || signal.orderKind() == OrderKind.AUTO || quote == null) {
            return null;
        }
        Side side = signal.side();
        boolean waits = better(side, signal.price(), quote);
        boolean wrong = signal.orderKind() == OrderKind.LIMIT ? !waits : waits;
        if (wrong) {
            boolean below = (signal.orderKind() == OrderKind.LIMIT) == (side == Side.BUY);
            return Refusal.validation(
                    "price",
                    "float " + (below ? "below " : "above ") + quote.fillPrice(side) + " for a "
                            + type(signal, quote).wire(),
                    signal.price());
        }
        return null;
    }
}
