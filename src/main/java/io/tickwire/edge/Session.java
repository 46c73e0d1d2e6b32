package io.tickwire.edge;

import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.domain.message.Origin;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.session.AbuseMeter;
import io.tickwire.session.Liveness;
import io.tickwire.session.SlidingWindow;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** One connected client: its limits, what waits for it, what it watches. Owner: the edge's context. */
public final class Session {
    private static final long SECOND = 1_000_000_000L;
    private static final int WAITING_TICKS = 1024;
    /** Requests under way at which no more are read: their answers must fit where answers wait. */
    private static final int BUSY = 256;

    private final String id;
    private final Profile profile;
    private final Caller caller;
    private final Origin origin;
    private final String clientId;
    private final Wire wire;
    private final Outbound outbound;
    private final Liveness liveness;
    private final SlidingWindow messages;
    private final AbuseMeter abuse;
    private final Watchlist watchlist;
    private Future<Void> requests = Future.succeededFuture();
    private Promise<Void> drained;
    private Runnable readOn = () -> {};
    private int underWay;
    private long stalledSinceNanos;
    private boolean closed;
    private CloseCode closeCode;

    /** @param clientId what the client calls itself, else the session's id */
    Session(
            String id,
            Profile profile,
            Caller caller,
            String clientId,
            Wire wire,
            Turn turn,
            LimitsConfig limits,
            Clock clock,
            Metrics metrics) {
        this.id = id;
        this.profile = profile;
        this.caller = caller;
        this.origin = new Origin(caller.identity().subject(), profile.label());
        this.clientId = clientId;
        this.wire = wire;
        this.outbound = new Outbound(wire, turn, this::close, limits.maxPendingMessages(), WAITING_TICKS, metrics);
        this.liveness = new Liveness(profile != Profile.BRIDGE, clock.nanos());
        this.messages = new SlidingWindow(limits.messagesPerSecond(), SECOND);
        this.abuse = new AbuseMeter(limits.abuseGrace().toNanos());
        this.watchlist = new Watchlist(limits.maxSymbolsPerClient());
    }

    public String id() {
        return id;
    }

    public Profile profile() {
        return profile;
    }

    /** Who it is, and what that allows. */
    Caller caller() {
        return caller;
    }

    /** Who it is, for quotas and feeds. */
    Origin origin() {
        return origin;
    }

    String clientId() {
        return clientId;
    }

    Outbound outbound() {
        return outbound;
    }

    Liveness liveness() {
        return liveness;
    }

    SlidingWindow messages() {
        return messages;
    }

    AbuseMeter abuse() {
        return abuse;
    }

    Watchlist watchlist() {
        return watchlist;
    }

    public void reply(String text) {
        outbound.message(text);
    }

    /** Sends back what came; it is paced by its peer. */
    void echo(Part message) {
        wire.send(message);
    }

    void ping() {
        liveness.onPing();
        wire.ping();
    }

    public void close(CloseCode code, String reason) {
        closeCode = closeCode == null ? code : closeCode;
        wire.close(code, reason);
    }

    /** What we closed it with, or null when the client did. */
    CloseCode closeCode() {
        return closeCode;
    }

    /** The connection is gone; what is still under way for it is for nobody. */
    void markClosed() {
        closed = true;
        progressed();
    }

    boolean isClosed() {
        return closed;
    }

    /** Who is called when more can be read from the client again. */
    void onReadOn(Runnable listener) {
        readOn = listener;
    }

    /** Whether nothing more should be read at present: the client does not take its answers, or is owed too many. */
    boolean mustWait() {
        return outbound.blocked() || underWay >= BUSY;
    }

    /** Counts a request until it is answered. */
    <T> Future<T> count(Future<T> answer) {
        underWay++;
        return answer.onComplete(done -> {
            underWay--;
            if (underWay == BUSY - 1 && !outbound.blocked()) {
                readOn.run();
            }
        });
    }

    /** Completes when the client can take more, or is gone. */
    Future<Void> writable() {
        if (!outbound.blocked() || closed || closeCode != null) {
            return Future.succeededFuture();
        }
        drained = drained == null ? Promise.promise() : drained;
        return drained.future();
    }

    /** Call when the client took something, or is gone. */
    void progressed() {
        stalledSinceNanos = 0;
        if (drained != null && (!outbound.blocked() || closed)) {
            Promise<Void> waiting = drained;
            drained = null;
            waiting.complete();
        }
    }

    /**
     * Runs requests one after the other, each only when the client has taken what came before: answers and ticks keep
     * the order of the requests, and a client that asks and does not read holds one answer in memory, not all.
     */
    void inOrder(Supplier<Future<Void>> request) {
        requests = requests.eventually(this::writable)
                .eventually(() -> closed || closeCode != null ? Future.succeededFuture() : request.get())
                .otherwiseEmpty();
    }

    /** How long the client has taken nothing of what waits for it; 0 while it keeps up. Asked now and then. */
    long stalledNanos(long nowNanos) {
        if (!outbound.blocked()) {
            stalledSinceNanos = 0;
            return 0;
        }
        if (stalledSinceNanos == 0) {
            stalledSinceNanos = nowNanos;
        }
        return nowNanos - stalledSinceNanos;
    }
}
