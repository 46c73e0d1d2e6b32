package io.tickwire.config;

/** Layouts of recorded data that a replay reads. */
public enum ReplayFormat {
    /** Told from the first line and the file name. */
    AUTO,
    /** Lean quote ticks: milliseconds since midnight UTC, bid, ask; no header, the date is in the file name. */
    LEAN_TICKS,
    /** Lean quote bars: {@code yyyyMMdd HH:mm}, bid O,H,L,C,size, ask O,H,L,C,size; no header, UTC. */
    LEAN_BARS,
    /** MetaTrader 5 tick export: {@code <DATE> <TIME> <BID> <ASK> <LAST> <VOLUME> <FLAGS>}; empty = unchanged. */
    MT5_TICKS,
    /** MetaTrader 5 bar export: {@code <DATE> [<TIME>] <OPEN> <HIGH> <LOW> <CLOSE> ... <SPREAD>}. */
    MT5_BARS,
    /** {@code Date,open,high,low,close,...} with prices in points. */
    POINT_BARS,
    /** Ticks with a header that names the columns. */
    CSV,
    /** Binance frames, one in a line: receive time in nanoseconds, then the JSON. */
    BINANCE_FRAMES
}
