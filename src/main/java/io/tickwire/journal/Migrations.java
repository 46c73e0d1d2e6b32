package io.tickwire.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Brings a database to the version that this release writes. */
final class Migrations {
    private Migrations() {}

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /** @throws JournalUnavailableException when a newer release wrote the file */
    static void run(Connection connection, Schema schema) throws SQLException {
        int found = version(connection);
        if (found > schema.latest()) {
            throw new JournalUnavailableException(schema.name() + " has schema version " + found
                    + ", this release knows only " + schema.latest() + ": run the newer release, or restore a backup");
        }
        for (int step = found; step < schema.latest(); step++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                for (String sql : schema.steps().get(step)) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + (step + 1));
                statement.execute("COMMIT");
            }
        }
    }
}
