package io.tickwire.edge.zmq;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Origin;
import io.tickwire.edge.exec.ExecDoor;
import io.tickwire.edge.exec.ExecDoor.Answer;
import io.tickwire.edge.exec.ExecLatency;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/**
 * The ROUTER: takes messages, hands them over, sends answers. So many may be on their way at once; what is too much is
 * answered at once, so that a REQ peer is never stuck. An answer that its peer does not take is dropped. Owner: the
 * sockets' thread.
 */
final class ExecRouter {
    /** In one turn, so that answers and ticks get theirs. */
    private static final int MAX_TURN = 256;

    private static final int MAX_PEERS = 10_000;
    /** A body, an empty frame before it, and one that is too much. */
    private static final int MAX_FRAMES = 3;

    private static final String DOOR = "exec-zmq";
    private static final String PEER_ADDRESS = "Peer-Address";
    private static final String USER_ID = "User-Id";

    private final ZMQ.Socket socket;
    private final ExecDoor door;
    private final ExecLatency latency;
    private final PeerRates rates;
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
            int perSecond,
            int maxInFlight,
            Executor context,
            Runnable wakeUp,
            Clock clock,
            Metrics metrics) {
        this.socket = socket;
        this.door = door;
        this.latency = latency;
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
                send(next.reply(refused.type(), refused.body()));
            } else {
                inFlight++;
                turn.add(next);
            }
        }
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
        return PeerMessage.of(head.data(), frames, who(last), clock.nanos());
    }

    private static String who(Msg message) {
        if (message.getMetadata() == null) {
            return "zmq";
        }
        String subject = message.getMetadata().get(USER_ID);
        if (subject != null && !subject.isEmpty()) {
            return subject;
        }
        String address = message.getMetadata().get(PEER_ADDRESS);
        return address == null ? "zmq" : address.replaceFirst("^/", "").replaceFirst(":\\d+$", "");
    }

    /** What is answered at once; null when it is handed over. */
    private Answer refused(PeerMessage message) {
        Origin origin = new Origin(message.who(), DOOR);
        if (!rates.allows(message.peer(), message.arrivedNanos())) {
            return door.busy(origin, Refusal.rateLimited(perSecond, "second", 1));
        }
        if (message.body() == null) {
            return door.busy(
                    origin,
                    Refusal.of(
                            ErrorCode.VALIDATION_ERROR,
                            "Invalid message: expected one frame with a JSON object, or an empty frame before it"));
        }
        return inFlight >= maxInFlight
                ? door.busy(
                        origin,
                        Refusal.of(ErrorCode.RATE_LIMITED, "Busy: " + maxInFlight + " messages are being answered"))
                : null;
    }

    /** On the verticle's context. */
    private void ask(PeerMessage message) {
        door.ask(message.body(), new Origin(message.who(), DOOR)).onSuccess(answer -> {
            replies.add(message.reply(answer.type(), answer.body()));
            wakeUp.run();
        });
    }

    /** Sends the answers that are there. */
    void answer() {
        for (PeerReply reply = replies.poll(); reply != null; reply = replies.poll()) {
            inFlight--;
            send(reply);
        }
    }

    private void send(PeerReply reply) {
        if (sent(reply)) {
            latency.answered(reply.type(), reply.arrivedNanos());
        } else {
            metrics.zmqDropped("reply", 1);
        }
    }

    /** Not when the peer is gone, or does not read: that is told by its first frame. */
    private boolean sent(PeerReply reply) {
        try {
            return socket.send(reply.peer(), ZMQ.SNDMORE | ZMQ.DONTWAIT)
                    && (!reply.delimited() || socket.send(new byte[0], ZMQ.SNDMORE | ZMQ.DONTWAIT))
                    && socket.send(reply.body(), ZMQ.DONTWAIT);
        } catch (ZMQException gone) {
            return false;
        }
    }

    int inFlight() {
        return inFlight;
    }
}
