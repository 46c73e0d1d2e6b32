package io.tickwire.bench.history;

import io.tickwire.domain.RawTick;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A row for each tick, found by series and time. */
final class PlainRows extends Candidate {
    private static final int COMMIT = 4096;

    @Override
    String name() {
        return "rows";
    }

    @Override
    void write(Connection connection, List<RawTick> ticks) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE tick (series INTEGER, time_msc INTEGER, number INTEGER, bid REAL, ask REAL,"
                    + " last REAL, volume REAL, flags INTEGER, PRIMARY KEY (series, time_msc, number)) WITHOUT ROWID");
        }
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO tick VALUES (1, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < ticks.size(); i++) {
                RawTick tick = ticks.get(i);
                insert.setLong(1, tick.timeMsc());
                insert.setLong(2, i);
                insert.setDouble(3, tick.bid());
                insert.setDouble(4, tick.ask());
                insert.setDouble(5, tick.last());
                insert.setDouble(6, tick.volume());
                insert.setInt(7, tick.flags());
                insert.executeUpdate();
                if (i % COMMIT == COMMIT - 1) {
                    connection.commit();
                }
            }
        }
    }

    @Override
    double read(Connection connection) throws SQLException {
        double sum = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT time_msc, bid, ask, last, volume, flags FROM tick WHERE series = 1 ORDER BY time_msc")) {
            while (rows.next()) {
                RawTick tick = new RawTick(
                        "X",
                        rows.getLong(1),
                        rows.getDouble(2),
                        rows.getDouble(3),
                        rows.getDouble(4),
                        rows.getDouble(5),
                        rows.getInt(6));
                sum += tick.bid();
            }
        }
        return sum;
    }
}
