package io.tickwire.edge.zmq;

import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.zeromq.ZMQ;
import zmq.Msg;

/**
 * The PUB. Of live ticks a subscriber that is too slow loses the newest, until it has read half of what waits for it. A
 * replay waits for it instead, but not for longer than a grace: then it loses too. Owner: the sockets' thread; any thread
 * may offer.
 */
final class TickPublisher {
    private static final int MAX_QUEUE = 65_536;
    private static final int MAX_TURN = 1_024;
    /** Subscriptions in one turn, so that everything else gets its own. */
    private static final int MAX_HEARD = 256;
    /** More different subscriptions than that count as one to everything. */
    private static final int MAX_PREFIXES = 10_000;

    private static final long GRACE_NANOS = 1_000_000_000L;
    /** How long a replay stays one without being asked about. */
    private static final long PACED_NANOS = 3_000_000_000L;

    private final ZMQ.Socket socket;
    private final Clock clock;
    private final Metrics metrics;
    private final Consumer<Set<String>> watched;
    private final BlockingQueue<Publication> queue = new ArrayBlockingQueue<>(MAX_QUEUE);
    private final Set<String> prefixes = new HashSet<>();
    private volatile long pacedUntilNanos;
    private volatile boolean paced;
    private Publication held;
    private long stuckNanos;
    private boolean stuck;

    /**
     * @param socket an XPUB that drops nothing by itself
     * @param watched told which beginnings of topics somebody wants, whenever that changes
     */
    TickPublisher(ZMQ.Socket socket, Clock clock, Metrics metrics, Consumer<Set<String>> watched) {
        this.socket = socket;
        this.clock = clock;
        this.metrics = metrics;
        this.watched = watched;
    }

    /** Hands a message over; false when too many wait. */
    boolean offer(Publication publication) {
        boolean taken = queue.offer(publication);
        if (!taken) {
            metrics.zmqDropped("queue", 1);
        }
        return taken;
    }

    /** A replay asks whether this has kept up: {@code passed} runs when it has. Any thread. */
    void pace(Runnable passed) {
        pacedUntilNanos = clock.nanos() + PACED_NANOS;
        paced = true;
        if (!queue.offer(Publication.mark(passed))) {
            passed.run();
        }
    }

    /** Takes the subscriptions that came, up to a number; the poll tells of those that are left. */
    void listen() {
        boolean changed = false;
        for (int i = 0; i < MAX_HEARD; i++) {
            Msg message = socket.base().recv(ZMQ.DONTWAIT);
            if (message == null) {
                break;
            }
            byte[] frame = message.data();
            // Anything else is somebody's own words to a publisher that has no ear for them.
            if (frame.length > 0 && !message.hasMore() && (frame[0] == 0 || frame[0] == 1)) {
                String prefix = new String(Arrays.copyOfRange(frame, 1, frame.length), StandardCharsets.UTF_8);
                changed |= frame[0] == 0 ? prefixes.remove(prefix) : add(prefix);
            }
        }
        if (changed) {
            watched.accept(Set.copyOf(prefixes));
        }
    }

    private boolean add(String prefix) {
        return prefixes.add(prefixes.size() < MAX_PREFIXES ? prefix : "");
    }

    /** Whether something waits for somebody who has no room for it. */
    boolean isHeld() {
        return held != null;
    }

    /** Sends what waits, up to a number; true when it has to be called again soon though nothing new comes. */
    boolean send() {
        for (int i = 0; i < MAX_TURN; i++) {
            Publication next = held == null ? queue.poll() : held;
            held = null;
            if (next == null) {
                return false;
            }
            boolean done = next.passed() == null ? publish(next) : mark(next);
            if (!done) {
                held = next;
                return true;
            }
        }
        return !queue.isEmpty();
    }

    private static boolean mark(Publication mark) {
        mark.passed().run();
        return true;
    }

    private boolean publish(Publication next) {
        if (sent(next)) {
            stuck = false;
            return true;
        }
        long nowNanos = clock.nanos();
        if (!stuck) {
            stuck = true;
            stuckNanos = nowNanos;
        }
        boolean replay = paced && pacedUntilNanos - nowNanos > 0;
        if (replay && nowNanos - stuckNanos < GRACE_NANOS) {
            return false;
        }
        stuck = false;
        lossy(next);
        return true;
    }

    /** Not when somebody who wants it has no room for it. */
    private boolean sent(Publication next) {
        return socket.send(next.topic(), ZMQ.SNDMORE | ZMQ.DONTWAIT) && socket.send(next.body(), ZMQ.DONTWAIT);
    }

    /**
     * For those who have room; the same message again, as the socket has chosen whom it is for. Whoever has none is told
     * nothing from here on until it has read half of what waits for it, and holds nobody up.
     */
    private void lossy(Publication next) {
        socket.setXpubNoDrop(false);
        sent(next);
        socket.setXpubNoDrop(true);
        metrics.zmqDropped("tick", 1);
    }

    /** The last words: whatever waits, without waiting for anybody. */
    void flush() {
        paced = false;
        boolean more = true;
        while (more) {
            more = send();
        }
    }
}
