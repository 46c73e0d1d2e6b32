package io.tickwire.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A journal's file opened for reading only, at one moment of its life: no lock is taken, so a bridge may go on writing
 * beside it, and what it writes meanwhile is not seen. One thread.
 */
final class JournalFile implements AutoCloseable {
    private final Connection connection;
    private final Path file;

    private JournalFile(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
    }

    /** What is done with each row. */
    @FunctionalInterface
    interface Row<X extends Exception> {
        void take(ResultSet row) throws SQLException, X;
    }

    /** @throws JournalUnavailableException when there is none or it cannot be opened, with what to do */
    static JournalFile open(Path folder) {
        Path file = folder.resolve(JournalFolder.DATABASE);
        if (!Files.isRegularFile(file)) {
            throw new NoJournalException(folder);
        }
        JournalFile opened = null;
        try {
            opened = new JournalFile(SqliteStore.connect(file, true), file);
            // One transaction: every question sees the same moment.
            opened.connection.setAutoCommit(false);
            // The file is first touched by a question: what keeps it shut is no damage of what is in it.
            opened.schema();
            return opened;
        } catch (SQLException broken) {
            if (opened != null) {
                opened.close();
            }
            throw new JournalUnavailableException(file.toAbsolutePath() + " cannot be opened: " + broken.getMessage());
        }
    }

    /** @throws JournalUnavailableException when this release cannot read the rows */
    void checkSchema() throws SQLException {
        int found = schema();
        if (found > JournalSchema.SCHEMA.latest()) {
            throw new JournalUnavailableException("the journal has schema version " + found
                    + ", this release knows only " + JournalSchema.SCHEMA.latest() + ": use the newer release");
        }
        if (found == 0) {
            throw new JournalUnavailableException(file.toAbsolutePath() + " is no journal: it has schema version 0");
        }
    }

    int schema() throws SQLException {
        return Migrations.version(connection);
    }

    /** Every row of a query; parameters are text or integers. */
    <X extends Exception> void rows(Row<X> row, String sql, Object... parameters) throws SQLException, X {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    row.take(rows);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException nothingToLose) {
            // Only read: there is nothing that closing could lose.
        }
    }
}
