package io.tickwire.edge.inference;

import io.tickwire.config.InferenceConfig;
import io.tickwire.edge.Access;
import io.tickwire.edge.Origins;
import io.tickwire.edge.Turn;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.inference.WindowReader;
import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * What all connections of one verticle share. Owner: its context.
 *
 * @param models by name
 */
record Tools(
        Vertx vertx,
        InferenceConfig config,
        Turn turn,
        Answers answers,
        WindowReader reader,
        Access access,
        Origins origins,
        Function<String, ModelDesk> models,
        Clock clock,
        Metrics metrics) {

    /** Whether plain text is served without a credential. */
    boolean isOpen() {
        return !access.isEnabled() || config.anonymous();
    }
}
