package io.tickwire.terminal.feeds;

import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.VolumeRule;
import java.util.List;
import java.util.stream.Stream;

/** The five documented symbols, for tests. */
final class SyntheticSymbols {
    /** Tuesday 2 January 2024, 00:00 UTC. */
    static final long START = 1_704_153_600_000L;

    private SyntheticSymbols() {}

    static List<SyntheticSymbol> of(String... names) {
        return Stream.of(names).map(SyntheticSymbols::one).toList();
    }

    static SyntheticSymbol one(String name) {
        int digits =
                switch (name) {
                    case "USDJPY" -> 3;
                    case "XAUUSD", "BTCUSD" -> 2;
                    default -> 5;
                };
        return SyntheticSymbol.of(new SymbolSpec(
                name,
                name,
                digits,
                100_000,
                new VolumeRule(0.01, 100, 0.01),
                new SymbolSpec.Currencies("EUR", "USD", "EUR"),
                0,
                0));
    }
}
