package io.tickwire.execution;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/** Stops asking a terminal that does not answer. Owner: the executor's context. */
public interface Breaker {
    String OPEN = "open";
    String CLOSED = "closed";
    /** The worst first. */
    List<String> STATES = List.of(OPEN, "half_open", CLOSED);

    /** Runs the call, or fails at once with {@link OpenCircuitException} without running it. */
    <T> Future<T> run(Supplier<Future<T>> call);

    /** One of {@link #STATES}. */
    String state();

    /** Never opens. */
    Breaker NONE = new Breaker() {
        @Override
        public <T> Future<T> run(Supplier<Future<T>> call) {
            return call.get();
        }

        @Override
        public String state() {
            return CLOSED;
        }
    };
}
