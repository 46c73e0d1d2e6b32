package io.tickwire.execution;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;

/** Futures of elsewhere, with all that follows them on one context: answers, and time-outs too. */
final class Here {
    private final ContextInternal context;

    /** A future that belongs to no context would run what follows a time-out on a thread of nobody. */
    Here(Context context) {
        this.context = (ContextInternal) context;
    }

    <T> Future<T> of(Future<T> elsewhere) {
        Promise<T> promise = context.promise();
        elsewhere.onComplete(promise);
        return promise.future();
    }
}
