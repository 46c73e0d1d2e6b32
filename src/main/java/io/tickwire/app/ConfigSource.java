package io.tickwire.app;

import io.tickwire.config.TickwireConfig;
import java.util.concurrent.Callable;

/**
 * Where a node's configuration comes from.
 *
 * @param written as it was read
 * @param running the same with the ports that were found for it
 * @param reader reads it again
 */
record ConfigSource(TickwireConfig written, TickwireConfig running, Callable<TickwireConfig> reader) {
    static ConfigSource of(TickwireConfig written, Callable<TickwireConfig> reader) {
        return new ConfigSource(written, FreePorts.resolve(written), reader);
    }
}
