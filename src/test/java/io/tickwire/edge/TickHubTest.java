package io.tickwire.edge;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.ConfigException;
import io.tickwire.config.ConfigLoader;
import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.ticks.StreamRequest;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TickHubTest {
    private static final Pattern TOLD = Pattern.compile("\"symbol\":\"(\\w+)\".*?\"seq\":(\\d+)");

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final TypedBus bus = TypedBus.install(vertx);
    private final ManualClock clock = new ManualClock();
    private final Metrics metrics = new Metrics(new SimpleMeterRegistry());
    private final Turn turn = new Turn(vertx);
    private final TickHub hub = new TickHub(bus, clock, metrics, turn);
    private final LimitsConfig limits;
    private long seq;

    TickHubTest() throws ConfigException {
        limits = new ConfigLoader(Map.of()).builtIn().limits();
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    /** A client and what it was told, as "stream seq". */
    private final class Client {
        final FakeWire wire = new FakeWire();
        final Session session;

        Client(String id) {
            session = new Session(id, Profile.TICKS, Caller.local("127.0.0.1"), id, wire, turn, limits, clock, metrics);
        }

        void watch(String... streams) {
            for (String stream : streams) {
                session.watchlist().add(stream);
                hub.join(session, stream);
            }
            for (String stream : streams) {
                session.watchlist().goLive(stream, 0, clock.nanos()).forEach(session.outbound()::tick);
            }
            hub.settle(session);
        }

        void unwatch(String stream) {
            session.watchlist().remove(stream);
            hub.leave(session, stream);
            session.outbound().forget(stream);
            hub.settle(session);
        }

        List<String> told() {
            List<String> told = new ArrayList<>();
            for (String message : wire.sent) {
                Matcher matcher = TOLD.matcher(message);
                while (matcher.find()) {
                    told.add(matcher.group(1) + " " + matcher.group(2));
                }
            }
            return told;
        }
    }

    private String publish(String stream) {
        Tick tick = new Tick(stream, ++seq, 1.1, 1.2, 0, 0, 6, 1.0, seq, 0, clock.nanos());
        bus.publish(Addresses.ticks(stream), tick);
        return stream + " " + seq;
    }

    /** Runs on the edge's context and waits until what was published there is told. */
    private void turn(Runnable what) {
        Promise<Void> ended = Promise.promise();
        context.runOnContext(v -> {
            what.run();
            Turns.pass(context).onComplete(ended);
        });
        await(ended.future());
    }

    @Test
    void writesTheTicksOfATurnToEachSocketAtOnceAndFromOneBuffer() {
        Client first = new Client("first");
        Client second = new Client("second");
        List<String> published = new ArrayList<>();
        turn(() -> {
            first.watch("EURUSD", "GBPUSD");
            second.watch("GBPUSD", "EURUSD");
        });
        turn(() -> {
            published.add(publish("EURUSD"));
            published.add(publish("GBPUSD"));
            published.add(publish("EURUSD"));
        });
        assertEquals(published, first.told());
        assertEquals(published, second.told());
        assertEquals(1, first.wire.writes);
        assertEquals(1, second.wire.writes);
        assertTrue(
                first.wire.buffers.get(0).unwrap() == second.wire.buffers.get(0).unwrap(), "encoded twice");
        assertEquals(0, first.wire.buffers.get(0).refCnt());
    }

    @Test
    void aClientThatDoesNotReadKeepsTheNewestAndTheOthersNoticeNothing() {
        Client reading = new Client("reading");
        Client stalled = new Client("stalled");
        turn(() -> {
            reading.watch("EURUSD");
            stalled.watch("EURUSD");
        });
        stalled.wire.room = 0;
        List<String> published = new ArrayList<>();
        turn(() -> {
            for (int i = 0; i < 3000; i++) {
                published.add(publish("EURUSD"));
            }
        });
        assertEquals(published, reading.told());
        assertEquals(List.of(), stalled.told());
        assertEquals(1, stalled.session.outbound().waiting());
        stalled.wire.room = 10;
        turn(() -> stalled.session.outbound().flush());
        assertEquals(List.of(published.get(2999)), stalled.told());
    }

    @Test
    void aRateLimitedClientGetsTheNewestWhenItsTimeComes() {
        Client client = new Client("slow by wish");
        turn(() -> {
            client.session.watchlist().maxRate(1);
            client.watch("EURUSD");
        });
        clock.advanceMillis(1000);
        List<String> published = new ArrayList<>();
        turn(() -> {
            for (int i = 0; i < 5; i++) {
                published.add(publish("EURUSD"));
            }
        });
        assertEquals(List.of(published.get(0)), client.told());
        turn(hub::releaseHeld);
        assertEquals(1, client.told().size());
        clock.advanceMillis(1000);
        turn(hub::releaseHeld);
        assertEquals(List.of(published.get(0), published.get(4)), client.told());
    }

    @Test
    void whatWasHeldBackComesBeforeWhatIsNewWhenTheRateIsLifted() {
        Client client = new Client("in a hurry now");
        turn(() -> {
            client.session.watchlist().maxRate(1);
            client.watch("EURUSD");
        });
        clock.advanceMillis(1000);
        List<String> published = new ArrayList<>();
        turn(() -> {
            published.add(publish("EURUSD"));
            published.add(publish("EURUSD"));
        });
        turn(() -> {
            client.session.watchlist().maxRate(0);
            hub.settle(client.session);
            published.add(publish("EURUSD"));
        });
        turn(hub::releaseHeld);
        assertEquals(published, client.told());
    }

    @Test
    void oneThatBeginsToWantBatchesGetsThemAlone() {
        Client first = new Client("first");
        Client second = new Client("second");
        turn(() -> {
            first.watch("EURUSD");
            second.watch("EURUSD");
        });
        // It asked for more that takes time, so it is not settled yet.
        turn(() -> first.session.outbound().batching(true));
        turn(() -> {
            publish("EURUSD");
            publish("EURUSD");
        });
        assertEquals(List.of("EURUSD 1", "EURUSD 2"), second.told());
        assertEquals(2, second.wire.sent.size(), second.wire.sent.toString());
    }

    @Test
    void nothingOfAStreamIsToldAfterItWasLeft() {
        StreamService service = new StreamService(
                new MarketDirectory(bus, List.of("sim")), hub, new ChannelService(bus, List.of(), 1, clock), clock);
        Client client = new Client("gone");
        turn(() -> client.watch("EURUSD", "GBPUSD"));
        Tick past = new Tick("GBPUSD", 1, 1.1, 1.2, 0, 0, 6, 1.0, 1, 0, clock.nanos());
        turn(() -> {
            publish("EURUSD");
            // After the tick has come, before the turn ends.
            context.runOnContext(v -> {
                client.session.outbound().replay(new TickReplay("GBPUSD", List.of(past), true));
                service.handle(
                        client.session,
                        new StreamRequest.Unsubscribe(List.of("EURUSD"), List.of()),
                        false,
                        (session, refusal) -> {});
            });
        });
        int left = client.wire.sent.stream()
                .map(message -> message.contains("unsubscribed"))
                .toList()
                .indexOf(true);
        assertTrue(left >= 0);
        assertEquals(
                List.of(),
                client.wire.sent.stream()
                        .skip(left + 1)
                        .filter(message -> message.contains("EURUSD"))
                        .toList());
    }

    @Test
    void aCohortThatCannotBeServedDoesNotKeepTheOthersWaiting() {
        Client broken = new Client("broken");
        Client whole = new Client("whole");
        turn(() -> {
            broken.watch("EURUSD");
            whole.watch("EURUSD", "GBPUSD");
        });
        List<String> published = new ArrayList<>();
        broken.wire.outOfMemory = true;
        turn(() -> published.add(publish("EURUSD")));
        assertEquals(List.of(), broken.told());
        assertEquals(published, whole.told());
        broken.wire.outOfMemory = false;
        turn(() -> published.add(publish("EURUSD")));
        assertEquals(published, whole.told());
        assertEquals(published.subList(1, 2), broken.told());
    }

    @Test
    void ticksGoOnWhenTheNumbersBeginAgain() {
        Client client = new Client("client");
        turn(() -> client.watch("EURUSD"));
        turn(() -> publish("EURUSD"));
        seq = 0;
        turn(() -> publish("EURUSD"));
        assertEquals(List.of("EURUSD 1", "EURUSD 1"), client.told());
    }

    @Test
    void everybodyGetsEachTickOfItsStreamsOnceAndInOrderHoweverWishesChange() {
        Random random = new Random(7);
        List<String> streams = List.of("A", "B", "C", "D");
        Map<Client, List<String>> expected = new LinkedHashMap<>();
        Map<Client, Set<String>> watched = new HashMap<>();
        for (int i = 0; i < 6; i++) {
            Client client = new Client("c" + i);
            expected.put(client, new ArrayList<>());
            watched.put(client, new LinkedHashSet<>());
        }
        List<Client> clients = List.copyOf(expected.keySet());
        for (int step = 0; step < 400; step++) {
            turn(() -> {
                Client client = clients.get(random.nextInt(clients.size()));
                String stream = streams.get(random.nextInt(streams.size()));
                if (watched.get(client).remove(stream)) {
                    client.unwatch(stream);
                } else {
                    watched.get(client).add(stream);
                    client.watch(stream);
                }
                client.session.outbound().batching(random.nextBoolean());
                hub.settle(client.session);
            });
            turn(() -> {
                for (int i = random.nextInt(5); i > 0; i--) {
                    String stream = streams.get(random.nextInt(streams.size()));
                    String told = publish(stream);
                    watched.forEach((client, streamsOfIt) -> {
                        if (streamsOfIt.contains(stream)) {
                            expected.get(client).add(told);
                        }
                    });
                }
            });
        }
        expected.forEach((client, told) -> assertEquals(told, client.told()));
        assertTrue(seq > 500);
    }

    @Test
    void forgetsStreamsAndCohortsThatNobodyIsIn() {
        Client client = new Client("client");
        turn(() -> client.watch("A", "B"));
        assertEquals(3, hub.size());
        turn(() -> client.unwatch("A"));
        assertEquals(2, hub.size());
        turn(() -> client.unwatch("B"));
        assertEquals(0, hub.size());
    }
}
