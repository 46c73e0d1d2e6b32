package io.tickwire.bus;

import io.vertx.core.Future;

/** A registration on the bus. */
@FunctionalInterface
public interface Subscription {

    /** Ends it; the future completes when nothing more will be delivered. */
    Future<Void> cancel();
}
