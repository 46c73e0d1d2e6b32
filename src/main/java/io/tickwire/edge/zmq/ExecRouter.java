package io.tickwire.edge.zmq;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Origin;
import io.tickwire.edge.exec.ExecDoor;
import io.tickwire.edge.exec.ExecDoor.Answer;
import io.tickwire.edge.exec.ExecLatency;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/**
 * The ROUTER: takes messages, hands them over, one of a peer at a time, and sends answers in the order of its
 * messages. So many may be on their way or wait; what is too much is answered in its turn, so that a REQ peer is never
 * stuck. An answer that its peer does not take is dropped. Owner: the
 * sockets' thread.
 */
final class ExecRouter {
    /** In one turn, so that answers and ticks get theirs. */
    private static final int MAX_TURN = 256;

    private static final int MAX_PEERS = 10_000;
    /** Messages of one peer that wait to be asked. */
    private static final int MAX_WAITING = 256;
    /** Messages of one peer that are not asked, and wait for their turn to be answered. */
    private static final int MAX_REFUSED = 1_000;

    /** A body, an empty frame before it, and one that is too much. */
    private static final int MAX_FRAMES = 3;

    private static final String DOOR = "exec-zmq";

    private final ZMQ.Socket socket;
    private final ExecDoor door;
    private final ExecLatency latency;
    private final CurveGuard guard;
    private final PeerRates rates;
    private final PeerLines lines = new PeerLines(MAX_WAITING, MAX_REFUSED);
    private final int perSecond;
    private final int maxInFlight;
    private final Executor context;
    private final Runnable wakeUp;
    private final Clock clock;
    private final Metrics metrics;
    private final Queue<PeerReply> replies = new ConcurrentLinkedQueue<>();
    private int inFlight;

    /**
     * @param context runs tasks on the verticle's context
     * @param wakeUp ends the wait of the sockets' thread
     */
    ExecRouter(
            ZMQ.Socket socket,
            ExecDoor door,
            ExecLatency latency,
            CurveGuard guard,
            int perSecond,
            int maxInFlight,
            Executor context,
            Runnable wakeUp,
            Clock clock,
            Metrics metrics) {
        this.socket = socket;
        this.door = door;
        this.latency = latency;
        this.guard = guard;
        this.rates = new PeerRates(perSecond, MAX_PEERS);
        this.perSecond = perSecond;
        this.maxInFlight = maxInFlight;
        this.context = context;
        this.wakeUp = wakeUp;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Takes what came, up to a number. */
    void receive() {
        List<PeerMessage> turn = new ArrayList<>();
        for (int i = 0; i < MAX_TURN; i++) {
            PeerMessage next = next();
            if (next == null) {
                break;
            }
            Answer refused = refused(next);
            if (refused != null) {
                refuse(next, refused);
            } else {
                inFlight++;
                if (lines.join(next)) {
                    turn.add(next);
                }
            }
        }
        handOver(turn);
    }

    private void refuse(PeerMessage message, Answer answer) {
        if (lines.isFree(message)) {
            send(message.reply(answer.type(), answer.body()));
        } else if (!lines.refuse(message, answer)) {
            metrics.zmqDropped("reply", 1);
        }
    }

    private void handOver(List<PeerMessage> turn) {
        if (!turn.isEmpty()) {
            context.execute(() -> turn.forEach(this::ask));
        }
    }

    private PeerMessage next() {
        Msg head = socket.base().recv(ZMQ.DONTWAIT);
        if (head == null) {
            return null;
        }
        List<byte[]> frames = new ArrayList<>(MAX_FRAMES);
        Msg last = head;
        while (last.hasMore()) {
            last = socket.base().recv(ZMQ.DONTWAIT);
            if (frames.size() < MAX_FRAMES) {
                frames.add(last.data());
            }
        }
        return PeerMessage.of(head.data(), frames, PeerName.of(last.getMetadata(), guard), clock.nanos());
    }

    /** What is answered at once; null when it is handed over. */
    private Answer refused(PeerMessage message) {
        Origin origin = origin(message);
        if (!message.who().trusted()) {
            return door.busy(origin, Refusal.of(ErrorCode.UNAUTHORIZED, "Invalid key: this connection proved none"));
        }
        if (!rates.allows(message.shareOf(), message.arrivedNanos())) {
            return door.busy(origin, Refusal.rateLimited(perSecond, "second", 1));
        }
        if (message.body() == null) {
            return door.busy(
                    origin,
                    Refusal.of(
                            ErrorCode.VALIDATION_ERROR,
                            "Invalid message: expected one frame with a JSON object, or an empty frame before it"));
        }
        if (lines.isFull(message)) {
            return door.busy(
                    origin, Refusal.of(ErrorCode.RATE_LIMITED, "Busy: " + MAX_WAITING + " messages of yours wait"));
        }
        return inFlight >= maxInFlight
                ? door.busy(
                        origin,
                        Refusal.of(ErrorCode.RATE_LIMITED, "Busy: " + maxInFlight + " messages are being answered"))
                : null;
    }

    private static Origin origin(PeerMessage message) {
        return new Origin(message.who().name(), DOOR);
    }

    /** On the verticle's context. Whatever comes of it is an answer: without one its peer's line would stand still. */
    private void ask(PeerMessage message) {
        Origin origin = origin(message);
        Future.succeededFuture()
                .compose(v -> door.ask(message.body(), origin))
                .otherwise(fault ->
                        door.busy(origin, Refusal.of(ErrorCode.INTERNAL, "Internal error: nothing is approved")))
                .onSuccess(answer -> {
                    replies.add(message.reply(answer.type(), answer.body()));
                    wakeUp.run();
                });
    }

    /** Sends the answers that are there, and has asked what waited for them. */
    void answer() {
        List<PeerMessage> turn = new ArrayList<>();
        for (PeerReply reply = replies.poll(); reply != null; reply = replies.poll()) {
            inFlight--;
            send(reply);
            PeerMessage next =
                    lines.next(reply.to(), (message, answer) -> send(message.reply(answer.type(), answer.body())));
            if (next != null) {
                turn.add(next);
            }
        }
        handOver(turn);
    }

    private void send(PeerReply reply) {
        if (!lines.isStale(reply.to()) && sent(reply)) {
            latency.answered(reply.type(), reply.to().arrivedNanos());
        } else {
            metrics.zmqDropped("reply", 1);
        }
    }

    /** Not when the peer is gone, or does not read: that is told by its first frame. */
    private boolean sent(PeerReply reply) {
        try {
            return socket.send(reply.to().peer(), ZMQ.SNDMORE | ZMQ.DONTWAIT)
                    && (!reply.to().delimited() || socket.send(new byte[0], ZMQ.SNDMORE | ZMQ.DONTWAIT))
                    && socket.send(reply.body(), ZMQ.DONTWAIT);
        } catch (ZMQException gone) {
            return false;
        }
    }

    int inFlight() {
        return inFlight;
    }
}
