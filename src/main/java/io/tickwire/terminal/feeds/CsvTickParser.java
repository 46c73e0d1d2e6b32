package io.tickwire.terminal.feeds;

import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.TickFlags;
import java.util.Queue;

/** {@link ReplayFormat#CSV}: columns by name in any order. */
final class CsvTickParser implements LineParser {
    private final Fields fields;
    private final LocalTimes times;
    private final String symbol;
    private final int date;
    private final int time;
    private final int bid;
    private final int ask;
    private final int last;
    private final int volume;
    private final int flags;
    private final int symbolColumn;
    private String knownSymbol;

    /** An empty {@code forcedSymbol} leaves the name to the symbol column, or to {@code fileSymbol} where there is none. */
    CsvTickParser(String forcedSymbol, String fileSymbol, HeaderColumns header, LocalTimes times) {
        this.fields = new Fields(header.delimiter());
        this.times = times;
        this.symbol = forcedSymbol.isEmpty() ? fileSymbol : forcedSymbol;
        this.date = header.indexOf("date");
        this.time = header.indexOf("time_msc", "timestamp", "time", "datetime");
        this.bid = header.indexOf("bid");
        this.ask = header.indexOf("ask");
        this.last = header.indexOf("last");
        this.volume = header.indexOf("volume");
        this.flags = header.indexOf("flags");
        this.symbolColumn = forcedSymbol.isEmpty() ? header.indexOf("symbol") : -1;
        this.knownSymbol = symbol;
    }

    static boolean understands(HeaderColumns header) {
        return header.has("bid", "ask") && header.indexOf("time_msc", "timestamp", "time", "datetime", "date") >= 0;
    }

    @Override
    public LineVerdict parse(LineReader line, Queue<RawTick> out) {
        if (fields.split(line).isEmpty(bid) || fields.isEmpty(ask)) {
            return LineVerdict.MISSING_COLUMN;
        }
        long timeMsc = time();
        if (timeMsc == TimeText.BAD) {
            return LineVerdict.BAD_TIME;
        }
        double bidPrice = fields.decimal(bid);
        double askPrice = fields.decimal(ask);
        LineVerdict verdict = Quotes.check(bidPrice, askPrice);
        double lastPrice = orZero(last);
        double lastVolume = orZero(volume);
        if (Double.isNaN(lastPrice + lastVolume)) {
            return LineVerdict.NOT_A_NUMBER;
        }
        if (verdict == LineVerdict.GOOD) {
            out.add(new RawTick(symbol(), timeMsc, bidPrice, askPrice, lastPrice, lastVolume, flags(lastPrice)));
        }
        return verdict;
    }

    private long time() {
        if (date >= 0 && time >= 0) {
            return times.at(fields, date, time);
        }
        return times.anyAt(fields, time >= 0 ? time : date);
    }

    private double orZero(int column) {
        return fields.isEmpty(column) ? 0 : fields.decimal(column);
    }

    private int flags(double lastPrice) {
        long given = fields.integer(flags);
        if (given >= 0 && given <= Integer.MAX_VALUE) {
            return (int) given;
        }
        return lastPrice > 0 ? TickFlags.QUOTE | TickFlags.LAST : TickFlags.QUOTE;
    }

    private String symbol() {
        if (fields.isEmpty(symbolColumn)) {
            return symbol;
        }
        String name = fields.text(symbolColumn);
        // Neighbouring lines mostly name the same symbol: keep one string of it.
        knownSymbol = name.equals(knownSymbol) ? knownSymbol : name;
        return knownSymbol;
    }
}
