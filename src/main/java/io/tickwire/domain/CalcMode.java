package io.tickwire.domain;

/** How margin follows from volume (ENUM_SYMBOL_CALC_MODE, those that a bridge meets). */
public enum CalcMode {
    /** {@code lots * contractSize / leverage}, in the margin currency. */
    FOREX,
    /** {@code lots * contractSize}, in the margin currency. */
    FOREX_NO_LEVERAGE,
    /** {@code lots * contractSize * price}, in the profit currency. */
    CFD,
    /** {@code lots * contractSize * price / leverage}, in the profit currency. */
    CFD_LEVERAGE
}
