package io.tickwire.bench.history;

import io.tickwire.domain.RawTick;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A way to keep ticks, measured beside the one that was taken. */
abstract class Candidate {
    abstract String name();

    /** Makes its table and writes all in order, committing now and then. */
    abstract void write(Connection connection, List<RawTick> ticks) throws SQLException;

    /** Reads all in order; the sum of the bids shows that it did. */
    abstract double read(Connection connection) throws SQLException;

    final void write(Path file, List<RawTick> ticks) throws IOException {
        try (Connection connection = open(file)) {
            connection.setAutoCommit(false);
            write(connection, ticks);
            connection.commit();
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    final double read(Path file) throws IOException {
        try (Connection connection = open(file)) {
            return read(connection);
        } catch (SQLException failure) {
            throw new IOException(failure);
        }
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
        }
        return connection;
    }
}
