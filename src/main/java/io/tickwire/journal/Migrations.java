package io.tickwire.journal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Versions of the journal's schema; each step is one transaction, and none is ever changed once released. */
final class Migrations {
    private static final List<List<String>> STEPS = List.of(List.of(
            """
            CREATE TABLE signal (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                account TEXT NOT NULL,
                symbol TEXT NOT NULL,
                intent_msc INTEGER NOT NULL,
                content TEXT NOT NULL,
                status TEXT NOT NULL,
                outcome TEXT,
                outcome_msc INTEGER
            )""",
            "CREATE INDEX signal_open ON signal (account, number) WHERE status IN ('pending', 'unknown')",
            "CREATE INDEX signal_time ON signal (account, intent_msc)",
            """
            CREATE TABLE event (
                account TEXT NOT NULL,
                seq INTEGER NOT NULL,
                time_msc INTEGER NOT NULL,
                signal_id TEXT,
                content TEXT NOT NULL,
                PRIMARY KEY (account, seq)
            ) WITHOUT ROWID""",
            "CREATE INDEX event_time ON event (account, time_msc)",
            "CREATE TABLE epoch (account TEXT NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY (account, epoch)) WITHOUT ROWID",
            "CREATE TABLE risk (account TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID"));

    private Migrations() {}

    /** The version that this release writes. */
    static int latest() {
        return STEPS.size();
    }

    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /** @throws JournalUnavailableException when a newer release wrote the file */
    static void run(Connection connection) throws SQLException {
        int found = version(connection);
        if (found > latest()) {
            throw new JournalUnavailableException("the journal has schema version " + found
                    + ", this release knows only " + latest() + ": run the newer release, or restore a backup");
        }
        for (int step = found; step < latest(); step++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                for (String sql : STEPS.get(step)) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + (step + 1));
                statement.execute("COMMIT");
            }
        }
    }
}
