package io.tickwire.journal;

import io.tickwire.domain.Bar;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Questions to the history's tables. One connection's thread. */
final class HistoryRows {
    /** Blocks follow each other in time; one may begin in the millisecond in which the one before it ends. */
    private static final String FROM = " first_msc >= COALESCE((SELECT first_msc FROM block WHERE series = ?1"
            + " AND first_msc < ?2 ORDER BY first_msc DESC LIMIT 1), -9223372036854775808)";

    private final Statements sql;

    HistoryRows(Statements sql) {
        this.sql = sql;
    }

    /** Stops when it says false. */
    interface BlockReader {
        boolean take(TickBlock block) throws SQLException;
    }

    /** Number of a series; -1 = there is none. */
    long series(String name) throws SQLException {
        try (ResultSet row =
                sql.of("SELECT id FROM series WHERE name = ?", name).executeQuery()) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    /** Numbers of all series. */
    List<Long> all() throws SQLException {
        List<Long> found = new ArrayList<>();
        try (ResultSet rows = sql.of("SELECT id FROM series").executeQuery()) {
            while (rows.next()) {
                found.add(rows.getLong(1));
            }
        }
        return found;
    }

    long written(long series) throws SQLException {
        try (ResultSet row =
                sql.of("SELECT written FROM series WHERE id = ?", series).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Last stored time; {@link Long#MIN_VALUE} = nothing. */
    long lastMsc(long series) throws SQLException {
        try (ResultSet row = sql.of(
                        "SELECT last_msc FROM block WHERE series = ? ORDER BY first_msc DESC, id DESC LIMIT 1", series)
                .executeQuery()) {
            return row.next() ? row.getLong(1) : Long.MIN_VALUE;
        }
    }

    SeriesTail tail(String name, long fromMsc) throws SQLException {
        long series = series(name);
        List<SeriesTail.Span> covered = new ArrayList<>();
        try (ResultSet rows = sql.of(
                        "SELECT first_msc, last_msc FROM block WHERE series = ?1 AND" + FROM
                                + " AND last_msc >= ?2 ORDER BY first_msc, id",
                        series,
                        fromMsc)
                .executeQuery()) {
            while (rows.next()) {
                covered.add(new SeriesTail.Span(rows.getLong(1), rows.getLong(2)));
            }
        }
        long last = lastMsc(series);
        List<RawTick> atEnd = last == Long.MIN_VALUE
                ? List.of()
                : ticks(new TickSpan(name, last, last + 1, 0, Integer.MAX_VALUE, false))
                        .ticks();
        return new SeriesTail(series < 0 ? 0 : written(series), covered, atEnd);
    }

    /** Blocks that touch a time span, in time order or against it. */
    void blocks(long series, long fromMsc, long toMsc, boolean newest, BlockReader reader) throws SQLException {
        String direction = newest ? " DESC" : "";
        try (ResultSet rows = sql.of(
                        "SELECT data FROM block WHERE series = ?1 AND" + FROM
                                + " AND last_msc >= ?2 AND first_msc < ?3 ORDER BY first_msc" + direction + ", id"
                                + direction,
                        series,
                        fromMsc,
                        toMsc)
                .executeQuery()) {
            while (rows.next() && reader.take(TickBlockCodec.decode(rows.getBytes(1)))) {
                // The reader says when it has enough.
            }
        }
    }

    TickPage ticks(TickSpan span) throws SQLException {
        long series = series(span.series());
        List<RawTick> found = new ArrayList<>();
        int skipped = 0;
        if (series >= 0) {
            if (span.newest()) {
                newest(series, span, found);
            } else {
                skipped = first(series, span, found);
            }
        }
        return new TickPage(series >= 0, series < 0 ? 0 : written(series), found, skipped);
    }

    /** How many it left out. */
    private int first(long series, TickSpan span, List<RawTick> found) throws SQLException {
        int[] skip = {span.skip()};
        blocks(series, span.fromMsc(), span.toMsc(), false, block -> {
            block.each(span.series(), span.fromMsc(), span.toMsc(), tick -> {
                if (skip[0] > 0 && tick.timeMsc() == span.fromMsc()) {
                    skip[0]--;
                } else if (found.size() < span.limit()) {
                    found.add(tick);
                }
            });
            return found.size() < span.limit();
        });
        return span.skip() - skip[0];
    }

    private void newest(long series, TickSpan span, List<RawTick> found) throws SQLException {
        blocks(series, span.fromMsc(), span.toMsc(), true, block -> {
            for (int i = block.size() - 1; i >= 0 && found.size() < span.limit(); i--) {
                long time = block.timesMsc()[i];
                if (time >= span.fromMsc() && time < span.toMsc()) {
                    found.add(block.tick(span.series(), i));
                }
            }
            return found.size() < span.limit();
        });
        Collections.reverse(found);
    }

    BarPage bars(BarSpan span) throws SQLException {
        long series = series(span.series());
        List<Bar> rows = new ArrayList<>();
        if (series >= 0 && span.limit() > 0) {
            long[] period = {Long.MIN_VALUE, Long.MIN_VALUE};
            int[] periods = {0};
            rows(series, span, row -> {
                if (row.timeMsc() >= period[1] || row.timeMsc() < period[0]) {
                    period[0] = span.grid().startOf(span.timeframe(), row.timeMsc());
                    period[1] = span.grid().endOf(span.timeframe(), row.timeMsc());
                    periods[0]++;
                }
                boolean wanted = periods[0] <= span.limit();
                if (wanted) {
                    rows.add(row);
                }
                return wanted;
            });
            if (span.newest()) {
                Collections.reverse(rows);
            }
        }
        return new BarPage(series >= 0, series < 0 ? 0 : written(series), rows);
    }

    private void rows(long series, BarSpan span, Predicate<Bar> reader) throws SQLException {
        try (ResultSet rows = sql.of(
                        "SELECT start_msc, open, high, low, close, volume FROM bar WHERE series = ? AND minutes = ?"
                                + " AND start_msc >= ? AND start_msc < ? ORDER BY start_msc"
                                + (span.newest() ? " DESC" : ""),
                        series,
                        span.rowMinutes(),
                        span.fromMsc(),
                        span.toMsc())
                .executeQuery()) {
            while (rows.next() && reader.test(bar(rows, span.series(), span.row()))) {
                // The reader says when it has enough.
            }
        }
    }

    static Bar bar(ResultSet row, String series, Timeframe timeframe) throws SQLException {
        return new Bar(
                series,
                timeframe,
                row.getLong(1),
                row.getDouble(2),
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getLong(6),
                true);
    }

    List<SeriesInfo> list() throws SQLException {
        List<SeriesInfo> found = new ArrayList<>();
        try (ResultSet rows = sql.of("SELECT name, COALESCE(b.ticks, 0), COALESCE(b.first, 0), COALESCE(b.last, 0),"
                        + " COALESCE(b.blocks, 0), COALESCE(b.bytes, 0),"
                        + " (SELECT COUNT(*) FROM bar WHERE series = s.id AND minutes = 1),"
                        + " (SELECT COALESCE(MIN(start_msc), 0) FROM bar WHERE series = s.id AND minutes = 1),"
                        + " (SELECT COALESCE(MAX(start_msc), 0) FROM bar WHERE series = s.id AND minutes = 1)"
                        + " FROM series s LEFT JOIN (SELECT series, SUM(ticks) ticks, MIN(first_msc) first,"
                        + " MAX(last_msc) last, COUNT(*) blocks, SUM(LENGTH(data)) bytes FROM block GROUP BY series) b"
                        + " ON b.series = s.id ORDER BY name")
                .executeQuery()) {
            while (rows.next()) {
                found.add(new SeriesInfo(
                        rows.getString(1),
                        rows.getLong(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        rows.getLong(5),
                        rows.getLong(6),
                        rows.getLong(7),
                        rows.getLong(8),
                        rows.getLong(9)));
            }
        }
        return found;
    }

    List<HistoryGap> gaps() throws SQLException {
        List<HistoryGap> found = new ArrayList<>();
        try (ResultSet rows = sql.of(
                        "SELECT id, series, from_msc, to_msc, kind, state, note FROM gap ORDER BY from_msc, id")
                .executeQuery()) {
            while (rows.next()) {
                found.add(new HistoryGap(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getLong(3),
                        rows.getLong(4),
                        HistoryGap.Kind.valueOf(rows.getString(5)),
                        HistoryGap.State.valueOf(rows.getString(6)),
                        rows.getString(7)));
            }
        }
        return found;
    }

    long meta(String name) throws SQLException {
        try (ResultSet row =
                sql.of("SELECT value FROM meta WHERE name = ?", name).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Bytes of the file that are in use. */
    long bytesUsed() throws SQLException {
        try (ResultSet row = sql.of("SELECT (SELECT page_count FROM pragma_page_count()) - (SELECT freelist_count"
                        + " FROM pragma_freelist_count()), (SELECT page_size FROM pragma_page_size())")
                .executeQuery()) {
            return row.next() ? row.getLong(1) * row.getLong(2) : 0;
        }
    }
}
