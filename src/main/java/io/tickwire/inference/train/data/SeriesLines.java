package io.tickwire.inference.train.data;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Takes the lines of one file and checks each. Owner: who reads the file. */
final class SeriesLines {
    private final Path file;
    private final CsvLayout layout;
    private final double point;
    private final BarTime times;
    private final DoubleStream.Builder closes = DoubleStream.builder();
    private final LongStream.Builder starts = LongStream.builder();
    private long last = Long.MIN_VALUE;

    SeriesLines(Path file, CsvLayout layout, SeriesFormat format) {
        this.file = file;
        this.layout = layout;
        this.point = format.point();
        this.times = new BarTime(format.zone());
    }

    void add(long number, String line) throws DataException {
        String[] fields = line.split(layout.separator(), -1);
        if (fields.length < layout.columns()) {
            throw new DataException(
                    file,
                    number,
                    "it has " + fields.length + " columns, not " + layout.columns(),
                    "remove or complete the line");
        }
        closes.add(price(number, fields[layout.price()].strip()));
        if (!layout.time().isEmpty()) {
            starts.add(time(number, fields));
        }
    }

    private double price(long number, String text) throws DataException {
        try {
            double price = scaled(Double.parseDouble(text));
            if (price > 0 && Double.isFinite(price)) {
                return price;
            }
        } catch (NumberFormatException notANumber) {
            // Told below.
        }
        throw new DataException(
                file, number, "'" + text + "' is no price above 0", "correct the line, or name another --column");
    }

    /** Divided where the point is one part of a whole number: 110000 points of 0.00001 are 1.1 then, to the last bit. */
    private double scaled(double value) {
        double parts = Math.rint(1 / point);
        return Math.abs(parts * point - 1) < 1e-9 ? value / parts : value * point;
    }

    private long time(long number, String[] fields) throws DataException {
        List<Integer> places = layout.time();
        String text = places.stream().map(place -> fields[place].strip()).collect(Collectors.joining(" "));
        OptionalLong time = times.parse(text);
        if (time.isEmpty()) {
            throw new DataException(
                    file, number, "'" + text + "' is no time", "write it like 2014-05-01 13:00, or as epoch seconds");
        }
        if (time.getAsLong() <= last) {
            throw new DataException(
                    file,
                    number,
                    "its time " + text + " is not after that of the line before it",
                    "sort the lines by time and remove doubles, and state the file's --zone");
        }
        last = time.getAsLong();
        return last;
    }

    PriceSeries series() {
        return new PriceSeries(
                file.getFileName().toString(),
                starts.build().toArray(),
                closes.build().toArray());
    }
}
