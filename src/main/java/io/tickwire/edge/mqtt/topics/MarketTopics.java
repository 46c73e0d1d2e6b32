package io.tickwire.edge.mqtt.topics;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Bar;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import io.tickwire.edge.MarketDirectory;
import io.tickwire.edge.mqtt.topics.Places.TickPlace;
import io.tickwire.mqtt.Message;
import io.tickwire.mqtt.PlatformTree;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.mqtt.CompactTick;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.ticks.TickEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Ticks and bars. A tick is encoded when somebody wants it. Owner: the verticle's context. */
final class MarketTopics {
    private static final int BAR_QOS = 1;
    private static final Resume NOWHERE = new Resume(0, 0);

    private final TypedBus bus;
    private final MarketDirectory market;
    private final PlatformTree tree;
    private final Places places;
    private final long epoch;
    private final Clock clock;
    private final Consumer<Message> publish;
    private final Map<String, Subscription> streams = new HashMap<>();
    private final Set<Subscription> bars = new HashSet<>();
    private long lastBar;

    /**
     * @param places up to where ticks were told, also by instances before this one
     * @param epoch of the numbers of its bar events
     */
    MarketTopics(
            TypedBus bus,
            MarketDirectory market,
            PlatformTree tree,
            Places places,
            long epoch,
            Clock clock,
            Consumer<Message> publish) {
        this.bus = bus;
        this.market = market;
        this.tree = tree;
        this.places = places;
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
                .forEach(stream -> streams.computeIfAbsent(stream, name -> new Line(name).open())));
    }

    /** A stream that is told: from where the verticle before this one stopped. */
    private final class Line {
        private static final int MAX_EARLY = 20_000;

        private final String stream;
        private final TickPlace place;
        private final String full;
        private final String compact;
        private final ArrayDeque<Tick> early = new ArrayDeque<>();
        private boolean live;
        private boolean asked;

        Line(String stream) {
            this.stream = stream;
            this.place = places.ticks(stream);
            this.full = tree.tick(level(stream));
            this.compact = tree.compactTick(level(stream));
        }

        /** Hears it first and asks for what was missed then: both come from the poller in order. */
        Subscription open() {
            Subscription heard = bus.subscribe(Addresses.ticks(stream), this::hear);
            Resume last = place.last();
            if (last == null) {
                live = true;
            } else {
                market.ticks(new TickQuery(List.of(stream), 1, last))
                        .onSuccess(histories -> histories.forEach(history -> missed(history, last)))
                        .onComplete(answered -> goLive());
            }
            return heard;
        }

        private void missed(TickHistory history, Resume last) {
            place.of(history.epoch());
            if (history.epoch() == last.epoch()) {
                history.ticks().getOrDefault(stream, List.of()).forEach(this::tell);
            } else {
                place.told(0);
            }
        }

        private void goLive() {
            live = true;
            early.stream().filter(tick -> tick.seq() > place.seq()).forEach(this::tell);
            early.clear();
        }

        private void hear(Tick tick) {
            if (live) {
                tell(tick);
                return;
            }
            if (early.size() == MAX_EARLY) {
                early.poll();
            }
            early.add(tick);
        }

        private void tell(Tick tick) {
            place.told(tick.seq());
            long nowMsc = clock.millis();
            publish.accept(Message.lazy(full, () -> TickEncoder.encode(tick).message(), 0, true, nowMsc));
            publish.accept(Message.lazy(compact, () -> CompactTick.encode(tick), 0, true, nowMsc));
            askEpoch();
        }

        /** Not before its first tick: a replay that waits for its first subscriber takes the question for one. */
        private void askEpoch() {
            if (!asked && !place.isNumbered()) {
                asked = true;
                market.ticks(new TickQuery(List.of(stream), 1, NOWHERE))
                        .onSuccess(histories -> histories.forEach(history -> place.of(history.epoch())));
            }
        }
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
