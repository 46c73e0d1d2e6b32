package io.tickwire.history;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.domain.message.SymbolList;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.terminal.SymbolCatalogue;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StreamWatchTest {
    private final Vertx vertx = Vertx.vertx();
    private final TypedBus bus = TypedBus.install(vertx);
    private final Context here = vertx.getOrCreateContext();
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean failing = true;
    private StreamWatch watch;

    @BeforeEach
    void poller() {
        bus.serve(
                Addresses.symbols("sim"),
                query -> Future.succeededFuture(new SymbolList(Map.of("EURUSD", SymbolCatalogue.spec("EURUSD")))));
        bus.serve(
                Addresses.quote("sim"),
                query -> asked.incrementAndGet() > 0 && failing
                        ? Future.failedFuture("no answer")
                        : Future.succeededFuture(new QuotedSymbol(SymbolCatalogue.spec("EURUSD"), tick(2))));
        bus.serve(
                Addresses.recentTicks("sim"),
                query ->
                        Future.succeededFuture(new TickHistory(1, Map.of("EURUSD", List.of(tick(1), tick(2))), false)));
        watch = new StreamWatch(
                bus,
                List.of("sim"),
                stream -> true,
                tick -> told.add(String.valueOf(tick.seq())),
                new StreamWatch.Losses() {
                    @Override
                    public void unheard(String stream) {
                        told.add("unheard");
                    }

                    @Override
                    public void lost(String stream, long fromMsc, long toMsc, int ticks) {
                        told.add("lost " + fromMsc + " " + toMsc + " " + ticks);
                    }
                });
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static Tick tick(long seq) {
        return new Tick("EURUSD", seq, 1 + seq * 1e-5, 9, 0, 0, 6, 1, seq, 1, 1);
    }

    /** Asks once more at least: not while a question is under way. */
    private void ask() {
        int before = asked.get();
        Awaitility.await().until(() -> {
            here.runOnContext(v -> watch.refresh());
            return asked.get() > before;
        });
    }

    private void publish(int from, int to) {
        for (int i = from; i < to; i++) {
            bus.publish(Addresses.ticks("EURUSD"), tick(i));
        }
    }

    @Test
    void aPastThatIsNotToldIsAskedForAgain() {
        ask();
        publish(2, 4);
        ask();
        assertEquals(List.of(), told);
        failing = false;
        ask();
        Awaitility.await().until(() -> told.size() == 3);
        assertEquals(List.of("1", "2", "3"), told);
    }

    @Test
    void aPastThatNobodyTellsIsSaidToBeMissing() {
        ask();
        publish(3, 5);
        Awaitility.await().until(() -> {
            here.runOnContext(v -> watch.refresh());
            return told.size() == 3;
        });
        assertEquals(StreamWatch.MAX_TRIES, asked.get());
        assertEquals(List.of("unheard", "3", "4"), told);
    }

    @Test
    void ticksThatCannotBeHeldAreCounted() {
        ask();
        publish(2, StreamWatch.MAX_HELD + 5);
        failing = false;
        ask();
        Awaitility.await().until(() -> told.size() == StreamWatch.MAX_HELD + 3);
        assertEquals(List.of("1", "2", "lost 2 4 3", "5"), told.subList(0, 4));
    }
}
