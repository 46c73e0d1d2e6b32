package io.tickwire.domain;

import java.util.Locale;

/** What a model says to do. {@link #NONE} is an answer of its own: it is never turned into a side. */
public enum Decision {
    BUY,
    SELL,
    NONE;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** As outside clients read it: lower case. */
    public String wire() {
        return wire;
    }
}
