package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.Resume;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExecutionReplayTest {
    private static final long EPOCH = 7;
    private static final int EVENTS = 1700;

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final TypedBus bus = TypedBus.install(vertx);
    private final FakeWire wire = new FakeWire();
    private final List<Long> asked = new ArrayList<>();
    private final ChannelService channels = new ChannelService(bus, List.of("sim"), 1, new ManualClock());
    private final Session session;
    private long last = EVENTS;

    ExecutionReplayTest() throws ConfigException {
        session = new Session(
                "one",
                Profile.BRIDGE,
                Caller.local("127.0.0.1"),
                "one",
                wire,
                new Turn(vertx),
                new ConfigLoader(Map.of()).builtIn().limits(),
                new ManualClock(),
                new Metrics(new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private static ExecutionEvent event(long seq) {
        return new ExecutionEvent("sim", EPOCH, seq, seq, null, "EURUSD", null, "success", null, null);
    }

    private void journal() {
        bus.serve(Addresses.executionsSince("sim"), query -> {
            asked.add(query.since().seq());
            List<ExecutionEvent> page = LongStream.rangeClosed(query.since().seq() + 1, last)
                    .limit(query.limit())
                    .mapToObj(ExecutionReplayTest::event)
                    .toList();
            return Future.succeededFuture(new ExecutionsPage(EPOCH, page, true));
        });
    }

    private <T> T onContext(Supplier<Future<T>> step) {
        Promise<T> done = Promise.promise();
        context.runOnContext(v -> step.get().onComplete(done));
        return await(done.future());
    }

    private List<Long> told() {
        return wire.sent.stream()
                .map(text -> Long.parseLong(text.replaceAll(".*\"seq\":(\\d+).*", "$1")))
                .toList();
    }

    private static List<Long> upTo(long seq) {
        return LongStream.rangeClosed(1, seq).boxed().toList();
    }

    /** Subscribes with a place, as a client does that comes back. */
    private Future<?> comeBack() {
        Resume since = new Resume(EPOCH, 0);
        List<String> joined = channels.join(session, List.of("executions"), since, new LinkedHashMap<>());
        return channels.missed(session, joined, since).compose(missed -> {
            assertTrue(missed.get("sim").recovered());
            return channels.greet(session, joined, missed);
        });
    }

    @Test
    void tellsPageAfterPageAsTheClientReadsAndThenWhatIsNew() {
        onContext(() -> {
            journal();
            return Future.succeededFuture();
        });
        wire.room = 100;
        Future<Void> greeted = Future.future(
                done -> context.runOnContext(v -> comeBack().<Void>mapEmpty().onComplete(done)));
        while (!greeted.isComplete()) {
            assertTrue(session.outbound().waiting() <= 500, "more than a page waits");
            onContext(() -> {
                // While it is told the past, what happens is part of it.
                bus.publish(Addresses.executions("sim"), event(++last));
                wire.room = 100;
                session.outbound().flush();
                session.progressed();
                return Turns.pass(context);
            });
        }
        wire.room = Integer.MAX_VALUE;
        onContext(() -> {
            session.outbound().flush();
            bus.publish(Addresses.executions("sim"), event(++last));
            return Turns.pass(context);
        });
        assertEquals(upTo(last), told());
        assertTrue(asked.size() > 3, asked.toString());
    }

    @Test
    void anAccountThatDoesNotAnswerRecoversNothingAndIsHeardFromThenOn() {
        Resume since = new Resume(EPOCH, 0);
        onContext(() -> {
            List<String> joined = channels.join(session, List.of("executions"), since, new LinkedHashMap<>());
            return channels.missed(session, joined, since).compose(missed -> {
                assertFalse(missed.get("sim").recovered());
                return channels.greet(session, joined, missed);
            });
        });
        onContext(() -> {
            bus.publish(Addresses.executions("sim"), event(3));
            return Turns.pass(context);
        });
        assertEquals(List.of(3L), told());
    }

    /** Answers with what the journal had when it was read, after something else has come to pass. */
    private void slowJournal(Promise<ExecutionsPage> firstPage) {
        bus.serve(Addresses.executionsSince("sim"), query -> {
            asked.add(query.since().seq());
            return asked.size() == 1
                    ? firstPage.future()
                    : Future.succeededFuture(
                            new ExecutionsPage(EPOCH, events(query.since().seq() + 1, last), true));
        });
    }

    private static List<ExecutionEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(ExecutionReplayTest::event)
                .toList();
    }

    @Test
    void whatIsPublishedWhileThePageIsReadIsNotLost() {
        Promise<ExecutionsPage> firstPage = Promise.promise();
        last = 4;
        onContext(() -> {
            slowJournal(firstPage);
            Future<?> greeted = comeBack();
            // The page was read before 4 was written, and comes after it was published.
            bus.publish(Addresses.executions("sim"), event(4));
            return Turns.pass(context).compose(v -> {
                firstPage.complete(new ExecutionsPage(EPOCH, events(1, 3), true));
                return greeted;
            });
        });
        assertEquals(upTo(4), told());
    }

    @Test
    void whatThePageHadIsNotToldAgainWhenItIsPublished() {
        Promise<ExecutionsPage> firstPage = Promise.promise();
        onContext(() -> {
            slowJournal(firstPage);
            Future<?> greeted = comeBack();
            firstPage.complete(new ExecutionsPage(EPOCH, events(1, 3), true));
            return greeted.compose(v -> {
                bus.publish(Addresses.executions("sim"), event(3));
                bus.publish(Addresses.executions("sim"), event(4));
                return Turns.pass(context);
            });
        });
        assertEquals(upTo(4), told());
    }
}
