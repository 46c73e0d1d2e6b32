package io.tickwire.journal;

import io.tickwire.domain.Bar;
import io.tickwire.domain.BarBuilder;
import io.tickwire.domain.BarGrid;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Timeframe;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Changes of the history's tables, each inside the caller's transaction. One connection's thread. */
final class HistoryWrites {
    /** Ticks of a full block. */
    static final int BLOCK = 4096;

    private static final int MAX_OPEN = 64;
    private static final int MINUTE = 1;
    private static final int HOUR = 60;

    private final Statements sql;
    private final HistoryRows rows;

    HistoryWrites(Statements sql) {
        this.sql = sql;
        this.rows = new HistoryRows(sql);
    }

    void write(TickRun run) throws SQLException {
        long series = series(run.series());
        boolean behindAll = rows.lastMsc(series) <= run.firstMsc();
        if (run.live()) {
            append(series, run);
            sql.of("UPDATE series SET written = ? WHERE id = ?", run.written(), series)
                    .executeUpdate();
        } else {
            // What follows is no longer next to what was written live.
            seal(series);
            insert(series, run.ticks(), false);
        }
        bars(series, run, behindAll);
    }

    private long series(String name) throws SQLException {
        sql.of("INSERT OR IGNORE INTO series (name, written) VALUES (?, 0)", name)
                .executeUpdate();
        return rows.series(name);
    }

    private void seal(long series) throws SQLException {
        sql.of("UPDATE block SET open = 0 WHERE series = ? AND open = 1", series)
                .executeUpdate();
    }

    /** Live ticks come in small blocks, which become one when there are many of them, or of their ticks. */
    private void append(long series, TickRun run) throws SQLException {
        int blocks;
        long ticks;
        long last;
        try (ResultSet open = sql.of(
                        "SELECT COUNT(*), COALESCE(SUM(ticks), 0), COALESCE(MAX(last_msc), 0) FROM block"
                                + " WHERE series = ? AND open = 1",
                        series)
                .executeQuery()) {
            open.next();
            blocks = open.getInt(1);
            ticks = open.getLong(2);
            last = open.getLong(3);
        }
        if (blocks > 0 && (last > run.firstMsc() || otherBetween(series, last, run.lastMsc()))) {
            seal(series);
            blocks = 0;
            ticks = 0;
        }
        if (ticks + run.ticks().size() < BLOCK && blocks < MAX_OPEN) {
            block(series, run.ticks(), true, true);
            return;
        }
        List<RawTick> all = new ArrayList<>();
        try (ResultSet open = sql.of(
                        "SELECT data FROM block WHERE series = ? AND open = 1 ORDER BY first_msc, id", series)
                .executeQuery()) {
            while (open.next()) {
                all.addAll(TickBlockCodec.decode(open.getBytes(1)).ticks(run.series()));
            }
        }
        sql.of("DELETE FROM block WHERE series = ? AND open = 1", series).executeUpdate();
        all.addAll(run.ticks());
        insert(series, all, true);
    }

    /** Whether something else was stored between what is open and these ticks. */
    private boolean otherBetween(long series, long fromMsc, long toMsc) throws SQLException {
        try (ResultSet row = sql.of(
                        "SELECT 1 FROM block WHERE series = ? AND first_msc >= ? AND first_msc <= ? AND open = 0 LIMIT 1",
                        series,
                        fromMsc,
                        toMsc)
                .executeQuery()) {
            return row.next();
        }
    }

    /** Full blocks, and what is left over in one that may stay open. */
    private void insert(long series, List<RawTick> ticks, boolean live) throws SQLException {
        for (int from = 0; from < ticks.size(); from += BLOCK) {
            List<RawTick> part = ticks.subList(from, Math.min(from + BLOCK, ticks.size()));
            block(series, part, live, live && part.size() < BLOCK);
        }
    }

    private void block(long series, List<RawTick> ticks, boolean live, boolean open) throws SQLException {
        PreparedStatement insert = sql.of(
                "INSERT INTO block (series, first_msc, last_msc, ticks, open, imported, data) VALUES (?, ?, ?, ?, ?, ?, ?)",
                series,
                ticks.get(0).timeMsc(),
                ticks.get(ticks.size() - 1).timeMsc(),
                ticks.size(),
                open ? 1 : 0,
                live ? 0 : 1);
        insert.setBytes(7, TickBlockCodec.encode(TickBlock.of(ticks)));
        insert.executeUpdate();
    }

    private void bars(long series, TickRun run, boolean behindAll) throws SQLException {
        BarBuilder builder = new BarBuilder(run.series(), Timeframe.M1, BarGrid.UTC);
        List<Bar> minutes = new ArrayList<>();
        for (RawTick tick : run.ticks()) {
            builder.onTick(tick.timeMsc(), tick.bid()).ifPresent(minutes::add);
        }
        builder.running().ifPresent(minutes::add);
        Set<Long> hours = new TreeSet<>();
        for (int i = 0; i < minutes.size(); i++) {
            Bar minute = minutes.get(i);
            // Only the first and the last minute can have other ticks too.
            boolean shared = i == 0 || i == minutes.size() - 1;
            Bar before = shared ? bar(series, run.series(), Timeframe.M1, minute.timeMsc()) : null;
            boolean follows = run.live() && behindAll && i == 0;
            put(
                    series,
                    MINUTE,
                    before == null ? minute : follows ? joined(before, minute) : rebuilt(series, minute),
                    false);
            hours.add(Timeframe.H1.startOf(minute.timeMsc()));
        }
        for (long hour : hours) {
            hour(series, run.series(), hour);
        }
    }

