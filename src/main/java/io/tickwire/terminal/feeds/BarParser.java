package io.tickwire.terminal.feeds;

import io.tickwire.domain.RawTick;
import java.util.Queue;

/** The three bar formats. They differ in columns, unit of the prices and where the spread comes from. */
final class BarParser implements LineParser {
    /**
     * Where a format keeps what.
     *
     * @param time column of the time of day, -1 = inside the date column or absent
     * @param open first of the four bid prices
     * @param ask first of the four ask prices, -1 = none
     * @param spread column in points, -1 = none
     * @param least columns a line must have
     */
    record Layout(char delimiter, int time, int open, int ask, int spread, int least) {
        static final Layout LEAN = new Layout(',', -1, 1, 6, -1, 11);
        static final Layout POINTS = new Layout(',', -1, 1, -1, -1, 5);

        /** MetaTrader's export; the daily one has no time column. */
        static Layout mt5(HeaderColumns header) {
            int open = header.indexOf("open");
            return new Layout('\t', header.indexOf("time"), open, -1, header.indexOf("spread"), open + 4);
        }
    }

    private final Fields fields;
    private final Layout layout;
    private final LocalTimes times;
    private final double priceUnit;
    private final double pointsPerUnit;
    private final double spreadPoints;
    private final BarExpander expander;

    /** {@code priceUnit} divides the prices: 1, or 10^digits where they are in points. */
    BarParser(Layout layout, String symbol, LocalTimes times, double priceUnit, ReplaySettings settings) {
        this.fields = new Fields(layout.delimiter());
        this.layout = layout;
        this.times = times;
        this.priceUnit = priceUnit;
        this.pointsPerUnit = settings.pointsPerUnit(symbol);
        this.spreadPoints = settings.spreadPoints();
        this.expander = new BarExpander(symbol);
    }

    @Override
    public LineVerdict parse(LineReader line, Queue<RawTick> out) {
        if (fields.split(line).count() < layout.least()) {
            return LineVerdict.MISSING_COLUMN;
        }
        long timeMsc = times.at(fields, 0, layout.time());
        if (timeMsc == TimeText.BAD) {
            return LineVerdict.BAD_TIME;
        }
        QuoteBar.Ohlc bid = QuoteBar.Ohlc.of(fields, layout.open(), priceUnit);
        QuoteBar.Ohlc ask = layout.ask() >= 0
                ? QuoteBar.Ohlc.of(fields, layout.ask(), priceUnit)
                : bid.above(spread(), pointsPerUnit);
        QuoteBar bar = new QuoteBar(timeMsc, bid, ask);
        LineVerdict verdict = bar.check();
        return verdict == LineVerdict.GOOD ? expander.add(bar, out) : verdict;
    }

    private double spread() {
        return fields.isEmpty(layout.spread()) ? spreadPoints : fields.decimal(layout.spread());
    }

    @Override
    public void finish(Queue<RawTick> out) {
        expander.finish(out);
    }
}
