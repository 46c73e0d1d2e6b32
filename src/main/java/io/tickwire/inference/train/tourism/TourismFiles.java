package io.tickwire.inference.train.tourism;

import io.tickwire.inference.train.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code yearly_in.csv} and {@code yearly_oos.csv} as they are published with the paper: a column for each series,
 * its name in the header, then how many numbers it has, then the year of the first, then the numbers; short columns end
 * in empty cells or {@code NA}.
 */
public final class TourismFiles {
    /** Numbers to forecast. */
    public static final int HORIZON = 4;

    private static final int HEAD_ROWS = 2;

    private TourismFiles() {}

    /** @throws DataException when a file is missing, or is something else */
    public static List<TourismSeries> read(Path folder) throws DataException, IOException {
        Map<String, double[]> known = columns(folder.resolve("yearly_in.csv"));
        Path answers = folder.resolve("yearly_oos.csv");
        Map<String, double[]> next = columns(answers);
        List<TourismSeries> series = new ArrayList<>();
        for (Map.Entry<String, double[]> one : known.entrySet()) {
            double[] after = next.get(one.getKey());
            if (after == null || after.length != HORIZON) {
                throw new DataException(
                        answers,
                        0,
                        "series " + one.getKey()
                                + (after == null ? " is missing" : " has " + after.length + " numbers"),
                        "each series of yearly_in.csv needs " + HORIZON + " here");
            }
            series.add(new TourismSeries(one.getKey(), one.getValue(), after));
        }
        return series;
    }

    private static Map<String, double[]> columns(Path file) throws DataException, IOException {
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    file,
                    0,
                    "there is no such file",
                    "unpack the data published with the paper (yearly_in.csv, yearly_oos.csv) into the folder");
        }
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            rows.add(line.replace("\"", "").split(",", -1));
        }
        if (rows.size() <= HEAD_ROWS + 1) {
            throw new DataException(file, 0, "it has " + rows.size() + " lines", "expected are a header and numbers");
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int column = 0; column < rows.get(0).length; column++) {
            columns.put(rows.get(0)[column].strip(), column(file, rows, column));
        }
        return columns;
    }

    private static double[] column(Path file, List<String[]> rows, int column) throws DataException {
        int length = (int) number(file, rows, 1, column);
        if (length < 1 || length > rows.size() - 1 - HEAD_ROWS) {
            throw new DataException(
                    file,
                    2,
                    "series " + rows.get(0)[column] + " says it has " + length + " numbers, there are at most "
                            + (rows.size() - 1 - HEAD_ROWS),
                    "the line behind the header holds the lengths, the next the first years");
        }
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = number(file, rows, 1 + HEAD_ROWS + i, column);
        }
        return values;
    }

    private static double number(Path file, List<String[]> rows, int row, int column) throws DataException {
        String[] cells = rows.get(row);
        String text = column < cells.length ? cells[column].strip() : "";
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            throw new DataException(
                    file,
                    row + 1L,
                    "'" + text + "' of series " + rows.get(0)[column] + " is no number",
                    "a column holds its length, its first year, and as many numbers as it says");
        }
    }
}
