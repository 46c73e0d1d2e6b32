package io.tickwire.edge;

import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties a WebSocket to a session: frames become whole messages, reading stops while the client does not read what it is
 * sent, and whatever ends the socket ends the session once. Owner: the edge's context.
 */
final class WebSocketDoor {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketDoor.class);
    private static final int ABNORMAL = 1006;

    private final String edgeId;
    private final LimitsConfig limits;
    private final Clock clock;
    private final Metrics metrics;
    private final SessionKeeper keeper;
    private final StreamService streams;
    private final SignalService signals;
    private final PaceKeeper pace;
    private long opened;

    WebSocketDoor(
            String edgeId,
            LimitsConfig limits,
            Clock clock,
            Metrics metrics,
            SessionKeeper keeper,
            StreamService streams,
            SignalService signals,
            PaceKeeper pace) {
        this.edgeId = edgeId;
        this.limits = limits;
        this.clock = clock;
        this.metrics = metrics;
        this.keeper = keeper;
        this.streams = streams;
        this.signals = signals;
        this.pace = pace;
    }

    void accept(ServerWebSocket socket, Profile profile) {
        String id = edgeId + "-" + ++opened;
        String named = socket.headers().get("Client-ID");
        Session session = new Session(
                id,
                profile,
                socket.remoteAddress().hostAddress(),
                named == null || named.length() > 64 ? id : named,
                new WebSocketWire(socket),
                limits,
                clock,
                metrics);
        socket.pause();
        MessageAssembler assembler = new MessageAssembler(limits.maxMessageBytes());
        socket.frameHandler(frame -> frame(socket, session, assembler, frame));
        socket.pongHandler(pong -> session.liveness().onPong(clock.nanos()));
        socket.drainHandler(v -> drained(socket, session));
        socket.exceptionHandler(failure -> broken(session, failure));
        socket.closeHandler(v -> closed(socket, session));
        keeper.open(session).onSuccess(admitted -> {
            // A refused client is read on, or its answer to our close would never be seen.
            socket.resume();
        });
    }

    private void frame(ServerWebSocket socket, Session session, MessageAssembler assembler, WebSocketFrame frame) {
        boolean fits;
        if (frame.isText() || frame.isBinary()) {
            fits = assembler.first(frame.binaryData().getBytes(), frame.isText());
        } else if (frame.isContinuation()) {
            fits = assembler.more(frame.binaryData().getBytes());
        } else {
            return;
        }
        if (!keeper.isOpen(session) || session.closeCode() != null) {
            return;
        }
        if (!fits) {
            keeper.tooLarge(session);
        } else if (frame.isFinal()) {
            keeper.message(session, assembler.take(), assembler.isText());
            if (session.outbound().blocked()) {
                socket.pause();
            }
        }
    }

    private void drained(ServerWebSocket socket, Session session) {
        session.outbound().flush();
        session.progressed();
        if (!session.outbound().blocked()) {
            socket.resume();
        }
        pace.progressed();
    }

    /** Netty's decoder gave up on the peer's bytes: say so with a code instead of just hanging up. */
    private void broken(Session session, Throwable failure) {
        String name = failure.getClass().getSimpleName();
        metrics.message(session.profile().label(), "any", "broken");
        if (name.contains("TooLong") || String.valueOf(failure.getMessage()).contains("frame length")) {
            session.close(CloseCode.TOO_BIG, "frame larger than " + limits.maxMessageBytes() + " bytes");
        } else {
            session.close(CloseCode.PROTOCOL_ERROR, "WebSocket protocol error");
        }
        LOG.debug("session {}: {}", session.id(), failure.toString());
    }

    private static int closeCode(ServerWebSocket socket, Session session) {
        if (session.closeCode() != null) {
            return session.closeCode().code();
        }
        Short told = socket.closeStatusCode();
        return told == null ? ABNORMAL : told;
    }

    private void closed(ServerWebSocket socket, Session session) {
        keeper.closed(session, closeCode(socket, session));
        streams.forget(session);
        signals.forget(session);
        pace.progressed();
    }
}
