package io.tickwire.bus;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Tick;
import io.tickwire.domain.message.PermitDecision;
import io.tickwire.domain.message.PermitRequest;
import io.tickwire.domain.message.VerticlesQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TypedBusTest {
    private static final PermitRequest QUESTION = new PermitRequest("me", PermitRequest.Kind.ORDER);

    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void handsTheVeryObjectToEverySubscriberOfTheTopicInOrder() {
        List<Tick> one = new CopyOnWriteArrayList<>();
        List<Tick> two = new CopyOnWriteArrayList<>();
        bus.subscribe(Addresses.ticks("EURUSD"), one::add);
        Subscription second = bus.subscribe(Addresses.ticks("EURUSD"), two::add);
        bus.subscribe(Addresses.ticks("GBPUSD"), two::add);
        Tick first = tick(1);
        bus.publish(Addresses.ticks("EURUSD"), first);
        Awaitility.await().until(() -> one.size() == 1 && two.size() == 1);
        assertSame(first, one.get(0));
        await(second.cancel());
        for (int i = 2; i <= 100; i++) {
            bus.publish(Addresses.ticks("EURUSD"), tick(i));
        }
        Awaitility.await().until(() -> one.size() == 100);
        for (int i = 0; i < 100; i++) {
            assertEquals(i + 1, one.get(i).seq());
        }
        assertEquals(1, two.size());
    }

    @Test
    void answersAQuestion() {
        bus.serve(Addresses.PERMIT, request -> Future.succeededFuture(new PermitDecision(null)));
        assertTrue(await(bus.request(Addresses.PERMIT, QUESTION)).granted());
    }

    @Test
    void tellsNobodyThereFromNoAnswerFromAFault() {
        Throwable nobody = failure();
        assertTrue(TypedBus.isNobody(nobody) && TypedBus.isUnavailable(nobody));
        Subscription faulty = bus.serve(Addresses.PERMIT, request -> {
            throw new IllegalStateException("on purpose");
        });
        Throwable fault = failure();
        assertFalse(TypedBus.isNobody(fault) || TypedBus.isUnavailable(fault));
        await(faulty.cancel());
        bus.serve(Addresses.PERMIT, request -> Promise.<PermitDecision>promise().future());
        Throwable late = failure();
        assertTrue(TypedBus.isUnavailable(late));
        assertFalse(TypedBus.isNobody(late));
    }

    private Throwable failure() {
        return assertThrows(RuntimeException.class, () -> await(bus.request(Addresses.PERMIT, QUESTION)))
                .getCause();
    }

    private static Tick tick(long seq) {
        return new Tick("EURUSD", 1, 1.1, 1.2, 0, 0, 6, 1, seq, 0, 0);
    }

    @Test
    void aQuestionWaitsForTheFollowerOfWhomItIsFor() {
        Future<PermitDecision> early = bus.request(Addresses.PERMIT, QUESTION);
        bus.serve(Addresses.PERMIT, request -> Future.succeededFuture(new PermitDecision(null)));
        assertTrue(await(early).granted());
    }

    @Test
    void whoMustNotWaitIsToldAtOnceThatNobodyIsThere() {
        Future<?> asked = bus.request(Addresses.VERTICLES, new VerticlesQuery());
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(asked::isComplete);
        assertTrue(TypedBus.isNobody(asked.cause()));
    }

    @Test
    void whatIsBeyondTheBoundDoesNotWait() {
        List<Future<PermitDecision>> asked = new ArrayList<>();
        for (int i = 0; i < TypedBus.MAX_WAITING; i++) {
            asked.add(bus.request(Addresses.PERMIT, QUESTION));
        }
        Future<PermitDecision> beyond = bus.request(Addresses.PERMIT, QUESTION);
        Awaitility.await().atMost(Duration.ofSeconds(1)).until(beyond::isComplete);
        assertTrue(TypedBus.isNobody(beyond.cause()));
        assertTrue(asked.stream().noneMatch(Future::isComplete));
    }
}
