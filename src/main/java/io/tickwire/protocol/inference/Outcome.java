package io.tickwire.protocol.inference;

import java.util.Locale;

/** What became of a window, for the metrics. */
public enum Outcome {
    BUY,
    SELL,
    /** The model has no opinion, or none that may be used. */
    NO_SIGNAL,
    MALFORMED,
    TOO_LARGE,
    UNKNOWN_MODEL,
    BUSY,
    TIMEOUT,
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As the metrics name it. */
    public String label() {
        return label;
    }
}
