package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Signal;
import io.tickwire.domain.Urgency;
import io.tickwire.ops.ManualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OrderQueueTest {
    private final ManualClock clock = new ManualClock();
    private final List<String> started = new ArrayList<>();
    private final Deque<Promise<Void>> running = new ArrayDeque<>();

    @Test
    void letsOnlySoManyAtTheTerminalAtOnce() {
        OrderQueue queue = queue(2);
        for (String name : List.of("a", "b", "c", "d")) {
            run(queue, name, with(Urgency.MEDIUM));
        }
        assertEquals(List.of("a", "b"), started);
        running.poll().complete();
        assertEquals(List.of("a", "b", "c"), started);
        running.poll().fail("lost");
        assertEquals(List.of("a", "b", "c", "d"), started, "a failure makes room too");
    }

    @Test
    void theUrgentGoFirstAndEqualsInTheOrderTheyCame() {
        OrderQueue queue = queue(1);
        run(queue, "running", with(Urgency.LOW));
        run(queue, "low 1", with(Urgency.LOW));
        run(queue, "medium 1", with(Urgency.MEDIUM));
        run(queue, "high 1", with(Urgency.HIGH));
        run(queue, "low 2", with(Urgency.LOW));
        run(queue, "close", Draft.close(draft -> draft.urgency = Urgency.LOW));
        run(queue, "high 2", with(Urgency.HIGH));
        run(queue, "medium 2", with(Urgency.MEDIUM));
        while (!running.isEmpty()) {
            running.poll().complete();
        }
        assertEquals(
                List.of("running", "close", "high 1", "high 2", "medium 1", "medium 2", "low 1", "low 2"), started);
    }

    @Test
    void tellsTheResultAndAFault() {
        OrderQueue queue = queue(1);
        assertEquals(5, queue.run(Draft.buy(), () -> Future.succeededFuture(5)).result());
        Future<Object> fault = queue.run(Draft.buy(), () -> {
            throw new IllegalStateException("fault");
        });
        assertEquals("fault", fault.cause().getMessage());
        assertEquals(6, queue.run(Draft.buy(), () -> Future.succeededFuture(6)).result(), "the place is free again");
    }

    @Test
    void aLongQueueThatEndsAtOnceDoesNotExhaustTheStack() {
        OrderQueue queue = queue(1);
        run(queue, "first", with(Urgency.MEDIUM));
        List<Future<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            waiting.add(queue.run(Draft.buy(), () -> Future.succeededFuture("expired")));
        }
        running.poll().complete();
        assertTrue(waiting.stream().allMatch(Future::succeeded));
    }

    @Test
    void whoWaitsTooLongIsRefusedAndNeverSent() {
        OrderQueue queue = queue(1);
        run(queue, "slow", with(Urgency.MEDIUM));
        Future<Void> early = run(queue, "early", with(Urgency.LOW));
        clock.advanceMillis(3000);
        Future<Void> late = run(queue, "late", with(Urgency.LOW));
        queue.expire();
        assertFalse(early.isComplete(), "its time is not over");
        clock.advanceMillis(2001);
        queue.expire();
        RefusedException refused = assertInstanceOf(RefusedException.class, early.cause());
        assertEquals(ErrorCode.SIGNAL_EXPIRED, refused.refusal().code());
        assertFalse(late.isComplete());
        running.poll().complete();
        assertEquals(List.of("slow", "late"), started);
    }

    @Test
    void whoseTurnComesTooLateIsRefusedThen() {
        OrderQueue queue = queue(1);
        run(queue, "slow", with(Urgency.MEDIUM));
        Future<Void> late = run(queue, "late", with(Urgency.HIGH));
        clock.advanceMillis(5001);
        running.poll().complete();
        assertInstanceOf(RefusedException.class, late.cause());
        assertEquals(List.of("slow"), started);
    }

    private OrderQueue queue(int maxInFlight) {
        return new OrderQueue(maxInFlight, Duration.ofSeconds(5), clock);
    }

    private Future<Void> run(OrderQueue queue, String name, Signal signal) {
        return queue.run(signal, () -> {
            started.add(name);
            Promise<Void> promise = Promise.promise();
            running.add(promise);
            return promise.future();
        });
    }

    private static Signal with(Urgency urgency) {
        return Draft.buy(draft -> draft.urgency = urgency);
    }
}
