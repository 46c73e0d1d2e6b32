package io.tickwire.verticles;

import io.netty.channel.EventLoop;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.edge.mqtt.MqttDoor;
import io.tickwire.edge.mqtt.MqttParts;
import io.tickwire.edge.mqtt.MqttPorts;
import io.tickwire.mqtt.Broker;
import io.tickwire.mqtt.Mailbox.Owner;
import io.tickwire.ops.EventLoopLag;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MQTT server's connections. Several instances share the ports, and the one broker of the node, which runs on the event
 * loop of the first of them. Sessions stay with the broker when an instance goes.
 */
public final class MqttEdge extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(MqttEdge.class);
    private static final long SWEEP_MS = 100;
    private static final long RETRY_MS = 1_000;
    private static final long GOODBYE_MS = 1_500;
    private static final long POLL_MS = 10;

    private final MqttParts parts;
    private final String id;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private MqttDoor door;
    private MqttPorts ports;
    private Owner owner;
    private String problem = "";
    private boolean stopped;
    private Runnable gauge = () -> {};

    /** @param id unique on the node */
    public MqttEdge(MqttParts parts, String id) {
        this.parts = parts;
        this.id = id;
    }

    @Override
    public Future<?> start() {
        owner = new LoopOwner(vertx.getOrCreateContext());
        door = new MqttDoor(parts);
        ports = new MqttPorts(vertx, parts, door);
        subscriptions.add(parts.bus().subscribe(Addresses.REVOKED, door::revoke));
        subscriptions.add(parts.bus().subscribe(Addresses.CLIENT_CLAIMED, claimed -> {
            if (!claimed.node().equals(parts.nodeId())) {
                parts.node().tell(broker -> broker.claimedElsewhere(claimed.clientId()));
            }
        }));
        vertx.setPeriodic(SWEEP_MS, tick -> {
            door.sweep();
            parts.node().tell(Broker::sweep);
        });
        vertx.setPeriodic(RETRY_MS, tick -> tell());
        EventLoopLag.watch(vertx, "MqttEdge", parts.clock(), parts.metrics());
        gauge = parts.metrics().sessions("mqtt", id, door::count);
        Future<Void> joined = parts.node().join(owner);
        // A store that cannot be read now does not keep the rest of the node from trading.
        return joined.compose(v -> ports.open(), this::later);
    }

    private Future<Void> later(Throwable failure) {
        LOG.error("MQTT: {}: its ports stay closed until it can", failure.getMessage());
        problem = failure.getMessage();
        tell();
        vertx.setTimer(RETRY_MS, tick -> {
            if (!stopped) {
                parts.node()
                        .rejoin()
                        .compose(v -> ports.open())
                        .onSuccess(v -> problem = "")
                        .onFailure(this::later);
            }
        });
        return Future.succeededFuture();
    }

    /** Degraded, for nobody's order waits for it. */
    private void tell() {
        String why = problem.isEmpty() ? parts.node().problem() : problem;
        Level level = why.isEmpty() ? Level.HEALTHY : Level.DEGRADED;
        parts.bus().publish(Addresses.HEALTH, new HealthReport("MqttEdge", level, why));
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        subscriptions.forEach(Subscription::cancel);
        gauge.run();
        door.stop();
        return allGone().eventually(ports::close).onComplete(done -> parts.node()
                .leave(owner));
    }

    /** Waits until every client took its last packet, but not for one that does not read. */
    private Future<Void> allGone() {
        Promise<Void> gone = Promise.promise();
        long deadline = vertx.setTimer(GOODBYE_MS, late -> gone.tryComplete());
        long poll = vertx.setPeriodic(POLL_MS, tick -> {
            if (door.count() == 0) {
                gone.tryComplete();
            }
        });
        return gone.future().onComplete(done -> {
            vertx.cancelTimer(deadline);
            vertx.cancelTimer(poll);
        });
    }

    /** This verticle's event loop. */
    private static final class LoopOwner implements Owner {
        private final Context context;
        private final EventLoop loop;

        LoopOwner(Context context) {
            this.context = context;
            this.loop = ((ContextInternal) context).nettyEventLoop();
        }

        @Override
        public void execute(Runnable task) {
            context.runOnContext(v -> task.run());
        }

        @Override
        public boolean isHere() {
            return loop.inEventLoop();
        }
    }
}
