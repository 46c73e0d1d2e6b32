package io.tickwire.edge;

import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.Heartbeat;
import io.vertx.core.Future;

/** What a profile does with its sessions. Owner: the edge's context. */
interface MessageHandler {

    /** A session was let in; nothing it says is read before this completes. */
    Future<?> opened(Session session);

    /** A whole message, within the size limit and the message rate. */
    void message(Session session, byte[] payload, boolean text);

    /** Renders a refusal the way the profile does. */
    void refuse(Session session, Refusal refusal);

    /** The platform's heartbeat. */
    default void heartbeat(Session session, Heartbeat beat) {}
}
