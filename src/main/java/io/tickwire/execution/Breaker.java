package io.tickwire.execution;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Stops asking a terminal that does not answer. Owner: the executor's context. */
public interface Breaker {

    /** Runs the call, or fails at once with {@link OpenCircuitException} without running it. */
    <T> Future<T> run(Supplier<Future<T>> call);

    /** {@code closed}, {@code open} or {@code half_open}. */
    String state();

    /** Never opens. */
    Breaker NONE = new Breaker() {
        @Override
        public <T> Future<T> run(Supplier<Future<T>> call) {
            return call.get();
        }

        @Override
        public String state() {
            return "closed";
        }
    };
}
