package io.tickwire.history;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.Timeframe;
import io.tickwire.journal.BarSpan;
import io.tickwire.journal.HistoryFile;
import io.tickwire.journal.TickBlock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes ticks or bars of a series as CSV, or as MetaTrader exports them. What it writes a replay or an import reads
 * again. One thread.
 */
public final class HistoryExport {
    private static final int BARS_AT_ONCE = 10_000;
    private static final DateTimeFormatter MT5_TICK =
            DateTimeFormatter.ofPattern("yyyy.MM.dd\tHH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter MT5_BAR = DateTimeFormatter.ofPattern("yyyy.MM.dd\tHH:mm:ss", Locale.ROOT);

    private final HistoryFile file;
    private final Wanted wanted;
    private final Writer out;
    private long rows;

    /** Layouts of what is written. */
    public enum Format {
        CSV,
        MT5
    }

    /**
     * What to export.
     *
     * @param timeframe null = ticks
     * @param zone of the times in MetaTrader's layout
     */
    public record Wanted(
            String series, long fromMsc, long toMsc, Timeframe timeframe, BarGrid grid, Format format, ZoneId zone) {}

    public HistoryExport(HistoryFile file, Wanted wanted, Writer out) {
        this.file = file;
        this.wanted = wanted;
        this.out = out;
    }

    /** How many rows it wrote below the header. */
    public long write() throws IOException {
        try {
            if (wanted.timeframe() == null) {
                header(
                        "symbol,time_msc,bid,ask,last,volume,flags",
                        "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>");
                file.scan(wanted.series(), wanted.fromMsc(), wanted.toMsc(), this::ticks);
            } else {
                header(
                        "symbol,time_msc,open,high,low,close,tick_volume",
                        "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\t<SPREAD>");
                bars();
            }
        } catch (UncheckedIOException unwritten) {
            throw unwritten.getCause();
        }
        out.flush();
        return rows;
    }

    private void header(String csv, String mt5) throws IOException {
        out.append(wanted.format() == Format.CSV ? csv : mt5).append('\n');
    }

    private boolean ticks(TickBlock block) {
        StringBuilder text = new StringBuilder(64 * block.size());
        for (int i = 0; i < block.size(); i++) {
            long time = block.timesMsc()[i];
            if (time >= wanted.fromMsc() && time < wanted.toMsc()) {
                char between = time(text, time, MT5_TICK);
                text.append(between).append(plain(block.bids()[i]));
                text.append(between).append(plain(block.asks()[i]));
                text.append(between).append(plain(block.lasts()[i]));
                text.append(between).append(plain(block.volumes()[i]));
                text.append(between).append(block.flags()[i]).append('\n');
                rows++;
            }
        }
        append(text);
        return true;
    }

    private void bars() {
        BarBuilder builder = new BarBuilder(wanted.series(), wanted.timeframe(), wanted.grid());
        long from = Math.max(0, wanted.fromMsc());
        boolean more = true;
        while (more) {
            BarSpan span = new BarSpan(
                    wanted.series(), wanted.timeframe(), wanted.grid(), from, wanted.toMsc(), BARS_AT_ONCE, false);
            var page = file.bars(span).rows();
            for (Bar row : page) {
                builder.onBar(row).ifPresent(this::bar);
                from = row.timeMsc() + 1;
            }
            more = !page.isEmpty();
        }
        builder.running().ifPresent(this::bar);
    }

    private void bar(Bar bar) {
        StringBuilder text = new StringBuilder(96);
        char between = time(text, bar.timeMsc(), MT5_BAR);
        text.append(between).append(plain(bar.open()));
        text.append(between).append(plain(bar.high()));
        text.append(between).append(plain(bar.low()));
        text.append(between).append(plain(bar.close()));
        text.append(between).append(bar.tickVolume());
        // Real volume and spread of a bar are not kept.
        text.append(wanted.format() == Format.MT5 ? "\t0\t\n" : "\n");
        rows++;
        append(text);
    }

    private char time(StringBuilder text, long timeMsc, DateTimeFormatter mt5) {
        if (wanted.format() == Format.CSV) {
            text.append(wanted.series()).append(',').append(timeMsc);
            return ',';
        }
        mt5.formatTo(Instant.ofEpochMilli(timeMsc).atZone(wanted.zone()), text);
        return '\t';
    }

    private void append(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }

    /** The shortest decimal that is read as the same double. */
    private static String plain(double value) {
        String text = Double.toString(value);
        if (text.indexOf('E') >= 0) {
            return new BigDecimal(text).toPlainString();
        }
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
