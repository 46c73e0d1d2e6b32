package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TurnTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> done = new ArrayList<>();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void doesAtTheEndWhatIsAskedForInTheTurnInOrderAndWhatThatAsksFor() {
        Promise<Void> finished = Promise.promise();
        vertx.runOnContext(v -> {
            Turn turn = new Turn(vertx);
            turn.atEnd(() -> {
                done.add("first");
                turn.atEnd(() -> done.add("asked for by first"));
            });
            turn.atEnd(() -> done.add("second"));
            done.add("the turn itself");
            turn.atEnd(() -> turn.atEnd(finished::complete));
        });
        await(finished.future());
        assertEquals(List.of("the turn itself", "first", "second", "asked for by first"), done);
    }

    @Test
    void oneThatFailsTakesNothingFromTheOthers() {
        Promise<Throwable> fault = Promise.promise();
        Promise<Void> finished = Promise.promise();
        vertx.runOnContext(v -> {
            vertx.getOrCreateContext().exceptionHandler(fault::complete);
            Turn turn = new Turn(vertx);
            turn.atEnd(() -> {
                throw new IllegalStateException("this one");
            });
            turn.atEnd(finished::complete);
        });
        await(finished.future());
        assertEquals("this one", await(fault.future()).getMessage());
    }
}
