package io.tickwire.execution;

import io.tickwire.domain.OrderKind;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.Urgency;
import java.util.UUID;
import java.util.function.Consumer;

/** A signal in the making: an ordinary one, to be changed in the points that a test is about. */
final class Draft {
    UUID id = UUID.randomUUID();
    String account = "sim";
    String symbol = "EURUSD";
    final SignalAction action;
    double volume = 0.1;
    double stopLoss;
    double takeProfit;
    double price;
    OrderKind kind = OrderKind.AUTO;
    double stopLimitPrice;
    Urgency urgency = Urgency.MEDIUM;
    long magic = 5;
    long expirationMsc;
    int deviation = -1;
    long ticket;

    private Draft(SignalAction action) {
        this.action = action;
    }

    static Signal buy() {
        return buy(draft -> {});
    }

    static Signal buy(Consumer<Draft> change) {
        return make(SignalAction.BUY, change);
    }

    static Signal sell(Consumer<Draft> change) {
        return make(SignalAction.SELL, change);
    }

    /** Closes all of EURUSD, whatever its magic. */
    static Signal close(Consumer<Draft> change) {
        return make(SignalAction.CLOSE, draft -> {
            draft.volume = 0;
            draft.magic = -1;
            change.accept(draft);
        });
    }

    private static Signal make(SignalAction action, Consumer<Draft> change) {
        Draft draft = new Draft(action);
        change.accept(draft);
        return draft.signal();
    }

    private Signal signal() {
        return new Signal(
                id,
                account,
                symbol,
                action,
                volume,
                stopLoss,
                takeProfit,
                price,
                kind,
                stopLimitPrice,
                "",
                urgency,
                magic,
                expirationMsc,
                deviation,
                ticket,
                "",
                Signal.NO_KELLY_SCORE);
    }
}
