package io.tickwire.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.config.SymbolMapConfig;
import io.tickwire.domain.message.QuotedSymbol;
import io.tickwire.terminal.SymbolCatalogue;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SymbolsTest {
    private final List<String> asked = new ArrayList<>();

    private Symbols symbols(Map<String, String> names, String prefix, String suffix, Set<String> known) {
        return new Symbols(new SymbolMapConfig(names, prefix, suffix), name -> {
            asked.add(name);
            return Future.succeededFuture(
                    new QuotedSymbol(known.contains(name) ? SymbolCatalogue.spec(name) : null, null));
        });
    }

    @Test
    void aMappedNameHasNoOther() {
        Symbols symbols = symbols(Map.of("GOLD", "XAUUSD"), "", ".m", Set.of("XAUUSD", "GOLD"));
        assertEquals("XAUUSD", symbols.quote("GOLD").result().spec().name());
        assertEquals(List.of("XAUUSD"), asked);
        assertEquals(Set.of("XAUUSD"), symbols.candidates("GOLD"));
    }

    @Test
    void prefixAndSuffixAreTriedFirst() {
        Symbols symbols = symbols(Map.of(), "pro_", ".m", Set.of("pro_EURUSD.m", "EURUSD"));
        assertEquals("pro_EURUSD.m", symbols.quote("EURUSD").result().spec().name());
        assertEquals(List.of("pro_EURUSD.m"), asked);
    }

    @Test
    void thePlainNameIsTakenWhereTheTerminalDoesNotKnowTheOther() {
        Symbols symbols = symbols(Map.of(), "", ".m", Set.of("BTCUSD"));
        assertEquals("BTCUSD", symbols.quote("BTCUSD").result().spec().name());
        assertEquals(List.of("BTCUSD.m", "BTCUSD"), asked);
    }

    @Test
    void aNameThatNobodyKnowsHasNoSpecification() {
        assertNull(symbols(Map.of(), "", ".m", Set.of()).quote("NOPE").result().spec());
        assertEquals(List.of("NOPE.m", "NOPE"), asked);
    }

    @Test
    void withoutAMapEachNameIsAskedOnce() {
        assertNull(symbols(Map.of(), "", "", Set.of()).quote("NOPE").result().spec());
        assertEquals(List.of("NOPE"), asked);
    }

    @Test
    void aQuestionThatFailsIsNotAnUnknownSymbol() {
        Symbols symbols =
                new Symbols(new SymbolMapConfig(Map.of(), "", ".m"), name -> Future.failedFuture("nobody answers"));
        assertTrue(symbols.quote("EURUSD").failed());
    }
}
