package io.tickwire.risk;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;

/**
 * Everything the governor looks at for a signal that would open a position.
 *
 * @param spec null when the terminal does not know the symbol
 * @param quote null while it has no price
 * @param requiredMargin in account currency
 * @param freeMargin in account currency
 * @param nowNanos monotonic
 */
public record OpenQuestion(
        Signal signal,
        SymbolSpec spec,
        Tick quote,
        double requiredMargin,
        double freeMargin,
        TradingState state,
        long nowNanos) {}
