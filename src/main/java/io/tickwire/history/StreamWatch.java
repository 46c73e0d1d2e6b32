package io.tickwire.history;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.QuoteQuery;
import io.tickwire.domain.message.SymbolsQuery;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Hears all streams that are wanted, also those that open later. What a stream said before it was heard is read from its
 * poller's memory first, so that a start or a redeploy misses nothing. Owner: the verticle's context.
 */
public final class StreamWatch {
    private static final int CACHED = 1_000_000;
    /** More than comes in the time that an answer may take. */
    private static final int MAX_HELD = 200_000;

    private final TypedBus bus;
    private final List<String> terminals;
    private final Predicate<String> wanted;
    private final Consumer<Tick> ticks;
    private final Map<String, Heard> streams = new HashMap<>();

    /**
     * @param terminals ids, whose pollers are asked
     * @param ticks takes each tick once, in the order of its stream
     */
    public StreamWatch(TypedBus bus, List<String> terminals, Predicate<String> wanted, Consumer<Tick> ticks) {
        this.bus = bus;
        this.terminals = List.copyOf(terminals);
        this.wanted = wanted;
        this.ticks = ticks;
    }

    /** A stream; until its past is known, ticks are held. */
    private final class Heard {
        private final Subscription subscription;
        private List<Tick> held = new ArrayList<>();

        Heard(String stream) {
            subscription = bus.subscribe(Addresses.ticks(stream), this::hear);
        }

        private void hear(Tick tick) {
            if (held == null) {
                ticks.accept(tick);
            } else if (held.size() < MAX_HELD) {
                held.add(tick);
            }
        }

        void past(List<Tick> past) {
            past.forEach(ticks);
            long last = past.isEmpty() ? 0 : past.get(past.size() - 1).seq();
            List<Tick> since = held;
            held = null;
            since.stream().filter(tick -> tick.seq() > last).forEach(ticks);
        }
    }

    /** Looks for streams; call now and then, and when a poller has started. */
    public void refresh() {
        for (String terminal : terminals) {
            bus.request(Addresses.symbols(terminal), new SymbolsQuery())
                    .onSuccess(list -> list.streams().keySet().forEach(stream -> {
                        if (wanted.test(stream) && !streams.containsKey(stream)) {
                            Heard heard = new Heard(stream);
                            streams.put(stream, heard);
                            past(terminal, stream, heard);
                        }
                    }));
        }
    }

    /** To ask for ticks releases a replay that waits for somebody; where there was no tick, nothing is missed. */
    private void past(String terminal, String stream, Heard heard) {
        String symbol =
                stream.endsWith("@" + terminal) ? stream.substring(0, stream.length() - terminal.length() - 1) : stream;
        bus.request(Addresses.quote(terminal), new QuoteQuery(symbol))
                .compose(quote -> quote.tick() == null
                        ? Future.succeededFuture(new TickHistory(0, Map.of(), false))
                        : bus.request(Addresses.recentTicks(terminal), new TickQuery(List.of(stream), CACHED, null)))
                .otherwise(new TickHistory(0, Map.of(), false))
                .onSuccess(past -> heard.past(past.ticks().getOrDefault(stream, List.of())));
    }

    public void stop() {
        streams.values().forEach(heard -> heard.subscription.cancel());
        streams.clear();
    }
}
