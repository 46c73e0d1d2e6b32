package io.tickwire.risk;

import io.tickwire.domain.Signal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;

/**
 * Everything the governor looks at for a signal that would open a position or place an order.
 *
 * @param spec null when the terminal does not know the symbol
 * @param quote null while it has no price
 * @param pending whether it waits for a price
 * @param requiredMargin in account currency
 * @param freeMargin in account currency
 */
public record OpenQuestion(
        Signal signal,
        SymbolSpec spec,
        Tick quote,
        boolean pending,
        double requiredMargin,
        double freeMargin,
        RiskFacts facts) {}
