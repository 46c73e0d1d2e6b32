package io.tickwire.edge;

import io.tickwire.config.LimitsConfig;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.edge.frames.FrameLimits;
import io.tickwire.edge.frames.FrameListener;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.vertx.core.http.ServerWebSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties a WebSocket to a session: its messages are heard, reading stops while the client does not read what it is
 * sent, and whatever ends the socket ends the session once. Owner: the edge's context.
 */
final class WebSocketDoor {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketDoor.class);
    private static final int ABNORMAL = 1006;
    private static final int ECHO_PART_BYTES = 64 * 1024;

    private final String edgeId;
    private final LimitsConfig limits;
    private final Clock clock;
    private final Metrics metrics;
    private final SessionKeeper keeper;
    private final StreamService streams;
    private final SignalService signals;
    private final PaceKeeper pace;
    private final Turn turn;
    private long opened;

    WebSocketDoor(
            String edgeId,
            LimitsConfig limits,
            Clock clock,
            Metrics metrics,
            SessionKeeper keeper,
            StreamService streams,
            SignalService signals,
            PaceKeeper pace,
            Turn turn) {
        this.edgeId = edgeId;
        this.limits = limits;
        this.clock = clock;
        this.metrics = metrics;
        this.keeper = keeper;
        this.streams = streams;
        this.signals = signals;
        this.pace = pace;
        this.turn = turn;
    }

    void accept(ServerWebSocket socket, FrameHandler frames, Profile profile) {
        String id = edgeId + "-" + ++opened;
        String named = socket.headers().get("Client-ID");
        Session session = new Session(
                id,
                profile,
                socket.remoteAddress().hostAddress(),
                named == null || named.length() > 64 ? id : named,
                new WebSocketWire(socket, frames, turn),
                turn,
                limits,
                clock,
                metrics);
        FrameLimits bounds = profile == Profile.ECHO
                ? FrameLimits.inParts(limits.maxEchoBytes(), ECHO_PART_BYTES)
                : FrameLimits.whole(limits.maxMessageBytes(), limits.maxMessageBytes());
        session.onReadOn(frames::resume);
        frames.open(bounds, new Ear(frames, session, bounds));
        socket.exceptionHandler(failure -> LOG.debug("session {}: {}", session.id(), failure.toString()));
        socket.closeHandler(v -> closed(socket, session));
        keeper.open(session).onSuccess(admitted -> {
            // A refused client is read on, or its answer to our close would never be seen.
            frames.resume();
        });
    }

    /** What one client says. */
    private final class Ear implements FrameListener {
        private final FrameHandler frames;
        private final Session session;
        private final FrameLimits bounds;

        Ear(FrameHandler frames, Session session, FrameLimits bounds) {
            this.frames = frames;
            this.session = session;
            this.bounds = bounds;
        }

        @Override
        public void part(Part message) {
            if (isHeard()) {
                keeper.message(session, message);
                if (session.mustWait()) {
                    frames.hold();
                }
            }
        }

        @Override
        public void pong() {
            session.liveness().onPong(clock.nanos());
        }

        @Override
        public void writable() {
            drained(frames, session);
        }

        @Override
        public void broken(CloseCode code, String reason) {
            if (code == CloseCode.TOO_BIG && isHeard()) {
                keeper.tooLarge(session, bounds.maxMessageBytes());
            } else {
                metrics.message(session.profile().label(), "any", "broken");
                session.close(code, reason);
            }
        }

        private boolean isHeard() {
            return keeper.isOpen(session) && session.closeCode() == null;
        }
    }

    private void drained(FrameHandler frames, Session session) {
        session.outbound().flush();
        session.progressed();
        if (!session.mustWait()) {
            frames.resume();
        }
        pace.progressed();
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
