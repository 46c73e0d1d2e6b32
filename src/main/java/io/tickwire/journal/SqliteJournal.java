package io.tickwire.journal;

import io.tickwire.domain.RiskState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecMessage;
import io.tickwire.domain.message.ExecRecord;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.JournalStatus;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One account's journal in a {@link SqliteStore}. Any thread. */
final class SqliteJournal implements Journal {
    private static final String COLUMNS = "SELECT number, intent_msc, content, outcome FROM signal ";

    /** Only the oldest are looked at: however many there are, a step costs the same. */
    private static final String OLD_HEARTBEATS = "SELECT number FROM (SELECT number, time_msc FROM exec_message"
            + " WHERE account = ?1 AND type = 'heartbeat' ORDER BY number LIMIT ?2)"
            + " WHERE time_msc < ?3 OR number <= (SELECT MAX(number) FROM exec_message) - ?4";

    private final SqliteStore store;
    private final String account;
    private final JournalCodec codec = new JournalCodec();
    private volatile long epoch;

    SqliteJournal(SqliteStore store, String account) {
        this.store = store;
        this.account = account;
    }

    @Override
    public Future<Restored> restore(long newEpoch) {
        epoch = newEpoch;
        // What came of signals while the file was not open is written first of all.
        store.unwritten().of(account).forEach(entry -> settled(entry, entry.intentMsc()));
        return store.must(sql -> sql.of("INSERT OR IGNORE INTO epoch (account, epoch) VALUES (?, ?)", account, newEpoch)
                        .executeUpdate())
                .compose(durable -> store.read(sql -> new Restored(lastEvent(sql), openSignals(sql), riskState(sql))));
    }

    private long lastEvent(Statements sql) throws SQLException {
        try (ResultSet row = sql.of("SELECT COALESCE(MAX(seq), 0) FROM event WHERE account = ?", account)
                .executeQuery()) {
            return row.getLong(1);
        }
    }

    private List<Entry> openSignals(Statements sql) throws SQLException {
        List<Entry> found = new ArrayList<>();
        try (ResultSet rows = sql.of(
                        COLUMNS + "WHERE account = ? AND status IN ('pending', 'unknown') ORDER BY number", account)
                .executeQuery()) {
            while (rows.next()) {
                found.add(entry(rows));
            }
        }
        return found;
    }

    private RiskState riskState(Statements sql) throws SQLException {
        try (ResultSet row =
                sql.of("SELECT content FROM risk WHERE account = ?", account).executeQuery()) {
            return row.next() ? codec.read(row.getString(1), RiskState.class) : RiskState.EMPTY;
        }
    }

    @Override
    public Future<Optional<Entry>> find(UUID signalId) {
        Optional<Entry> waiting = store.unwritten().find(signalId);
        return waiting.isPresent() ? Future.succeededFuture(waiting) : stored(signalId);
    }

    private Future<Optional<Entry>> stored(UUID signalId) {
        return store.read(sql -> {
            try (ResultSet row =
                    sql.of(COLUMNS + "WHERE id = ?", signalId.toString()).executeQuery()) {
                return row.next() ? Optional.of(entry(row)) : Optional.empty();
            }
        });
    }

    @Override
    public Future<Void> intent(Signal signal, long nowMsc) {
        String content = codec.write(signal);
        return store.must(sql -> sql.of(
                        "INSERT INTO signal (id, account, symbol, intent_msc, content, status)"
                                + " VALUES (?, ?, ?, ?, ?, 'pending')",
                        signal.id().toString(),
                        account,
                        signal.symbol(),
                        nowMsc,
                        content)
                .executeUpdate());
    }

    @Override
    public Future<Void> outcome(SignalOutcome outcome, long nowMsc) {
        String content = codec.write(outcome);
        String status = OutcomeStatus.of(outcome);
        return store.keep(sql -> sql.of(
                        "UPDATE signal SET status = ?, outcome = ?, outcome_msc = ?"
                                + " WHERE id = ? AND (status IN ('pending', 'unknown')"
                                // What was only concluded is overturned by what was seen.
                                + " OR (status = 'failed' AND ? = 'success'))",
                        status,
                        content,
                        nowMsc,
                        outcome.signalId().toString(),
                        status)
                .executeUpdate());
    }

    @Override
    public Future<Void> settled(Entry entry, long nowMsc) {
        String signal = codec.write(entry.signal());
        String content = codec.write(entry.outcome());
        String status = OutcomeStatus.of(entry.outcome());
        store.unwritten().add(entry);
        return store.keep(
                sql -> sql.of(
                                "INSERT INTO signal (id, account, symbol, intent_msc, content, status, outcome, outcome_msc)"
                                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                                        + " status = excluded.status, outcome = excluded.outcome,"
                                        + " outcome_msc = excluded.outcome_msc"
                                        + " WHERE status IN ('pending', 'unknown')"
                                        + " OR (status = 'failed' AND excluded.status = 'success')",
                                entry.signal().id().toString(),
                                account,
                                entry.signal().symbol(),
                                entry.intentMsc(),
                                signal,
                                status,
                                content,
                                nowMsc)
                        .executeUpdate(),
                () -> store.unwritten().written(entry));
    }

    @Override
    public Future<Void> event(ExecutionEvent event) {
        String content = codec.write(event);
        return store.keep(sql -> sql.of(
                        "INSERT INTO event (account, seq, time_msc, signal_id, content) VALUES (?, ?, ?, ?, ?)",
                        account,
                        event.seq(),
                        event.timeMsc(),
                        event.signalId() == null ? null : event.signalId().toString(),
                        content)
                .executeUpdate());
    }

