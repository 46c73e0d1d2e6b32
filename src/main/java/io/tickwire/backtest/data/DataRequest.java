package io.tickwire.backtest.data;

import io.tickwire.config.ReplayFormat;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * Which data a backtest runs on.
 *
 * @param sources files, folders and globs of recorded ticks or bars, or {@code history:SERIES}
 * @param fromMsc at or after, epoch milliseconds UTC
 * @param toMsc before
 * @param format of the files; {@code AUTO} = told from each
 * @param symbol of the files, where they do not tell; empty = they do
 * @param zone of local times in the files
 * @param digits decimals of prices in points; -1 = 3 for yen pairs, else 5
 * @param spreadPoints spread of bars that carry none
 * @param history folder of {@code storage.path}
 */
public record DataRequest(
        List<String> sources,
        long fromMsc,
        long toMsc,
        ReplayFormat format,
        String symbol,
        ZoneId zone,
        int digits,
        double spreadPoints,
        Path history) {
    static final String HISTORY = "history:";

    public DataRequest {
        sources = List.copyOf(sources);
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(history, "history");
        if (sources.isEmpty()) {
            throw new DataException("a backtest needs data: files, a glob, or history:SYMBOL");
        }
        if (fromMsc >= toMsc) {
            throw new DataException("--from must be before --to");
        }
    }

    /** All of some files, with everything told from them. */
    public static DataRequest of(String... files) {
        return new DataRequest(
                List.of(files),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                ReplayFormat.AUTO,
                "",
                ZoneOffset.UTC,
                -1,
                10,
                Path.of("data"));
    }

    /** The same with more of the time before it. */
    public DataRequest earlier(long spanMs) {
        long from = fromMsc == Long.MIN_VALUE ? fromMsc : fromMsc - spanMs;
        return new DataRequest(sources, from, toMsc, format, symbol, zone, digits, spreadPoints, history);
    }

    List<String> files() {
        return sources.stream().filter(source -> !source.startsWith(HISTORY)).toList();
    }

    List<String> series() {
        return sources.stream()
                .filter(source -> source.startsWith(HISTORY))
                .map(source -> source.substring(HISTORY.length()))
                .toList();
    }
}
