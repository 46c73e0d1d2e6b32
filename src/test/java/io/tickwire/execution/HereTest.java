package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HereTest {
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Here here = new Here(context);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Context whereItEnds(Future<?> future) {
        CompletableFuture<Context> seen = new CompletableFuture<>();
        future.onComplete(done -> seen.complete(Vertx.currentContext()));
        return seen.join();
    }

    @Test
    void whatFollowsATimeOutRunsOnTheContext() {
        Future<Void> silent = here.of(Promise.<Void>promise().future()).timeout(10, TimeUnit.MILLISECONDS);
        assertEquals(context, whereItEnds(silent.otherwiseEmpty()));
        assertInstanceOf(TimeoutException.class, silent.cause());
    }

    @Test
    void whatAnotherThreadAnswersIsHeardOnTheContext() {
        Promise<String> elsewhere = Promise.promise();
        Future<String> answer = here.of(elsewhere.future());
        new Thread(() -> elsewhere.complete("done")).start();
        assertEquals(context, whereItEnds(answer));
        assertEquals("done", answer.result());
    }
}
