package io.tickwire.inference.train.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where things stand in the lines of a CSV.
 *
 * @param separator a regular expression
 * @param price column of the price, from 0
 * @param time columns whose text, joined by a space, is the time; empty when there is none
 */
record CsvLayout(String separator, int price, List<Integer> time) {
    private static final List<String> DATES = List.of("datetime", "timestamp", "date", "time");

    /** QuantConnect Lean's hour quotes: {@code yyyyMMdd HH:mm}, bid open, high, low, close, size, ask … */
    static CsvLayout leanQuotes() {
        return new CsvLayout(",", 4, List.of(0));
    }

    /**
     * Reads the first line. MetaTrader's own export has tabs, names like {@code <CLOSE>}, and date and time apart.
     *
     * @throws DataException when no column has the name
     */
    static CsvLayout ofHeader(Path file, String header, String column) throws DataException {
        String separator =
                Stream.of("\t", ";", ",").filter(header::contains).findFirst().orElse(",");
        List<String> names = Stream.of(header.split(separator, -1))
                .map(name ->
                        name.strip().replaceAll("^[\"<\uFEFF]+|[\">]+$", "").toLowerCase(Locale.ROOT))
                .toList();
        int price = names.indexOf(column.toLowerCase(Locale.ROOT));
        if (price < 0) {
            throw new DataException(
                    file,
                    1,
                    "no column '" + column + "' among " + names,
                    "name the column of the closing price with --column");
        }
        if (names.contains("date") && names.contains("time")) {
            return new CsvLayout(separator, price, List.of(names.indexOf("date"), names.indexOf("time")));
        }
        List<Integer> time = DATES.stream()
                .filter(names::contains)
                .limit(1)
                .map(names::indexOf)
                .toList();
        return new CsvLayout(separator, price, time);
    }

    int columns() {
        return Math.max(price, time.stream().mapToInt(Integer::intValue).max().orElse(0)) + 1;
    }
}
