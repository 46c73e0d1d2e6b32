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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears all streams that are wanted, also those that open later. What a stream said before it was heard is read from its
 * poller's memory first, so that a start or a redeploy misses nothing. Owner: the verticle's context.
 */
public final class StreamWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWatch.class);
    private static final int CACHED = 1_000_000;
    /** More than comes in the time that an answer may take. */
    static final int MAX_HELD = 200_000;
    /** A poller that is there answers the first time. */
    static final int MAX_TRIES = 10;

    private final TypedBus bus;
    private final List<String> terminals;
    private final Predicate<String> wanted;
    private final Consumer<Tick> ticks;
    private final Losses losses;
    private final Map<String, Heard> streams = new HashMap<>();

    /**
     * @param terminals ids, whose pollers are asked
     * @param ticks takes each tick once, in the order of its stream
     * @param losses told what cannot be had
     */
    public StreamWatch(
            TypedBus bus, List<String> terminals, Predicate<String> wanted, Consumer<Tick> ticks, Losses losses) {
        this.bus = bus;
        this.terminals = List.copyOf(terminals);
        this.wanted = wanted;
        this.ticks = ticks;
        this.losses = losses;
    }

    /** What is missing of a stream. */
    public interface Losses {
        /** What it said before its next tick. */
        void unheard(String stream);

        /** Ticks that could not be held, at most so many. */
        void lost(String stream, long fromMsc, long toMsc, int ticks);
    }

    /** A stream; until its past is known, ticks are held, the newest of them: the older ones are in its past. */
    private final class Heard {
        private final String stream;
        private final Subscription subscription;
        private Deque<Tick> held = new ArrayDeque<>();
        private Tick firstLost;
        private Tick lastLost;
        private int lost;
        private int tries;
        private boolean asking;

        Heard(String stream) {
            this.stream = stream;
            subscription = bus.subscribe(Addresses.ticks(stream), this::hear);
        }

        private void hear(Tick tick) {
            if (held == null) {
                ticks.accept(tick);
                return;
            }
            if (held.size() == MAX_HELD) {
                lastLost = held.remove();
                firstLost = firstLost == null ? lastLost : firstLost;
                lost++;
            }
            held.add(tick);
        }

        void ask(String terminal) {
            if (held != null && !asking) {
                asking = true;
                tries++;
                StreamWatch.this.past(terminal, stream).onComplete(past -> {
                    asking = false;
                    if (past.succeeded()) {
                        past(past.result().ticks().getOrDefault(stream, List.of()));
                    } else if (tries >= MAX_TRIES) {
                        LOG.warn(
                                "{}: its past is not known: {}",
                                stream,
                                past.cause().getMessage());
                        end();
                    }
                });
            }
        }

        private void past(List<Tick> past) {
            if (held == null) {
                return;
            }
            past.forEach(ticks);
            long last = past.isEmpty() ? 0 : past.get(past.size() - 1).seq();
            if (lost > 0 && lastLost.seq() > last) {
                losses.lost(stream, firstLost.timeMsc(), lastLost.timeMsc(), lost);
            }
            Deque<Tick> since = held;
            held = null;
            since.stream().filter(tick -> tick.seq() > last).forEach(ticks);
        }

        /** Goes on without a past. */
        void end() {
            if (held != null) {
                losses.unheard(stream);
                past(List.of());
            }
        }
    }

    /** Looks for streams; call now and then, and when a poller has started. */
    public void refresh() {
        for (String terminal : terminals) {
            bus.request(Addresses.symbols(terminal), new SymbolsQuery())
                    .onSuccess(list -> list.streams().keySet().forEach(stream -> {
                        if (wanted.test(stream)) {
                            streams.computeIfAbsent(stream, Heard::new).ask(terminal);
                        }
                    }));
        }
    }

    /** To ask for ticks releases a replay that waits for somebody; where there was no tick, nothing is missed. */
    private Future<TickHistory> past(String terminal, String stream) {
        String symbol =
                stream.endsWith("@" + terminal) ? stream.substring(0, stream.length() - terminal.length() - 1) : stream;
        return bus.request(Addresses.quote(terminal), new QuoteQuery(symbol))
                .compose(quote -> quote.tick() == null
                        ? Future.succeededFuture(new TickHistory(0, Map.of(), false))
                        : bus.request(Addresses.recentTicks(terminal), new TickQuery(List.of(stream), CACHED, null)));
    }

    /** What is held is handed on: who comes next reads the past again. */
    public void stop() {
        streams.values().forEach(heard -> {
            heard.subscription.cancel();
            heard.end();
        });
        streams.clear();
    }
}
