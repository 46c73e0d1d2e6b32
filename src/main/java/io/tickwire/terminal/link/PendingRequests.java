package io.tickwire.terminal.link;

import io.tickwire.protocol.terminal.LinkMessage.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Requests that wait for their reply. Each is removed exactly once: by its reply, its deadline or the end of the
 * connection. Owner: the gateway's thread.
 */
final class PendingRequests {
    private final ScheduledExecutorService owner;
    private final int capacity;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(Promise<Reply> promise, ScheduledFuture<?> deadline) {}

    /** Nothing came: the deadline passed, or the connection ended. */
    static final class NoReplyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoReplyException(String why) {
            super(why, null, false, false);
        }
    }

    PendingRequests(ScheduledExecutorService owner, int capacity) {
        this.owner = owner;
        this.capacity = capacity;
    }

    boolean isFull() {
        return waiting.size() >= capacity;
    }

    /** Completes on the owner's thread with the reply, or fails with {@link NoReplyException}. */
    Future<Reply> add(String requestId, long timeoutMs) {
        Promise<Reply> promise = Promise.promise();
        ScheduledFuture<?> deadline =
                owner.schedule(() -> expire(requestId, timeoutMs), timeoutMs, TimeUnit.MILLISECONDS);
        waiting.put(requestId, new Waiting(promise, deadline));
        return promise.future();
    }

    private void expire(String requestId, long timeoutMs) {
        Waiting late = waiting.remove(requestId);
        if (late != null) {
            late.promise.fail(new NoReplyException("no reply within " + timeoutMs + " ms"));
        }
    }

    /** False when nobody waits for it. */
    boolean answer(Reply reply) {
        Waiting asked = waiting.remove(reply.requestId());
        if (asked == null) {
            return false;
        }
        asked.deadline.cancel(false);
        asked.promise.complete(reply);
        return true;
    }

    /** Ends all of them. */
    void failAll(String why) {
        List<Waiting> all = List.copyOf(waiting.values());
        waiting.clear();
        for (Waiting one : all) {
            one.deadline.cancel(false);
            one.promise.fail(new NoReplyException(why));
        }
    }
}
