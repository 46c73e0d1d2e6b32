package io.tickwire.mqtt;

import io.tickwire.protocol.mqtt.ReasonCode;
import io.vertx.core.Future;

/** Takes messages that mean something to the platform. Called on the broker's thread. */
@FunctionalInterface
public interface Intake {

    /** What was made of a message. {@code why} may be null. */
    record Taken(ReasonCode reason, String why) {}

    /**
     * @param again whether the client says that it may have sent it before
     * @return completes on any thread; null when the message is for subscribers only
     */
    Future<Taken> take(Message message, boolean again, Who who);
}
