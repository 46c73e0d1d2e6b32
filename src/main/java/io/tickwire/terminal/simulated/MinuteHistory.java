package io.tickwire.terminal.simulated;

import io.tickwire.domain.Bar;
import java.util.List;

/** One-minute bars of the time before the terminal started. Called on the terminal's thread; may take a while. */
@FunctionalInterface
public interface MinuteHistory {

    /** Up to {@code count} bars, oldest first. */
    List<Bar> minutes(String symbol, int count);

    /** A terminal that begins with nothing. */
    static MinuteHistory none() {
        return (symbol, count) -> List.of();
    }
}
