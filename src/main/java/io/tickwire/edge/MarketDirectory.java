package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.message.BarHistory;
import io.tickwire.domain.message.BarQuery;
import io.tickwire.domain.message.SymbolList;
import io.tickwire.domain.message.SymbolsQuery;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Knows which poller to ask for a stream: {@code SYMBOL@terminal} is that terminal's, everything else (plain symbols
 * and client feeds) the primary one's. Owner: the edge's context.
 */
public final class MarketDirectory {
    private final TypedBus bus;
    private final List<String> terminals;

    /** @param terminals ids, the primary one first */
    public MarketDirectory(TypedBus bus, List<String> terminals) {
        this.bus = bus;
        this.terminals = List.copyOf(terminals);
    }

    /** Every stream of every terminal that answers. Fails only when none does. */
    public Future<Map<String, SymbolSpec>> streams() {
        List<Future<SymbolList>> answers = new ArrayList<>();
        for (String terminal : terminals) {
            answers.add(bus.request(Addresses.symbols(terminal), new SymbolsQuery()));
        }
        return Future.join(answers).transform(joined -> {
            Map<String, SymbolSpec> all = new LinkedHashMap<>();
            answers.stream()
                    .filter(Future::succeeded)
                    .forEach(answer -> all.putAll(answer.result().streams()));
            return answers.stream().anyMatch(Future::succeeded)
                    ? Future.succeededFuture(all)
                    : Future.failedFuture(answers.get(0).cause());
        });
    }

    /** Cached ticks; each poller is asked for its own streams. */
    public Future<List<TickHistory>> ticks(TickQuery query) {
        Map<String, List<String>> byPoller = new LinkedHashMap<>();
        query.streams().forEach(stream -> byPoller.computeIfAbsent(poller(stream), id -> new ArrayList<>())
                .add(stream));
        List<Future<TickHistory>> answers = new ArrayList<>();
        byPoller.forEach((poller, streams) -> answers.add(
                bus.request(Addresses.recentTicks(poller), new TickQuery(streams, query.count(), query.since()))));
        return Future.all(answers)
                .map(all -> answers.stream().map(Future::result).toList());
    }

    public Future<BarHistory> bars(BarQuery query) {
        return bus.request(Addresses.recentBars(poller(query.stream())), query);
    }

    private String poller(String stream) {
        int at = stream.indexOf('@');
        String source = at < 0 ? "" : stream.substring(at + 1);
        return terminals.contains(source) ? source : terminals.get(0);
    }
}
