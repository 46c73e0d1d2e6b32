package io.tickwire.terminal.feeds;

import io.tickwire.config.ReplayFormat;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * What to replay and how to read it.
 *
 * @param files each a file, a directory (its csv, tsv, txt, gz and zip files) or a glob
 * @param symbol name for all ticks, or empty: from the data or the file name
 * @param digits decimals of a price, for prices and spreads in points; negative = 3 for yen pairs, else 5
 * @param spreadPoints spread of bars whose file has none, points
 * @param sourceZone zone of local times in MetaTrader exports, point bars and CSV; Lean files are UTC by definition
 * @param loop start again at the end, with times that go on
 * @param shiftToMsc time of the first tick, epoch milliseconds UTC; 0 = original times
 */
public record ReplaySettings(
        List<String> files,
        ReplayFormat format,
        String symbol,
        int digits,
        double spreadPoints,
        ZoneId sourceZone,
        boolean loop,
        long shiftToMsc) {
    private static final int MAX_DIGITS = 8;

    public ReplaySettings {
        files = List.copyOf(files);
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(sourceZone, "sourceZone");
        if (files.isEmpty()) {
            throw new IllegalArgumentException("files must name at least one file, directory or glob");
        }
        if (digits > MAX_DIGITS) {
            throw new IllegalArgumentException("digits must be at most " + MAX_DIGITS + ", not " + digits);
        }
        if (!(spreadPoints >= 0) || !Double.isFinite(spreadPoints)) {
            throw new IllegalArgumentException("spreadPoints must not be negative, not " + spreadPoints);
        }
    }

    /** Everything told from the files: UTC, original times, once, 10 points of spread where a bar has none. */
    public static ReplaySettings of(String... files) {
        return new ReplaySettings(List.of(files), ReplayFormat.AUTO, "", -1, 10, ZoneOffset.UTC, false, 0);
    }

    /** 10^digits for this symbol. */
    double pointsPerUnit(String ofSymbol) {
        int places = digits >= 0 ? digits : ofSymbol.contains("JPY") ? 3 : 5;
        return Math.rint(StrictMath.pow(10, places));
    }
}
