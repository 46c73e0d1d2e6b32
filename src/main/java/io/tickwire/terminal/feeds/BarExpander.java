package io.tickwire.terminal.feeds;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import java.util.Queue;

/**
 * Makes four ticks of a bar: open at its start, the extremes at a quarter and a half (the low first when the bar rose),
 * close in its last millisecond. The period is the smallest distance of bars seen so far, so a bar is held until the
 * next one. Owner: one parser.
 */
final class BarExpander {
    private final String symbol;
    private QuoteBar held;
    private long periodMs = Timeframe.D1.millis();
    private boolean periodKnown;

    BarExpander(String symbol) {
        this.symbol = symbol;
    }

    /** Takes a checked bar; adds the ticks of the one before. */
    LineVerdict add(QuoteBar bar, Queue<RawTick> out) {
        if (held != null) {
            long distance = bar.timeMsc() - held.timeMsc();
            if (distance <= 0) {
                return LineVerdict.TIME_WENT_BACK;
            }
            periodMs = Math.min(periodMs, distance);
            periodKnown = true;
            expand(out);
        }
        held = bar;
        return LineVerdict.GOOD;
    }

    /** Adds the ticks of the last bar; a bar alone in its file counts as a minute. */
    void finish(Queue<RawTick> out) {
        if (held != null) {
            periodMs = periodKnown ? periodMs : Timeframe.M1.millis();
            expand(out);
            held = null;
        }
    }

    private void expand(Queue<RawTick> out) {
        QuoteBar.Ohlc bid = held.bid();
        QuoteBar.Ohlc ask = held.ask();
        boolean rose = bid.close() > bid.open();
        long start = held.timeMsc();
        out.add(RawTick.quote(symbol, start, bid.open(), ask.open()));
        out.add(rose ? low(start + periodMs / 4) : high(start + periodMs / 4));
        out.add(rose ? high(start + periodMs / 2) : low(start + periodMs / 2));
        out.add(RawTick.quote(symbol, start + periodMs - 1, bid.close(), ask.close()));
    }

    private RawTick low(long timeMsc) {
        return RawTick.quote(symbol, timeMsc, held.bid().low(), held.ask().low());
    }

    private RawTick high(long timeMsc) {
        return RawTick.quote(symbol, timeMsc, held.bid().high(), held.ask().high());
    }
}
