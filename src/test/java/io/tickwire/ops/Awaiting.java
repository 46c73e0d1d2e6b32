package io.tickwire.ops;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Waits for futures on a test's thread. */
public final class Awaiting {
    private static final long SECONDS = 10;

    private Awaiting() {}

    /** The result; fails with a {@link CompletionException} around the failure, also when nothing comes in time. */
    public static <T> T await(Future<T> future) {
        return await(future, SECONDS);
    }

    /** The same for what may take longer. */
    public static <T> T await(Future<T> future, long seconds) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(seconds, TimeUnit.SECONDS)
                .join();
    }
}
