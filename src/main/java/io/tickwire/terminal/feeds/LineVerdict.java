package io.tickwire.terminal.feeds;

/** What a line turned out to be. */
public enum LineVerdict {
    /** Ticks, or a part of them. */
    GOOD,
    /** Sound, but not a tick: another stream of a recording, an empty line. */
    IGNORED,
    /** Fewer columns than the format has, or an empty one that is needed. */
    MISSING_COLUMN,
    /** A price, volume or flag that is not a finite decimal number. */
    NOT_A_NUMBER,
    /** A date or time that cannot be read. */
    BAD_TIME,
    /** A price that is 0 or below, or a bar whose high or low does not span it. */
    BAD_PRICE,
    /** A time before the one of the line above, by more than the tolerance. */
    TIME_WENT_BACK,
    /** A frame that is not JSON. */
    BAD_JSON;

    /** Whether the line is counted as bad. */
    public boolean isBad() {
        return this != GOOD && this != IGNORED;
    }
}
