package io.tickwire.edge.mqtt.topics;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.edge.MarketDirectory;
import io.tickwire.mqtt.Message;
import io.tickwire.mqtt.PlatformTree;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.mqtt.CompactTick;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.ticks.TickEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Ticks and bars. A tick is encoded when somebody wants it. Owner: the verticle's context. */
final class MarketTopics {
    private static final int BAR_QOS = 1;

    private final TypedBus bus;
    private final MarketDirectory market;
    private final PlatformTree tree;
    private final long epoch;
    private final Clock clock;
    private final Consumer<Message> publish;
    private final Map<String, Subscription> streams = new HashMap<>();
    private final Set<Subscription> bars = new HashSet<>();
    private long lastBar;

    /** @param epoch of the numbers of its bar events */
    MarketTopics(
            TypedBus bus,
            MarketDirectory market,
            PlatformTree tree,
            long epoch,
            Clock clock,
            Consumer<Message> publish) {
        this.bus = bus;
        this.market = market;
        this.tree = tree;
        this.epoch = epoch;
        this.clock = clock;
        this.publish = publish;
    }

    void start() {
        for (Timeframe timeframe : Timeframe.values()) {
            bars.add(bus.subscribe(Addresses.bars(timeframe), this::bar));
        }
        refresh();
    }

    /** Hears streams that are new; called now and then. */
    void refresh() {
        market.streams().onSuccess(known -> known.keySet()
                .forEach(stream ->
                        streams.computeIfAbsent(stream, name -> bus.subscribe(Addresses.ticks(name), hearer(name)))));
    }

    private io.vertx.core.Handler<Tick> hearer(String stream) {
        String full = tree.tick(level(stream));
        String compact = tree.compactTick(level(stream));
        return tick -> {
            long nowMsc = clock.millis();
            publish.accept(Message.lazy(full, () -> TickEncoder.encode(tick).message(), 0, true, nowMsc));
            publish.accept(Message.lazy(compact, () -> CompactTick.encode(tick), 0, true, nowMsc));
        };
    }

    private void bar(Bar bar) {
        byte[] payload = EventEncoder.bar(bar, ++lastBar, epoch, clock.millis()).getBytes(StandardCharsets.UTF_8);
        publish.accept(Message.of(
                tree.bar(level(bar.symbol()), bar.timeframe().name()),
                payload,
                BAR_QOS,
                false,
                MessageProperties.NONE,
                clock.millis(),
                ""));
    }

    /** Some brokers' symbols have letters that mean something in topics. */
    static String level(String symbol) {
        return symbol.replace("%", "%25")
                .replace("+", "%2B")
                .replace("#", "%23")
                .replace("/", "%2F");
    }

    void stop() {
        streams.values().forEach(Subscription::cancel);
        bars.forEach(Subscription::cancel);
    }
}
