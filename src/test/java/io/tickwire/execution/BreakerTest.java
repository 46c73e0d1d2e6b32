package io.tickwire.execution;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tickwire.config.BreakerConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final int FAILURES = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private VertxBreaker breaker = breaker(Duration.ofHours(1));
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        breaker.close();
        await(vertx.close());
    }

    @Test
    void opensAfterSoManyFailuresAndThenCallsNothing() {
        fail(FAILURES - 1);
        assertEquals("closed", breaker.state());
        fail(1);
        assertEquals("open", breaker.state());
        assertInstanceOf(OpenCircuitException.class, failure(run(this::works)));
        assertEquals(FAILURES, calls.get(), "an open circuit asks nobody");
    }

    @Test
    void aSuccessForgetsTheFailuresBeforeIt() {
        for (int round = 0; round < 3; round++) {
            fail(FAILURES - 1);
            await(run(this::works));
        }
        assertEquals("closed", breaker.state());
        fail(FAILURES);
        assertEquals("open", breaker.state());
    }

    @Test
    void letsOneProbeThroughAndOneOnly() {
        halfOpen(Duration.ofMillis(100));
        Promise<String> probe = Promise.promise();
        int before = calls.get();
        Future<String> first = run(() -> called(probe.future()));
        Future<String> second = run(this::works);
        Future<String> third = run(this::works);
        assertInstanceOf(OpenCircuitException.class, failure(second));
        assertInstanceOf(OpenCircuitException.class, failure(third));
        assertEquals(before + 1, calls.get());
        probe.complete("alive");
        assertEquals("alive", await(first));
        assertEquals("closed", breaker.state());
        await(run(this::works));
    }

    @Test
    void aProbeThatFailsOpensItAgainAndTheNextOneMayCloseIt() {
        // Long enough that it is still open when it is looked at.
        halfOpen(Duration.ofMillis(500));
        fail(1);
        assertEquals("open", breaker.state());
        assertInstanceOf(OpenCircuitException.class, failure(run(this::works)));
        awaitState("half_open");
        await(run(this::works));
        assertEquals("closed", breaker.state());
        fail(FAILURES - 1);
        assertEquals("closed", breaker.state(), "counts from nothing again");
    }

    @Test
    void aCallThatThrowsIsAFailureLikeAnyOther() {
        for (int i = 0; i < FAILURES; i++) {
            assertEquals(
                    "thrown",
                    failure(run(() -> {
                                throw new IllegalStateException("thrown");
                            }))
                            .getMessage());
        }
        assertEquals("open", breaker.state());
    }

    private VertxBreaker breaker(Duration resetAfter) {
        return new VertxBreaker(vertx, "test", new BreakerConfig(FAILURES, resetAfter));
    }

    private void halfOpen(Duration resetAfter) {
        breaker = breaker(resetAfter);
        fail(FAILURES);
        awaitState("half_open");
    }

    private void awaitState(String state) {
        Awaitility.await().until(() -> state.equals(breaker.state()));
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertEquals(
                    "lost",
                    failure(run(() -> called(Future.failedFuture("lost")))).getMessage());
        }
    }

    private Future<String> works() {
        return called(Future.succeededFuture("done"));
    }

    private <T> Future<T> called(Future<T> result) {
        calls.incrementAndGet();
        return result;
    }

    private <T> Future<T> run(Supplier<Future<T>> call) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(v -> breaker.run(call).onComplete(promise));
        return promise.future();
    }

    private static Throwable failure(Future<?> failing) {
        return await(failing.<Throwable>transform(result -> Future.succeededFuture(result.cause())));
    }
}
