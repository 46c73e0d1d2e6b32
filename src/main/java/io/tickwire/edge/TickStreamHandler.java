package io.tickwire.edge;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Heartbeat;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.edge.frames.Received.Part;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.ticks.StreamReplies;
import io.tickwire.protocol.ticks.StreamRequest;
import io.tickwire.protocol.ticks.TickStreamCodec;
import io.vertx.core.Future;

/** The tick stream profile: no welcome, four requests. */
final class TickStreamHandler implements MessageHandler {
    private final StreamService streams;
    private final Metrics metrics;

    TickStreamHandler(StreamService streams, Metrics metrics) {
        this.streams = streams;
        this.metrics = metrics;
    }

    @Override
    public Future<?> opened(Session session) {
        // The profile has no welcome.
        return Future.succeededFuture();
    }

    @Override
    public void message(Session session, Part message) {
        Decoded<StreamRequest> decoded = TickStreamCodec.decode(message.payload());
        if (decoded instanceof Decoded.Message<StreamRequest> good) {
            metrics.message(Profile.TICKS.label(), good.value().type(), "ok");
            streams.handle(session, good.value(), false, this::refuse);
        } else if (decoded instanceof Decoded.Malformed<StreamRequest> bad) {
            metrics.message(Profile.TICKS.label(), bad.type().isEmpty() ? "unknown" : bad.type(), "malformed");
            refuse(session, bad.refusal());
        }
    }

    @Override
    public void refuse(Session session, Refusal refusal) {
        session.reply(StreamReplies.error(refusal));
    }

    @Override
    public void heartbeat(Session session, Heartbeat beat) {
        session.reply(StreamReplies.heartbeat(beat.timeMsc(), beat.tickClients()));
    }
}
