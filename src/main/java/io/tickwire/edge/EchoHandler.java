package io.tickwire.edge;

import io.tickwire.domain.Refusal;
import io.tickwire.edge.frames.Received.Part;
import io.vertx.core.Future;

/** Sends each message back as it came, so that a client author can test frames. */
final class EchoHandler implements MessageHandler {

    @Override
    public Future<?> opened(Session session) {
        // An echo has nothing to say by itself.
        return Future.succeededFuture();
    }

    @Override
    public void message(Session session, Part message) {
        session.echo(message);
    }

    @Override
    public void refuse(Session session, Refusal refusal) {
        // A refusal may come inside a message that is being sent back; the close says why.
    }
}
