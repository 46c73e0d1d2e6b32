package io.tickwire.execution;

import io.tickwire.config.SymbolMapConfig;
import io.tickwire.domain.message.QuotedSymbol;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds what a signal's symbol is called at the terminal, and what it costs. Any thread. */
public final class Symbols {
    private final SymbolMapConfig map;
    private final Function<String, Future<QuotedSymbol>> quotes;

    /** @param quotes asks for a symbol under the terminal's name; no specification = it does not know it */
    public Symbols(SymbolMapConfig map, Function<String, Future<QuotedSymbol>> quotes) {
        this.map = map;
        this.quotes = quotes;
    }

    /** Names it may have, the likeliest first. A name that is mapped has no other. */
    Set<String> candidates(String symbol) {
        String mapped = map.names().get(symbol);
        if (mapped != null) {
            return Set.of(mapped);
        }
        Set<String> names = new LinkedHashSet<>();
        names.add(map.prefix() + symbol + map.suffix());
        names.add(symbol);
        return names;
    }

    /** The first candidate that the terminal knows; without a specification when it knows none. */
    public Future<QuotedSymbol> quote(String symbol) {
        return first(List.copyOf(candidates(symbol)), 0);
    }

    private Future<QuotedSymbol> first(List<String> names, int index) {
        return quotes.apply(names.get(index))
                .compose(quote -> quote.spec() != null || index + 1 == names.size()
                        ? Future.succeededFuture(quote)
                        : first(names, index + 1));
    }
}
