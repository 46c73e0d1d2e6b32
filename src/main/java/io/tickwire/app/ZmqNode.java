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

/** ZeroMQ of a node. */
record ZmqNode(ZmqParts parts) {

    /** @throws UnusableKeyException when the server's key cannot be used */
    static ZmqNode of(TickwireConfig config, TypedBus bus, Clock clock, Metrics metrics) throws UnusableKeyException {
        CurveGuard guard = isOn(config) ? CurveGuard.of(config.zmqCurve(), config.execAccount()) : CurveGuard.open();
        return new ZmqNode(new ZmqParts(config, guard, bus, clock, metrics));
    }

    static boolean isOn(TickwireConfig config) {
        return config.verticles().zmqEdge().enabled()
                && (config.zmqExec().enabled() || config.zmqPub().enabled());
    }

    /** What runs; nothing when it is switched off. */
    Optional<VerticleUnit> unit() {
        return isOn(parts.config())
                ? Optional.of(new VerticleUnit(
                        "ZmqEdge",
                        1,
                        () -> new ZmqEdge(parts),
                        List.of(Addresses.pace("zmq").toString())))
                : Optional.empty();
    }
}
