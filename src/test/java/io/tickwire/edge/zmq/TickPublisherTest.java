package io.tickwire.edge.zmq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tickwire.ops.ManualClock;
import io.tickwire.ops.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** What the PUB does for subscribers that read, read slowly, and do not read. */
final class TickPublisherTest {
    private static final byte[] TOPIC = "EURUSD".getBytes(StandardCharsets.UTF_8);
    private static final String PLACE = "inproc://ticks";
    private static final int ROOM = 10;

    private final ManualClock clock = new ManualClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Set<String>> watched = new ArrayList<>();
    private ZContext sockets;
    private TickPublisher publisher;

    @BeforeEach
    void open() {
        sockets = new ZContext(1);
        ZMQ.Socket pub = sockets.createSocket(SocketType.XPUB);
        pub.setSndHWM(ROOM);
        pub.setRcvHWM(0);
        pub.setXpubNoDrop(true);
        pub.bind(PLACE);
        publisher = new TickPublisher(pub, clock, new Metrics(registry), watched::add);
    }

    @AfterEach
    void close() {
        sockets.close();
    }

    private ZMQ.Socket subscriber(String... prefixes) {
        ZMQ.Socket sub = sockets.createSocket(SocketType.SUB);
        sub.setRcvHWM(ROOM);
        sub.connect(PLACE);
        for (String prefix : prefixes) {
            sub.subscribe(prefix.getBytes(StandardCharsets.UTF_8));
        }
        return sub;
    }

    private void listen(Set<String> expected) {
        Awaitility.await().until(() -> {
            publisher.listen();
            return !watched.isEmpty() && watched.get(watched.size() - 1).equals(expected);
        });
    }

    private void offer(int from, int count) {
        for (int i = from; i < from + count; i++) {
            assertTrue(publisher.offer(new Publication(TOPIC, new byte[] {(byte) i}, null)));
        }
    }

    private static int received(ZMQ.Socket sub, List<Integer> into) {
        while (sub.recv(ZMQ.DONTWAIT) != null) {
            into.add((int) sub.recv(ZMQ.DONTWAIT)[0]);
        }
        return into.size();
    }

    private double dropped(String what) {
        var counter = registry.find("tickwire.zmq.dropped").tag("what", what).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void tellsWhatIsWatchedAndWhatIsNoMore() {
        ZMQ.Socket sub = subscriber("EUR", "GBPUSD");
        listen(Set.of("EUR", "GBPUSD"));
        sub.unsubscribe("EUR".getBytes(StandardCharsets.UTF_8));
        listen(Set.of("GBPUSD"));
        sub.close();
        listen(Set.of());
    }

    @Test
    void dropsTheNewestOfALiveMarketForWhoHasNoRoomAndCountsThem() {
        ZMQ.Socket sub = subscriber("");
        listen(Set.of(""));
        offer(0, 100);
        assertFalse(publisher.send());
        List<Integer> got = new ArrayList<>();
        assertTrue(received(sub, got) < 100);
        for (int i = 0; i < got.size(); i++) {
            assertEquals(i, got.get(i));
        }
        assertEquals(1, dropped("tick"), "counted once for each time that somebody begins to lose");
    }

    @Test
    void holdsAReplayUntilASlowSubscriberTookEverything() {
        ZMQ.Socket sub = subscriber("");
        listen(Set.of(""));
        boolean[] passed = {false};
        publisher.pace(() -> passed[0] = true);
        assertFalse(publisher.send());
        passed[0] = false;
        offer(0, 100);
        publisher.pace(() -> passed[0] = true);
        assertTrue(publisher.send());
        assertTrue(publisher.isHeld());
        assertFalse(passed[0]);
        List<Integer> got = new ArrayList<>();
        Awaitility.await().until(() -> {
            publisher.send();
            return received(sub, got) == 100;
        });
        for (int i = 0; i < 100; i++) {
            assertEquals(i, got.get(i));
        }
        publisher.send();
        assertTrue(passed[0]);
        assertEquals(0, dropped("tick"));
    }

    @Test
    void givesUpOnASubscriberThatDoesNotReadAfterAGraceAndHoldsAgainOnceItDoes() {
        ZMQ.Socket sub = subscriber("");
        listen(Set.of(""));
        publisher.pace(() -> {});
        offer(0, 100);
        assertTrue(publisher.send());
        clock.advanceMillis(1_001);
        boolean[] passed = {false};
        publisher.pace(() -> passed[0] = true);
        assertFalse(publisher.send());
        assertTrue(passed[0]);
        assertEquals(1, dropped("tick"));
        List<Integer> got = new ArrayList<>();
        Awaitility.await().until(() -> {
            int before = received(sub, got);
            offer(100, 1);
            publisher.send();
            return received(sub, got) > before;
        });
        publisher.pace(() -> {});
        offer(0, 50);
        assertTrue(publisher.send());
        assertTrue(publisher.isHeld());
    }

    @Test
    void takesNoMoreThanItsBoundAndCountsWhatItDoesNot() {
        for (int i = 0; i < 65_536; i++) {
            assertTrue(publisher.offer(new Publication(TOPIC, TOPIC, null)));
        }
        assertFalse(publisher.offer(new Publication(TOPIC, TOPIC, null)));
        assertEquals(1, dropped("queue"));
        boolean[] passed = {false};
        publisher.pace(() -> passed[0] = true);
        assertTrue(passed[0], "a replay is never held by a queue that is full");
    }

    @Test
    void countsTooManyDifferentSubscriptionsAsOneToEverything() {
        ZMQ.Socket sub = sockets.createSocket(SocketType.SUB);
        sub.setHWM(0);
        sub.connect(PLACE);
        for (int i = 0; i <= 10_000; i++) {
            sub.subscribe(("s" + i).getBytes(StandardCharsets.UTF_8));
        }
        Awaitility.await().until(() -> {
            publisher.listen();
            return !watched.isEmpty() && watched.get(watched.size() - 1).contains("");
        });
        assertEquals(10_001, watched.get(watched.size() - 1).size());
    }
}
