package io.tickwire.backtest.data;

import io.tickwire.domain.RawTick;
import java.util.HashMap;
import java.util.Map;

/** Lets through what the platform would publish: quotes that are not crossed and not the same again. One thread. */
final class Sieve {
    private final Map<String, RawTick> last = new HashMap<>();

    boolean passes(RawTick tick) {
        boolean quote = tick.bid() > 0 && tick.ask() >= tick.bid() && tick.ask() < Double.POSITIVE_INFINITY;
        if (!quote) {
            return false;
        }
        RawTick before = last.put(tick.symbol(), tick);
        return before == null
                || before.bid() != tick.bid()
                || before.ask() != tick.ask()
                || before.last() != tick.last()
                || before.volume() != tick.volume()
                || before.flags() != tick.flags();
    }
}
