package io.tickwire.market;

import java.util.Locale;

/** Why a reported tick was not published. */
public enum RejectReason {
    /** A price or volume is NaN or infinite. */
    NOT_FINITE,
    /** A price is zero or negative, or a volume negative. */
    NOT_POSITIVE,
    /** Bid above ask. */
    CROSSED,
    /** More decimals than the symbol has. */
    OFF_DIGITS,
    /** Earlier than the stream's last tick. */
    OUT_OF_ORDER,
    /** The same as the stream's last tick in bid, ask, last, volume and flags: not a new tick. */
    UNCHANGED,
    /** The source does not list the symbol. */
    UNKNOWN_SYMBOL,
    /** Client feeds have opened as many streams as allowed. */
    TOO_MANY_STREAMS,
    /** The feed is called like a terminal, whose streams it would mix with. */
    NAME_OF_A_TERMINAL;

    /** As metrics and messages spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
