package io.tickwire.domain.message;

import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;

/**
 * A symbol and its last tick.
 *
 * @param spec null when the terminal does not know the symbol
 * @param tick null while it had no tick yet
 */
public record QuotedSymbol(SymbolSpec spec, Tick tick) {}
