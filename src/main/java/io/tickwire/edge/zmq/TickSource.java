package io.tickwire.edge.zmq;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.TickQuery;
import io.tickwire.edge.MarketDirectory;
import io.tickwire.edge.Turn;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.exec.PubEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings ticks from the bus to the PUB: of the streams that somebody subscribed to, by the beginning of their names, as
 * ZeroMQ does it. Everything published has the next number. Owner: the verticle's context.
 */
public final class TickSource {
    private static final byte[] HEARTBEAT = PubEncoder.HEARTBEAT.getBytes(StandardCharsets.UTF_8);
    private static final byte[] DISCONNECT = PubEncoder.DISCONNECT.getBytes(StandardCharsets.UTF_8);

    private final TypedBus bus;
    private final MarketDirectory market;
    private final Clock clock;
    private final Turn turn;
    private final Map<String, Subscription> listening = new HashMap<>();
    private final Set<String> known = new TreeSet<>();
    private ZmqSockets sockets;
    private Set<String> prefixes = Set.of();
    private long sequence;
    private boolean rings;

    public TickSource(TypedBus bus, MarketDirectory market, Clock clock, Turn turn) {
        this.bus = bus;
        this.market = market;
        this.clock = clock;
        this.turn = turn;
    }

    /** Where its messages go. Call first. */
    public void to(ZmqSockets sink) {
        sockets = sink;
    }

    /** Which beginnings of names somebody wants now. */
    public void watched(Set<String> now) {
        prefixes = now;
        refresh();
    }

    /** Looks for streams that are new. */
    public void refresh() {
        market.streams().onSuccess(streams -> {
            known.clear();
            known.addAll(streams.keySet());
            settle();
        });
    }

    private void settle() {
        Iterator<Map.Entry<String, Subscription>> all = listening.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Subscription> next = all.next();
            if (!wanted(next.getKey())) {
                next.getValue().cancel();
                all.remove();
            }
        }
        List<String> fresh = new ArrayList<>();
        for (String stream : known) {
            if (!listening.containsKey(stream) && wanted(stream)) {
                byte[] topic = stream.getBytes(StandardCharsets.UTF_8);
                listening.put(stream, bus.subscribe(Addresses.ticks(stream), tick -> tick(topic, tick)));
                fresh.add(stream);
            }
        }
        if (!fresh.isEmpty()) {
            // A replay may wait for somebody who asks; what was before is not published.
            market.ticks(new TickQuery(fresh, 1, null));
        }
    }

    private boolean wanted(String stream) {
        return prefixes.stream().anyMatch(stream::startsWith);
    }

    private void tick(byte[] topic, Tick tick) {
        publish(topic, PubEncoder.tick(tick, ++sequence));
    }

    /** Says that it is there, and what can be subscribed to. */
    public void heartbeat() {
        publish(HEARTBEAT, PubEncoder.heartbeat(known, ++sequence, clock.millis()));
    }

    private void publish(byte[] topic, byte[] body) {
        sockets.offer(new Publication(topic, body, null));
        if (!rings) {
            rings = true;
            turn.atEnd(() -> {
                rings = false;
                sockets.ring();
            });
        }
    }

    /** Says goodbye and hears nothing any more. */
    public void stop() {
        listening.values().forEach(Subscription::cancel);
        listening.clear();
        sockets.offer(new Publication(DISCONNECT, PubEncoder.disconnect(clock.millis()), null));
    }

    /** Streams that it hears. */
    int size() {
        return listening.size();
    }
}
