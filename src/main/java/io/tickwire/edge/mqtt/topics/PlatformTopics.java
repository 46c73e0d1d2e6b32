package io.tickwire.edge.mqtt.topics;

import io.tickwire.bus.TypedBus;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.edge.MarketDirectory;
import io.tickwire.edge.mqtt.MqttNode;
import io.tickwire.mqtt.Message;
import io.tickwire.mqtt.PlatformTree;
import io.tickwire.mqtt.RuleAcl;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.mqtt.MessageProperties;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** All of the platform's own topics. Owner: the verticle's context. */
public final class PlatformTopics {
    private static final int QOS = 1;

    private final MqttNode node;
    private final PlatformTree tree;
    private final Clock clock;
    private final MarketTopics market;
    private final List<AccountTopics> accounts;
    private final SignalTopics signals;

    /**
     * @param places up to where executions were told, also by instances before this one
     * @param newIds ids for signals that name none
     */
    public PlatformTopics(
            TickwireConfig config,
            TypedBus bus,
            MqttNode node,
            PlatformTree tree,
            Places places,
            Supplier<UUID> newIds,
            Clock clock) {
        this.node = node;
        this.tree = tree;
        this.clock = clock;
        List<String> ids = config.terminals().stream().map(TerminalConfig::id).toList();
        this.market = new MarketTopics(
                bus, new MarketDirectory(bus, ids), tree, places, clock.millis(), clock, this::publish);
        this.accounts = ids.stream()
                .map(id -> new AccountTopics(bus, id, tree, places, clock, this::publish))
                .toList();
        this.signals = new SignalTopics(
                bus, SignalPolicy.of(config), tree, new RuleAcl(config.mqtt(), tree), newIds, clock, this::publish);
    }

    private void publish(Message message) {
        // What the platform retains it knows anew after a start; nothing of it is stored.
        node.tell(broker -> broker.publish(message, false));
    }

    public void start() {
        signals.start();
        node.tell(broker -> broker.platform(signals));
        market.start();
        accounts.forEach(AccountTopics::start);
        tellStatus(node, tree, "online", clock.millis());
    }

    /** Looks for what is new; called now and then. */
    public void refresh() {
        market.refresh();
        accounts.forEach(AccountTopics::ask);
    }

    public void stop() {
        market.stop();
        accounts.forEach(AccountTopics::stop);
        signals.stop();
    }

    /** Whether the platform is there: {@code online} or {@code offline}. */
    public static void tellStatus(MqttNode node, PlatformTree tree, String word, long nowMsc) {
        Message message = Message.of(
                tree.status(), word.getBytes(StandardCharsets.US_ASCII), QOS, true, MessageProperties.NONE, nowMsc, "");
        node.tell(broker -> broker.publish(message, false));
    }
}
