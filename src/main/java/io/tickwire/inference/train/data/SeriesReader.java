package io.tickwire.inference.train.data;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Reads the closing prices of a file: a zip of QuantConnect Lean's hour quotes (bid closes), or a CSV with a header, plain
 * or gzipped. Blocks; any thread.
 */
public final class SeriesReader {
    private final SeriesFormat format;

    public SeriesReader(SeriesFormat format) {
        this.format = format;
    }

    /**
     * @throws DataException when the file holds something else
     * @throws IOException when it cannot be read
     */
    public PriceSeries read(Path file) throws DataException, IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try (InputStream bytes = Files.newInputStream(file)) {
            if (name.endsWith(".zip")) {
                return zipped(file, new ZipInputStream(bytes));
            }
            return csv(file, reader(name.endsWith(".gz") ? new GZIPInputStream(bytes) : bytes), null, format);
        } catch (NoSuchFileException | FileNotFoundException missing) {
            throw new DataException(file, 0, "there is no such file", "check the path");
        }
    }

    private PriceSeries zipped(Path file, ZipInputStream zip) throws DataException, IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().endsWith(".csv")) {
                // Lean writes these times in UTC, whatever the other files are in.
                return csv(file, reader(zip), CsvLayout.leanQuotes(), new SeriesFormat("", 1, ZoneOffset.UTC));
            }
        }
        throw new DataException(file, 0, "there is no .csv in it", "pass a zip of Lean's hour quotes, or a CSV");
    }

    private static BufferedReader reader(InputStream bytes) {
        return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    /** @param layout null when the first line says it */
    private static PriceSeries csv(Path file, BufferedReader lines, CsvLayout layout, SeriesFormat format)
            throws DataException, IOException {
        CsvLayout known = layout;
        SeriesLines series = null;
        String line = lines.readLine();
        for (long number = 1; line != null; number++, line = lines.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            if (known == null) {
                known = CsvLayout.ofHeader(file, line, format.column());
                continue;
            }
            if (series == null) {
                series = new SeriesLines(file, known, format);
            }
            series.add(number, line);
        }
        if (series == null) {
            throw new DataException(file, 0, "there are no bars in it", "pass a file with a header and bars");
        }
        return series.series();
    }
}
