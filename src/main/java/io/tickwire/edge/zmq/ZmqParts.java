package io.tickwire.edge.zmq;

import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.ops.Clock;
import io.tickwire.ops.Metrics;

/**
 * What the ZeroMQ edge is made of. Any thread.
 *
 * @param guard who may connect
 */
public record ZmqParts(TickwireConfig config, CurveGuard guard, TypedBus bus, Clock clock, Metrics metrics) {}
