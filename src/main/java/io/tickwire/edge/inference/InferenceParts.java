package io.tickwire.edge.inference;

import io.tickwire.bus.TypedBus;
import io.tickwire.config.InferenceConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.edge.ListenerTls;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.session.auth.Audit;
import java.util.function.BooleanSupplier;

/**
 * What the inference sockets of a node share. Any thread.
 *
 * @param tls certificate of the listener, or none
 * @param stopping whether the whole node is going
 * @param endProcess begins the orderly end of the process, and returns at once
 */
public record InferenceParts(
        TickwireConfig config,
        TypedBus bus,
        Clock clock,
        Metrics metrics,
        Audit audit,
        ListenerTls tls,
        BooleanSupplier stopping,
        Runnable endProcess) {

    InferenceConfig inference() {
        return config.inference();
    }
}
