package io.tickwire.edge;

import io.tickwire.domain.Refusal;
import io.tickwire.protocol.ticks.StreamReplies;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/** Sends each message back as it came, so that a client author can test frames. */
final class EchoHandler implements MessageHandler {

    @Override
    public Future<?> opened(Session session) {
        // An echo has nothing to say by itself.
        return Future.succeededFuture();
    }

    @Override
    public void message(Session session, byte[] payload, boolean text) {
        if (text) {
            session.reply(new String(payload, StandardCharsets.UTF_8));
        } else {
            session.reply(payload);
        }
    }

    @Override
    public void refuse(Session session, Refusal refusal) {
        session.reply(StreamReplies.error(refusal));
    }
}
