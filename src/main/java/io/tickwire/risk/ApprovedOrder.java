package io.tickwire.risk;

import io.tickwire.domain.TradeRequest;
import java.util.Objects;

/** An instruction that passed the governor. Only this package can make one, and nothing else is sent to a terminal. */
public final class ApprovedOrder {
    private final TradeRequest request;

    ApprovedOrder(TradeRequest request) {
        this.request = Objects.requireNonNull(request, "request");
    }

    public TradeRequest request() {
        return request;
    }

    @Override
    public String toString() {
        return "ApprovedOrder[" + request + "]";
    }
}