    private static Bar joined(Bar first, Bar then) {
        BarBuilder both = new BarBuilder(first.symbol(), first.timeframe(), BarGrid.UTC);
        both.onBar(first);
        return both.runningWith(then);
    }

    /** The minute made anew of all its ticks. */
    private Bar rebuilt(long series, Bar minute) throws SQLException {
        BarBuilder builder = new BarBuilder(minute.symbol(), Timeframe.M1, BarGrid.UTC);
        long end = minute.timeMsc() + Timeframe.M1.millis();
        rows.blocks(series, minute.timeMsc(), end, false, block -> {
            block.each(minute.symbol(), minute.timeMsc(), end, tick -> builder.onTick(tick.timeMsc(), tick.bid()));
            return true;
        });
        return builder.running().orElse(minute);
    }

    private void hour(long series, String name, long hourMsc) throws SQLException {
        BarBuilder builder = new BarBuilder(name, Timeframe.H1, BarGrid.UTC);
        try (ResultSet minutes = sql.of(
                        "SELECT start_msc, open, high, low, close, volume FROM bar WHERE series = ? AND minutes = 1"
                                + " AND start_msc >= ? AND start_msc < ? ORDER BY start_msc",
                        series,
                        hourMsc,
                        hourMsc + Timeframe.H1.millis())
                .executeQuery()) {
            while (minutes.next()) {
                builder.onBar(HistoryRows.bar(minutes, name, Timeframe.M1));
            }
        }
        Bar built = builder.running().orElse(null);
        Bar before = bar(series, name, Timeframe.H1, hourMsc);
        // Of an old hour some minutes may be gone: what was built of all of them stays.
        if (built != null && (before == null || built.tickVolume() >= before.tickVolume())) {
            put(series, HOUR, built, false);
        }
    }

    private Bar bar(long series, String name, Timeframe timeframe, long startMsc) throws SQLException {
        try (ResultSet row = sql.of(
                        "SELECT start_msc, open, high, low, close, volume FROM bar WHERE series = ? AND minutes = ?"
                                + " AND start_msc = ?",
                        series,
                        timeframe == Timeframe.H1 ? HOUR : MINUTE,
                        startMsc)
                .executeQuery()) {
            return row.next() ? HistoryRows.bar(row, name, timeframe) : null;
        }
    }

    private void put(long series, int minutes, Bar bar, boolean backfilled) throws SQLException {
        sql.of(
                        "INSERT OR REPLACE INTO bar (series, minutes, start_msc, open, high, low, close, volume,"
                                + " backfilled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        series,
                        minutes,
                        bar.timeMsc(),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.tickVolume(),
                        backfilled ? 1 : 0)
                .executeUpdate();
    }

    void fill(String name, List<Bar> minutes) throws SQLException {
        long series = series(name);
        Set<Long> hours = new TreeSet<>();
        for (Bar minute : minutes) {
            Bar before = bar(series, name, Timeframe.M1, minute.timeMsc());
            if (before == null || before.tickVolume() < minute.tickVolume()) {
                put(series, MINUTE, minute, true);
                hours.add(Timeframe.H1.startOf(minute.timeMsc()));
            }
        }
        for (long hour : hours) {
            hour(series, name, hour);
        }
    }

    void meta(String name, long value) throws SQLException {
        sql.of("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value)
                .executeUpdate();
    }

    /** The gap's id. */
    long gap(HistoryGap gap) throws SQLException {
        if (gap.id() > 0) {
            sql.of(
                            "UPDATE gap SET from_msc = ?, to_msc = ?, state = ?, note = ? WHERE id = ?",
                            gap.fromMsc(),
                            gap.toMsc(),
                            gap.state().name(),
                            gap.note(),
                            gap.id())
                    .executeUpdate();
            return gap.id();
        }
        sql.of(
                        "INSERT INTO gap (series, from_msc, to_msc, kind, state, note) VALUES (?, ?, ?, ?, ?, ?)",
                        gap.series(),
                        gap.fromMsc(),
                        gap.toMsc(),
                        gap.kind().name(),
                        gap.state().name(),
                        gap.note())
                .executeUpdate();
        // More than anybody reads: the oldest go.
        sql.of("DELETE FROM gap WHERE id <= (SELECT MAX(id) FROM gap) - 10000").executeUpdate();
        try (ResultSet row = sql.of("SELECT MAX(id) FROM gap").executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** A small step, so that nobody waits long behind it. */
    int expire(Expiry expiry) throws SQLException {
        int gone = sql.of(
                        "DELETE FROM block WHERE id IN (SELECT id FROM block WHERE imported = 0 AND last_msc < ? ORDER BY last_msc LIMIT 200)",
                        expiry.ticksBeforeMsc())
                .executeUpdate();
        for (long series : rows.all()) {
            gone += sql.of(
                            "DELETE FROM bar WHERE series = ?1 AND minutes = 1 AND start_msc IN (SELECT start_msc FROM bar"
                                    + " WHERE series = ?1 AND minutes = 1 AND start_msc < ?2 ORDER BY start_msc LIMIT 2000)",
                            series,
                            expiry.minutesBeforeMsc())
                    .executeUpdate();
        }
        if (rows.bytesUsed() > expiry.maxBytes()) {
            gone += sql.of("DELETE FROM block WHERE id IN (SELECT id FROM block ORDER BY imported, last_msc LIMIT 50)")
                    .executeUpdate();
        }
        return gone;
    }
}
