package io.tickwire.terminal.feeds;

import io.tickwire.config.ReplayFormat;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Tells the format of a file from its first line and makes the parser. */
final class LineParsers {
    private static final Pattern LEAN_BAR = Pattern.compile("\\d{8} \\d{2}:\\d{2},.*");
    private static final Pattern LEAN_TICK = Pattern.compile("\\d{1,8},[0-9.]+,[0-9.]+(,.*)?");
    private static final Pattern FRAME = Pattern.compile("\\d{15,} *\\{.*");

    private LineParsers() {}

    /** The format of a file whose first line is this. */
    static ReplayFormat detect(String line, ReplaySource source) {
        HeaderColumns header = HeaderColumns.of(line);
        boolean mt5 = line.startsWith("<DATE>");
        if (mt5 && header.has("bid", "ask")) {
            return ReplayFormat.MT5_TICKS;
        }
        if (header.has("date", "open", "high", "low", "close")) {
            return mt5 ? ReplayFormat.MT5_BARS : ReplayFormat.POINT_BARS;
        }
        if (CsvTickParser.understands(header)) {
            return ReplayFormat.CSV;
        }
        if (FRAME.matcher(line).matches()) {
            return ReplayFormat.BINANCE_FRAMES;
        }
        if (LEAN_BAR.matcher(line).matches()) {
            return ReplayFormat.LEAN_BARS;
        }
        if (LEAN_TICK.matcher(line).matches() && source.dateMsc() != TimeText.BAD) {
            return ReplayFormat.LEAN_TICKS;
        }
        throw new FeedException(source + ": unknown format; known are "
                + Arrays.toString(Arrays.copyOfRange(ReplayFormat.values(), 1, ReplayFormat.values().length)));
    }

    static boolean hasHeader(ReplayFormat format) {
        return switch (format) {
            case MT5_TICKS, MT5_BARS, POINT_BARS, CSV -> true;
            case LEAN_TICKS, LEAN_BARS, BINANCE_FRAMES, AUTO -> false;
        };
    }

    /** The parser of a format; {@code line} is the first of the file. */
    static LineParser create(ReplayFormat format, String line, ReplaySource source, ReplaySettings settings) {
        HeaderColumns header = HeaderColumns.of(line);
        String symbol = settings.symbol().isEmpty() ? source.symbol() : settings.symbol();
        boolean namedByLine = format == ReplayFormat.BINANCE_FRAMES || header.has("symbol");
        if (symbol.isEmpty() && !namedByLine) {
            throw new FeedException(source + ": neither the settings nor the file name tell the symbol");
        }
        return switch (format) {
            case LEAN_TICKS -> new LeanTickParser(symbol, date(source));
            case LEAN_BARS -> bars(BarParser.Layout.LEAN, symbol, ZoneOffset.UTC, 1, settings);
            case POINT_BARS ->
                bars(BarParser.Layout.POINTS, symbol, settings.sourceZone(), settings.pointsPerUnit(symbol), settings);
            case MT5_BARS -> {
                require(header.has("date", "open", "high", "low", "close"), source, format);
                yield bars(BarParser.Layout.mt5(header), symbol, settings.sourceZone(), 1, settings);
            }
            case MT5_TICKS -> {
                require(header.has("date", "time", "bid", "ask"), source, format);
                yield new Mt5TickParser(symbol, header, new LocalTimes(settings.sourceZone()));
            }
            case CSV -> {
                require(CsvTickParser.understands(header), source, format);
                LocalTimes times = new LocalTimes(settings.sourceZone());
                yield new CsvTickParser(settings.symbol(), source.symbol(), header, times);
            }
            case BINANCE_FRAMES -> new BinanceParser(settings.symbol());
            case AUTO -> throw new IllegalArgumentException("AUTO is not a layout");
        };
    }

    private static LineParser bars(
            BarParser.Layout layout, String symbol, ZoneId zone, double priceUnit, ReplaySettings settings) {
        return new BarParser(layout, symbol, new LocalTimes(zone), priceUnit, settings);
    }

    private static long date(ReplaySource source) {
        long date = source.dateMsc();
        require(date != TimeText.BAD, source, ReplayFormat.LEAN_TICKS);
        return date;
    }

    private static void require(boolean fits, ReplaySource source, ReplayFormat format) {
        if (!fits) {
            throw new FeedException(source + ": header or file name does not fit the format " + format);
        }
    }
}