    @Override
    public Future<ExecutionsPage> events(ExecutionsQuery query) {
        return store.read(sql -> {
            boolean known = knows(sql, query.since().epoch());
            long after = known ? query.since().seq() : Math.max(0, lastEvent(sql) - query.limit());
            List<ExecutionEvent> found = new ArrayList<>();
            try (ResultSet rows = sql.of(
                            "SELECT content FROM event WHERE account = ? AND seq > ? ORDER BY seq LIMIT ?",
                            account,
                            after,
                            query.limit())
                    .executeQuery()) {
                while (rows.next()) {
                    found.add(codec.read(rows.getString(1), ExecutionEvent.class));
                }
            }
            boolean whole =
                    found.isEmpty() ? after >= lastEvent(sql) : found.get(0).seq() == after + 1;
            return new ExecutionsPage(epoch, found, known && whole);
        });
    }

    private boolean knows(Statements sql, long asked) throws SQLException {
        try (ResultSet row = sql.of("SELECT 1 FROM epoch WHERE account = ? AND epoch = ?", account, asked)
                .executeQuery()) {
            return row.next();
        }
    }

    @Override
    public Future<SignalsPage> signals(SignalsQuery query) {
        return store.read(sql -> {
            List<SignalRecord> found = new ArrayList<>();
            try (ResultSet rows = sql.of(
                            COLUMNS + "WHERE account = ?1 AND number < ?2 AND intent_msc >= ?3 AND intent_msc < ?4"
                                    + " AND (?5 IS NULL OR id = ?5) AND (?6 = '' OR symbol = ?6)"
                                    + " AND (?7 = '' OR status = ?7) ORDER BY number DESC LIMIT ?8",
                            account,
                            query.cursor(),
                            query.fromMsc(),
                            query.toMsc(),
                            query.id() == null ? null : query.id().toString(),
                            query.symbol(),
                            query.status(),
                            query.limit())
                    .executeQuery()) {
                while (rows.next()) {
                    Entry entry = entry(rows);
                    found.add(new SignalRecord(rows.getLong(1), entry.signal(), entry.intentMsc(), entry.outcome()));
                }
            }
            boolean more = found.size() == query.limit();
            return new SignalsPage(found, more ? found.get(found.size() - 1).number() : 0);
        });
    }

    private Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                codec.read(row.getString(3), Signal.class),
                row.getLong(2),
                codec.read(row.getString(4), SignalOutcome.class));
    }

    @Override
    public Future<Void> risk(RiskState state) {
        String content = codec.write(state);
        return store.keep(sql -> sql.of(
                        "INSERT INTO risk (account, content) VALUES (?, ?)"
                                + " ON CONFLICT (account) DO UPDATE SET content = excluded.content",
                        account,
                        content)
                .executeUpdate());
    }

    @Override
    public Future<Void> exec(ExecRecord record) {
        String content = codec.write(record);
        ExecMessage message = record.message();
        return store.must(sql -> sql.of(
                        "INSERT INTO exec_message (account, time_msc, type, ea_name, profit, content)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        account,
                        record.timeMsc(),
                        message.type(),
                        message.ea(),
                        profit(record),
                        content)
                .executeUpdate());
    }

    /** Null where nothing was earned or lost. */
    private static Double profit(ExecRecord record) {
        return record.message() instanceof ExecMessage.TradeClose close
                        && record.status().equals("success")
                ? close.profit()
                : null;
    }

    @Override
    public Future<List<ExecRecord>> execMessages(int limit) {
        return store.read(sql -> {
            List<ExecRecord> found = new ArrayList<>();
            try (ResultSet rows = sql.of(
                            "SELECT content FROM exec_message WHERE account = ? ORDER BY number DESC LIMIT ?",
                            account,
                            limit)
                    .executeQuery()) {
                while (rows.next()) {
                    found.add(codec.read(rows.getString(1), ExecRecord.class));
                }
            }
            return found;
        });
    }

    @Override
    public Future<Map<String, Double>> execProfits(long fromMsc) {
        return store.read(sql -> {
            Map<String, Double> sums = new HashMap<>();
            try (ResultSet rows = sql.of(
                            "SELECT ea_name, SUM(profit) FROM exec_message"
                                    + " WHERE account = ? AND time_msc >= ? AND profit IS NOT NULL GROUP BY ea_name",
                            account,
                            fromMsc)
                    .executeQuery()) {
                while (rows.next()) {
                    sums.put(rows.getString(1), rows.getDouble(2));
                }
            }
            return sums;
        });
    }

    @Override
    public Future<Integer> forgetHeartbeats(long beforeMsc, long newest, int atOnce) {
        // Looked at first: a write that changes nothing would not touch the disk, and yet count as one that worked.
        return store.read(sql -> {
                    try (ResultSet row = sql.of(
                                    "SELECT COUNT(*) FROM (" + OLD_HEARTBEATS + ")", account, atOnce, beforeMsc, newest)
                            .executeQuery()) {
                        return row.getInt(1);
                    }
                })
                .compose(old -> old == 0 ? Future.succeededFuture(0) : forget(beforeMsc, newest, atOnce));
    }

    private Future<Integer> forget(long beforeMsc, long newest, int atOnce) {
        int[] forgotten = {0};
        return store.must(sql -> forgotten[0] = sql.of(
                                "DELETE FROM exec_message WHERE number IN (" + OLD_HEARTBEATS + ")",
                                account,
                                atOnce,
                                beforeMsc,
                                newest)
                        .executeUpdate())
                .map(done -> forgotten[0]);
    }

    @Override
    public JournalStatus status() {
        return store.status();
    }
}
