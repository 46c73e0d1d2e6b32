package io.tickwire.terminal.feeds;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/** One stream of lines: a file, plain or gzip, or an entry of a zip. {@code entry} is empty for a file. */
record ReplaySource(Path file, String entry) {
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{8})(?!\\d)");
    private static final Pattern TIMEFRAME_AT_END =
            Pattern.compile("(?i)(?<=[a-z]{3})(m1|m5|m15|m30|h1|h4|d1|w1|mn1)$");
    private static final Set<String> NOT_A_SYMBOL =
            Set.of("tick", "ticks", "quote", "quotes", "trade", "spot", "oanda", "minute", "hour", "hourly", "daily");
    private static final int GZIP_MAGIC = 0x1f8b;

    /** Opens it for reading; gzip is told by its first bytes, not by its name. The caller closes. */
    InputStream open() throws IOException {
        if (!entry.isEmpty()) {
            return openEntry();
        }
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, 64 * 1024) : in;
    }

    private InputStream openEntry() throws IOException {
        ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        return new FilterInputStream(zip.getInputStream(zip.getEntry(entry))) {
            @Override
            public void close() throws IOException {
                zip.close();
            }
        };
    }

    /** Midnight UTC of the eight-digit date in the name; {@link TimeText#BAD} when there is none. */
    long dateMsc() {
        for (String name : new String[] {entry, file.getFileName().toString()}) {
            Matcher date = DATE.matcher(name);
            if (date.find()) {
                return new TimeText().date(date.group(1).getBytes(StandardCharsets.US_ASCII), 0, 8);
            }
        }
        return TimeText.BAD;
    }

    /** The symbol that the name speaks of: {@code 20140501_eurusd_tick_quote.csv} is EURUSD. Empty when none. */
    String symbol() {
        String name = entry.isEmpty() ? file.getFileName().toString() : entry.substring(entry.lastIndexOf('/') + 1);
        for (String word : name.split("[_\\-.\\s]+")) {
            String symbol = TIMEFRAME_AT_END.matcher(word).replaceFirst("");
            boolean named = symbol.length() >= 3 && !symbol.chars().allMatch(Character::isDigit);
            if (named && !NOT_A_SYMBOL.contains(symbol.toLowerCase(Locale.ROOT))) {
                return symbol.equals(symbol.toLowerCase(Locale.ROOT)) ? symbol.toUpperCase(Locale.ROOT) : symbol;
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return entry.isEmpty() ? file.toString() : file + "!" + entry;
    }
}
