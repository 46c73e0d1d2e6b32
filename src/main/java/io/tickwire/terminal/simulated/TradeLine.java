package io.tickwire.terminal.simulated;

import io.tickwire.domain.TradeRequest;
import io.tickwire.domain.TradeResult;
import io.tickwire.ops.Clock;
import io.tickwire.terminal.OwnerThread;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The line from the terminal to the broker: requests take their time on it but never overtake each other, and answers
 * may get lost. Any thread may send.
 */
final class TradeLine {
    private static final Logger LOG = LoggerFactory.getLogger(TradeLine.class);

    private final OwnerThread owner;
    private final Faults faults;
    private final Clock clock;
    private final Function<TradeRequest, TradeResult> broker;
    private long lastDueNanos = Long.MIN_VALUE;

    /** @param broker called on the owner's thread */
    TradeLine(OwnerThread owner, Faults faults, Clock clock, Function<TradeRequest, TradeResult> broker) {
        this.owner = owner;
        this.faults = faults;
        this.clock = clock;
        this.broker = broker;
    }

    /** The broker's answer; never completes when it got lost. */
    Future<TradeResult> send(TradeRequest request) {
        Promise<TradeResult> promise = Promise.promise();
        owner.call(() -> {
                    depart(request, promise);
                    return null;
                })
                .onFailure(failure -> promise.complete(unknown(request, failure)));
        return promise.future();
    }

    private void depart(TradeRequest request, Promise<TradeResult> promise) {
        long now = clock.nanos();
        lastDueNanos = Math.max(lastDueNanos, now + faults.latencyNanos());
        if (lastDueNanos <= now) {
            arrive(request, promise);
        } else {
            owner.later(lastDueNanos - now, () -> arrive(request, promise));
        }
    }

    private void arrive(TradeRequest request, Promise<TradeResult> promise) {
        TradeResult result;
        try {
            result = broker.apply(request);
        } catch (RuntimeException failure) {
            result = unknown(request, failure);
        }
        if (faults.lose()) {
            LOG.info("the answer to {} gets lost, as configured", request.tag());
        } else {
            promise.complete(result);
        }
    }

    private static TradeResult unknown(TradeRequest request, Throwable failure) {
        LOG.error("{} failed", request, failure);
        return new TradeResult.Unknown(failure.toString());
    }
}
