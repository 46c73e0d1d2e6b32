package io.tickwire.edge;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Heartbeat;
import io.tickwire.edge.frames.Received.Part;
import io.vertx.core.Future;

/** What a profile does with its sessions. Owner: the edge's context. */
interface MessageHandler {

    /** A session was let in; nothing it says is read before this completes. */
    Future<?> opened(Session session);

    /** A message, within the size limit and the message rate: a whole one, but the echo gets long ones in parts. */
    void message(Session session, Part message);

    /** Renders a refusal the way the profile does. */
    void refuse(Session session, Refusal refusal);

    /** The platform's heartbeat. */
    default void heartbeat(Session session, Heartbeat beat) {}
}
