package io.tickwire.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Predicate;

/** Ticks or events that are taken one by one, at the reader's own speed. {@link #next} from any thread. */
public final class Reader<T> {
    private final Context owner;
    private final Waiting<T> waiting;
    private final Predicate<T> wants;
    private final Runnable leave;
    private Promise<T> asked;
    private boolean ended;
    private TickwireException failure;

    Reader(Context owner, Waiting<T> waiting, Predicate<T> wants, Runnable leave) {
        this.owner = owner;
        this.waiting = waiting;
        this.wants = wants;
        this.leave = leave;
    }

    /** The next one; null when the client was closed, a failure when it failed. One may be asked for at a time. */
    public Future<T> next() {
        Promise<T> promise = Promise.promise();
        owner.runOnContext(run -> {
            if (asked != null) {
                promise.fail(new IllegalStateException("the one before is still awaited"));
                return;
            }
            asked = promise;
            hand();
        });
        return promise.future();
    }

    /** Ends it, and the subscription when nobody else wants it. */
    public void close() {
        owner.runOnContext(run -> {
            if (!ended) {
                end(null);
                leave.run();
            }
        });
    }

    /** False when there is no room for what must not be dropped. */
    boolean push(T item) {
        if (!wants.test(item)) {
            return true;
        }
        boolean taken = waiting.push(item);
        hand();
        return taken;
    }

    void end(TickwireException why) {
        ended = true;
        failure = why;
        hand();
    }

    private void hand() {
        if (asked == null || waiting.size() == 0 && !ended) {
            return;
        }
        Promise<T> promise = asked;
        asked = null;
        if (failure != null) {
            promise.fail(failure);
        } else {
            promise.complete(waiting.poll());
        }
    }
}
