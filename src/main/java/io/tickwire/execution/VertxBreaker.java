package io.tickwire.execution;

import io.tickwire.config.BreakerConfig;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Vert.x circuit breaker: a success resets its count, and while half open one probe passes. */
public final class VertxBreaker implements Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(VertxBreaker.class);
    private static final int NO_TIMEOUT = -1;

    private final CircuitBreaker breaker;

    public VertxBreaker(Vertx vertx, String name, BreakerConfig config) {
        this.breaker = CircuitBreaker.create(
                name,
                vertx,
                new CircuitBreakerOptions()
                        .setMaxFailures(config.failures())
                        .setResetTimeout(config.resetAfter().toMillis())
                        .setMaxRetries(0)
                        // Every call has its own deadline.
                        .setTimeout(NO_TIMEOUT));
        breaker.openHandler(now -> LOG.warn(
                        "{}: circuit open after {} failures in a row; a probe in {} ms",
                        name,
                        config.failures(),
                        config.resetAfter().toMillis()))
                .closeHandler(now -> LOG.info("{}: circuit closed, the terminal answers", name));
    }

    @Override
    public <T> Future<T> run(Supplier<Future<T>> call) {
        return breaker.execute(call)
                .recover(failure -> Future.failedFuture(
                        failure instanceof io.vertx.circuitbreaker.OpenCircuitException
                                ? new OpenCircuitException()
                                : failure));
    }

    @Override
    public String state() {
        return breaker.state().name().toLowerCase(Locale.ROOT);
    }

    /** The state as a number: 0 closed, 1 half open, 2 open. */
    public int level() {
        return switch (breaker.state()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    public void close() {
        breaker.close();
    }
}
