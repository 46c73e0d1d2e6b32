package io.tickwire.edge.mqtt.bridge;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import io.tickwire.config.MqttBridgeConfig;
import io.tickwire.config.MqttBridgeConfig.Direction;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.HealthReport.Level;
import io.tickwire.edge.mqtt.MqttNode;
import io.tickwire.ops.MqttMetrics;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Ack.Kind;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges topics with a broker elsewhere. What waits for it waits in the session of its end here, which is bounded and
 * stored; a message is acknowledged on one side when the other has it. Owner: the verticle's context.
 */
public final class Bridge implements RemoteEnd.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
    private static final int MAX_UNANSWERED_QOS0 = 10_000;
    private static final int MAX_PACKET_ID = 0xFFFF;

    private final MqttBridgeConfig config;
    private final String id;
    private final Executor context;
    private final Consumer<HealthReport> health;
    private final MqttMetrics metrics;
    private final TopicMap in;
    private final TopicMap out;
    private final LocalEnd local;
    private final RemoteEnd remote;
    /** From here to there: by the packet id here. */
    private final Map<Integer, Packet.Publish> leaving = new HashMap<>();
    /** Those that the other broker did not take; sent again when it is back. */
    private final ArrayDeque<Packet.Publish> refused = new ArrayDeque<>();
    /** From there to here: by the packet id here. */
    private final Map<Integer, Mqtt5Publish> coming = new HashMap<>();

    private int lastId;
    private int unanswered;
    private boolean connected;
    private String told = "";

    /**
     * @param nodeId tells this node's bridges from those of others
     * @param context runs tasks on the owner's context
     * @throws java.io.UncheckedIOException when the trusted certificates cannot be read
     */
    public Bridge(
            MqttBridgeConfig config,
            MqttNode node,
            String nodeId,
            int maxPacketBytes,
            Executor context,
            Consumer<HealthReport> health,
            MqttMetrics metrics) {
        this.config = config;
        this.id = config.name() + "@" + nodeId;
        this.context = context;
        this.health = health;
        this.metrics = metrics;
        this.in = TopicMap.of(config.topics(), Direction.IN);
        this.out = TopicMap.of(config.topics(), Direction.OUT);
        Set<Scope> scopes = config.mayTrade() ? Set.of(Scope.READ, Scope.TRADE) : Set.of(Scope.READ, Scope.FEED);
        Identity identity = new Identity("bridge:" + config.name(), scopes, Set.of(), Long.MAX_VALUE, "");
        this.local = new LocalEnd(
                node,
                identity,
                "$bridge/" + config.name(),
                config.maxInflight(),
                maxPacketBytes,
                out,
                packet -> context.execute(() -> heard(packet)));
        this.remote = new RemoteEnd(config, in, this);
    }

    public void start() {
        local.open();
        remote.connect();
        tell();
    }

    public void stop() {
        local.leave();
        remote.close();
    }

    /** Tells how it is; called now and then. */
    public void tell() {
        Level level = connected ? Level.HEALTHY : Level.DEGRADED;
        String why = connected ? "" : "broker " + config.host() + ":" + config.port() + ": " + told;
        health.accept(new HealthReport("MqttBridge " + config.name(), level, why));
    }

    @Override
    public void connected() {
        context.execute(() -> {
            connected = true;
            told = "";
            LOG.info("bridge {}: connected to {}:{}", config.name(), config.host(), config.port());
            remote.introduce(problem -> LOG.warn("bridge {}: {}", config.name(), problem));
            int waiting = refused.size();
            for (int i = 0; i < waiting; i++) {
                forward(refused.poll());
            }
            tell();
        });
    }

    @Override
    public void disconnected(String why) {
        context.execute(() -> {
            if (connected || told.isEmpty()) {
                LOG.warn("bridge {}: not connected: {}; it is tried again", config.name(), why);
            }
            connected = false;
            told = why;
            tell();
        });
    }

    /** The broker here says something. */
    private void heard(Packet packet) {
        if (packet instanceof Packet.Publish publish) {
            leave(publish);
        } else if (packet instanceof Ack ack) {
            answered(ack);
        }
    }

    private void leave(Packet.Publish publish) {
        if (leaving.containsKey(publish.packetId())) {
            // Sent again by our own broker, which was started anew: it is on its way.
            return;
        }
        boolean round = Trail.isRound(publish.properties().userProperties(), id);
        if (publish.qos() == 0) {
            if (!round && connected && unanswered < MAX_UNANSWERED_QOS0) {
                forward(publish);
            } else {
                metrics.dropped(round ? "bridge loop" : "bridge down");
            }
        } else if (round || out.find(publish.topic()) == null) {
            settle(publish);
        } else {
            leaving.put(publish.packetId(), publish);
            forward(publish);
        }
    }

    private void forward(Packet.Publish publish) {
        TopicMap.Rule rule = out.find(publish.topic());
        if (rule == null) {
            return;
        }
        unanswered++;
        remote.publish(Translation.toRemote(publish, rule, id))
                .whenComplete((result, failure) -> context.execute(() -> {
                    unanswered--;
                    Throwable problem =
                            failure != null ? failure : result.getError().orElse(null);
                    if (problem == null || Translation.isFinal(problem)) {
                        metrics.bridged("out");
                        settle(publish);
                    } else if (publish.qos() > 0) {
                        refused.add(publish);
                    }
                }));
    }

    /** The other broker has it: so the one here can forget it. */
    private void settle(Packet.Publish publish) {
        if (publish.qos() > 0) {
            leaving.remove(publish.packetId());
            Kind kind = publish.qos() == 1 ? Kind.PUBACK : Kind.PUBREC;
            local.say(Ack.of(kind, publish.packetId(), ReasonCode.SUCCESS));
        }
    }

    private void answered(Ack ack) {
        switch (ack.kind()) {
            case PUBREL -> local.say(Ack.of(Kind.PUBCOMP, ack.packetId(), ReasonCode.SUCCESS));
            case PUBREC -> {
                if (ack.reason().isFailure()) {
                    taken(ack.packetId());
                } else {
                    local.say(Ack.of(Kind.PUBREL, ack.packetId(), ReasonCode.SUCCESS));
                }
            }
            default -> taken(ack.packetId());
        }
    }

    private void taken(int packetId) {
        Mqtt5Publish done = coming.remove(packetId);
        if (done != null) {
            metrics.bridged("in");
            done.acknowledge();
        }
    }

    @Override
    public void message(Mqtt5Publish publish) {
        context.execute(() -> come(publish));
    }

    private void come(Mqtt5Publish publish) {
        String topic = publish.getTopic().toString();
        TopicMap.Rule rule = in.find(topic);
        if (rule == null || Translation.isRound(publish, id)) {
            metrics.dropped("bridge loop");
            publish.acknowledge();
            return;
        }
        int qos = Math.min(rule.qos(), publish.getQos().getCode());
        int packetId = qos == 0 ? 0 : freeId();
        if (qos == 0) {
            publish.acknowledge();
            metrics.bridged("in");
        } else {
            coming.put(packetId, publish);
        }
        local.say(Translation.toLocal(publish, rule.mapped(topic), qos, packetId, id));
    }

    private int freeId() {
        do {
            lastId = lastId == MAX_PACKET_ID ? 1 : lastId + 1;
        } while (coming.containsKey(lastId));
        return lastId;
    }
}
