package io.tickwire.terminal.feeds;

import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.RawTick;
import java.util.Queue;

/** {@link ReplayFormat#LEAN_TICKS}. */
final class LeanTickParser implements LineParser {
    private final Fields fields = new Fields(',');
    private final String symbol;
    private final long midnightMsc;

    LeanTickParser(String symbol, long midnightMsc) {
        this.symbol = symbol;
        this.midnightMsc = midnightMsc;
    }

    @Override
    public LineVerdict parse(LineReader line, Queue<RawTick> out) {
        if (fields.split(line).count() < 3) {
            return LineVerdict.MISSING_COLUMN;
        }
        long sinceMidnight = fields.integer(0);
        if (sinceMidnight < 0 || sinceMidnight >= TimeText.DAY_MS) {
            return LineVerdict.BAD_TIME;
        }
        double bid = fields.decimal(1);
        double ask = fields.decimal(2);
        LineVerdict verdict = Quotes.check(bid, ask);
        if (verdict == LineVerdict.GOOD) {
            out.add(RawTick.quote(symbol, midnightMsc + sinceMidnight, bid, ask));
        }
        return verdict;
    }
}
