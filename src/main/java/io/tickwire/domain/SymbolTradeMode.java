package io.tickwire.domain;

/** What may be traded on a symbol (ENUM_SYMBOL_TRADE_MODE, same numbers). */
public enum SymbolTradeMode {
    DISABLED,
    LONG_ONLY,
    SHORT_ONLY,
    CLOSE_ONLY,
    FULL
}
