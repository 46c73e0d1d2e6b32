package io.tickwire.protocol.bridge;

import java.util.regex.Pattern;

/** How a symbol may be spelled: brokers use letters, digits and a few marks; nothing that JSON or a topic must escape. */
final class SymbolNames {
    static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9_.#&+!-]{1,32}");
    /** A symbol, or a symbol of a source that is not the primary one: {@code EURUSD@feed}. */
    static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_.#&+!-]{1,32}(@[A-Za-z0-9_.:-]{1,64})?");

    static final String EXPECTED = "symbol name, for example EURUSD";

    private SymbolNames() {}
}
