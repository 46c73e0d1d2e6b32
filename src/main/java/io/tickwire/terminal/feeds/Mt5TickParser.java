package io.tickwire.terminal.feeds;

import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.TickFlags;
import java.util.Queue;

/** {@link ReplayFormat#MT5_TICKS}: an empty field keeps the value of the tick before. */
final class Mt5TickParser implements LineParser {
    private static final int[] CHANGED = {TickFlags.BID, TickFlags.ASK, TickFlags.LAST, TickFlags.VOLUME};

    private final Fields fields = new Fields('\t');
    private final String symbol;
    private final HeaderColumns header;
    private final LocalTimes times;
    private final int[] columns;
    private final double[] values = {Double.NaN, Double.NaN, 0, 0};

    Mt5TickParser(String symbol, HeaderColumns header, LocalTimes times) {
        this.symbol = symbol;
        this.header = header;
        this.times = times;
        this.columns = new int[] {
            header.indexOf("bid"), header.indexOf("ask"), header.indexOf("last"), header.indexOf("volume")
        };
    }

    @Override
    public LineVerdict parse(LineReader line, Queue<RawTick> out) {
        if (fields.split(line).count() <= columns[1]) {
            return LineVerdict.MISSING_COLUMN;
        }
        long timeMsc = times.at(fields, header.indexOf("date"), header.indexOf("time"));
        if (timeMsc == TimeText.BAD) {
            return LineVerdict.BAD_TIME;
        }
        double[] next = values.clone();
        int changed = 0;
        for (int i = 0; i < next.length; i++) {
            if (!fields.isEmpty(columns[i])) {
                next[i] = fields.decimal(columns[i]);
                changed |= CHANGED[i];
                if (Double.isNaN(next[i])) {
                    return LineVerdict.NOT_A_NUMBER;
                }
            }
        }
        return accept(timeMsc, next, changed, out);
    }

    private LineVerdict accept(long timeMsc, double[] next, int changed, Queue<RawTick> out) {
        if (next[0] <= 0 || next[1] <= 0) {
            return LineVerdict.BAD_PRICE;
        }
        // Kept even while one side is still unknown: the next line may bring the other.
        System.arraycopy(next, 0, values, 0, next.length);
        if (Double.isNaN(next[0]) || Double.isNaN(next[1])) {
            return LineVerdict.MISSING_COLUMN;
        }
        long flags = fields.integer(header.indexOf("flags"));
        int bits = flags >= 0 && flags <= Integer.MAX_VALUE ? (int) flags : changed;
        out.add(new RawTick(symbol, timeMsc, next[0], next[1], next[2], next[3], bits));
        return LineVerdict.GOOD;
    }
}
