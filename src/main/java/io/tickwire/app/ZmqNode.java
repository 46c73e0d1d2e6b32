package io.tickwire.app;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.edge.zmq.CurveGuard;
import io.tickwire.edge.zmq.ZmqParts;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;
import io.tickwire.ops.VerticleUnit;
import io.tickwire.session.auth.UnusableKeyException;
import io.tickwire.verticles.ZmqEdge;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** ZeroMQ of a node. */
record ZmqNode(Supplier<TickwireConfig> config, Function<TickwireConfig, ZmqParts> parts) {

    /**
     * @param live what holds now
     * @throws UnusableKeyException when the server's key cannot be used
     */
    static ZmqNode of(Supplier<TickwireConfig> live, TypedBus bus, Clock clock, Metrics metrics)
            throws UnusableKeyException {
        TickwireConfig first = live.get();
        CurveGuard guard = isOn(first) ? CurveGuard.of(first.zmqCurve(), first.execAccount()) : CurveGuard.open();
        return new ZmqNode(live, config -> new ZmqParts(config, guard, bus, clock, metrics));
    }

    static boolean isOn(TickwireConfig config) {
        return config.verticles().zmqEdge().enabled()
                && (config.zmqExec().enabled() || config.zmqPub().enabled());
    }

    /** What runs; nothing when it is switched off. */
    Optional<VerticleUnit> unit() {
        return isOn(config.get())
                ? Optional.of(new VerticleUnit(
                        "ZmqEdge",
                        1,
                        () -> new ZmqEdge(parts.apply(config.get())),
                        List.of(Addresses.pace("zmq").toString())))
                : Optional.empty();
    }
}
