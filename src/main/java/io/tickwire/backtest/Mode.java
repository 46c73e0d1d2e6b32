package io.tickwire.backtest;

import java.util.Locale;
import java.util.Optional;

/** How much of the data a backtest looks at. */
public enum Mode {
    /** Every tick. */
    TICKS,
    /** Four ticks of each minute: open, high, low, close, as MetaTrader's "1 minute OHLC". */
    M1_OHLC,
    /** One tick for each bar of the strategy's shortest timeframe: its open; bars are whole all the same. */
    OPEN_PRICES;

    /** As it is written in options and results. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Mode> of(String wire) {
        for (Mode mode : values()) {
            if (mode.wire().equals(wire)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
