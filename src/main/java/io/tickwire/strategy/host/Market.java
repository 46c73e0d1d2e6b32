package io.tickwire.strategy.host;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Bar;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.BarQuery;
import io.tickwire.domain.message.SymbolList;
import io.tickwire.domain.message.SymbolsQuery;
import io.tickwire.strategy.pack.StrategyDescriptor;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A strategy's view of the market: ticks of its symbols as they come, bars of the past, figures of symbols. Inside, symbols
 * have the names that the terminal gives them. Owner: the host's context.
 */
final class Market {
    private final TypedBus bus;
    private final String terminal;
    private final UnaryOperator<String> streams;
    private final boolean plain;
    private final Consumer<Tick> sink;
    private final Map<String, Subscription> taps = new LinkedHashMap<>();

    Market(TypedBus bus, String terminal, HostParts.Markets markets, Consumer<Tick> sink) {
        this.bus = bus;
        this.terminal = terminal;
        this.streams = markets.streams(terminal);
        this.plain = terminal.equals(markets.primary());
        this.sink = sink;
    }

    String terminal() {
        return terminal;
    }

    /** Listens to these symbols from now on, and to no others. */
    void watch(Set<String> symbols) {
        for (String symbol : symbols) {
            taps.computeIfAbsent(
                    symbol,
                    name -> bus.subscribe(
                            Addresses.ticks(streams.apply(name)),
                            tick -> sink.accept(plain ? tick : named(tick, name))));
        }
        taps.entrySet().removeIf(tap -> {
            boolean over = !symbols.contains(tap.getKey());
            if (over) {
                tap.getValue().cancel();
            }
            return over;
        });
    }

    private static Tick named(Tick tick, String symbol) {
        return new Tick(
                symbol,
                tick.timeMsc(),
                tick.bid(),
                tick.ask(),
                tick.last(),
                tick.volume(),
                tick.flags(),
                tick.spreadPips(),
                tick.seq(),
                tick.receivedAtNanos(),
                tick.publishedAtNanos());
    }

    /** Bars of the past, as many as there are; none from a terminal that does not answer. */
    Future<List<Bar>> past(StrategyDescriptor strategy) {
        List<Future<List<Bar>>> asked = new ArrayList<>();
        if (strategy.warmupBars() > 0) {
            for (String symbol : strategy.symbols()) {
                for (Timeframe timeframe : strategy.timeframes()) {
                    asked.add(past(symbol, timeframe, strategy.warmupBars()));
                }
            }
        }
        return Future.join(asked).map(all -> {
            List<Bar> bars = new ArrayList<>();
            asked.forEach(answer -> bars.addAll(answer.result()));
            return bars;
        });
    }

    private Future<List<Bar>> past(String symbol, Timeframe timeframe, int count) {
        return bus.ask(Addresses.recentBars(terminal), new BarQuery(streams.apply(symbol), timeframe, count + 1))
                .map(history -> history.bars().stream()
                        .map(bar -> plain ? bar : named(bar, symbol))
                        .toList())
                .otherwise(List.of());
    }

    private static Bar named(Bar bar, String symbol) {
        return new Bar(
                symbol,
                bar.timeframe(),
                bar.timeMsc(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.tickVolume(),
                bar.closed());
    }

    /** Figures of these symbols, as far as the terminal knows them. */
    Future<Map<String, SymbolSpec>> specs(Collection<String> symbols) {
        return bus.ask(Addresses.symbols(terminal), new SymbolsQuery())
                .map(SymbolList::streams)
                .otherwise(Map.of())
                .map(known -> {
                    Map<String, SymbolSpec> found = new HashMap<>();
                    for (String symbol : symbols) {
                        SymbolSpec spec = known.get(streams.apply(symbol));
                        if (spec != null) {
                            found.put(symbol, spec);
                        }
                    }
                    return Map.copyOf(found);
                });
    }

    void stop() {
        watch(Set.of());
    }
}
