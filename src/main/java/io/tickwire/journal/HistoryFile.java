package io.tickwire.journal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A history opened for reading only, at one moment of its life: no lock is taken, so a node may go on writing beside it,
 * and what it writes meanwhile is not seen. One thread.
 */
public final class HistoryFile implements AutoCloseable {
    private final Connection connection;
    private final Statements statements;
    private final HistoryRows rows;
    private final Path file;

    private HistoryFile(Connection connection, Path file) {
        this.connection = connection;
        this.statements = new Statements(connection);
        this.rows = new HistoryRows(statements);
        this.file = file;
    }

    /** Takes ticks in columns, oldest first; says whether it wants more. */
    @FunctionalInterface
    public interface Reader {
        boolean take(TickBlock block);
    }

    /**
     * @param storage folder of {@code storage.path}
     * @throws JournalUnavailableException when there is none or it cannot be opened, with what to do
     */
    public static HistoryFile open(Path storage) {
        Path file = SqliteHistoryStore.folder(storage).resolve(HistorySchema.SCHEMA.file());
        if (!Files.isRegularFile(file)) {
            throw new JournalUnavailableException("no history in "
                    + SqliteHistoryStore.folder(storage).toAbsolutePath().normalize()
                    + ": give the folder of storage.path with --folder, import something, or start the bridge");
        }
        HistoryFile opened = null;
        try {
            opened = new HistoryFile(SqliteStore.connect(file, true), file);
            // One transaction: every question sees the same moment.
            opened.connection.setAutoCommit(false);
            int version = Migrations.version(opened.connection);
            if (version > HistorySchema.SCHEMA.latest()) {
                throw new JournalUnavailableException("the history has schema version " + version
                        + ", this release knows only " + HistorySchema.SCHEMA.latest() + ": use the newer release");
            }
            return opened;
        } catch (SQLException | JournalUnavailableException broken) {
            if (opened != null) {
                opened.close();
            }
            throw broken instanceof JournalUnavailableException known ? known : damaged(file, broken);
        }
    }

    private static JournalUnavailableException damaged(Path file, Exception broken) {
        return new JournalUnavailableException(file.toAbsolutePath() + " cannot be read: " + broken.getMessage()
                + "; keep a copy of it, then " + HistorySchema.SCHEMA.remedy());
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException | DamagedBlockException broken) {
            throw damaged(file, broken);
        }
    }

    public List<SeriesInfo> list() {
        return ask(rows::list);
    }

    public List<HistoryGap> gaps() {
        return ask(rows::gaps);
    }

    public TickPage ticks(TickSpan span) {
        return ask(() -> rows.ticks(span));
    }

    public BarPage bars(BarSpan span) {
        return ask(() -> rows.bars(span));
    }

    /** Bytes of the file that are in use. */
    public long bytesUsed() {
        return ask(rows::bytesUsed);
    }

    /** Reads all blocks that touch a span in time order: the fast way to many ticks. */
    public void scan(String series, long fromMsc, long toMsc, Reader reader) {
        ask(() -> {
            rows.blocks(rows.series(series), fromMsc, toMsc, false, reader::take);
            return null;
        });
    }

    /** What is wrong with the file, one line each; empty = nothing. */
    public List<String> verify() {
        List<String> damage = new ArrayList<>();
        ask(() -> {
            try (ResultSet check = statements.of("PRAGMA quick_check(5)").executeQuery()) {
                while (check.next()) {
                    if (!"ok".equals(check.getString(1))) {
                        damage.add(check.getString(1));
                    }
                }
            }
            try (ResultSet blocks = statements
                    .of("SELECT s.name, b.id, b.first_msc, b.last_msc, b.ticks, b.data FROM block b"
                            + " JOIN series s ON s.id = b.series ORDER BY s.id, b.first_msc, b.id")
                    .executeQuery()) {
                String series = "";
                long before = Long.MIN_VALUE;
                while (blocks.next()) {
                    before = blocks.getString(1).equals(series) ? before : Long.MIN_VALUE;
                    series = blocks.getString(1);
                    String problem = problem(blocks, before);
                    if (!problem.isEmpty()) {
                        damage.add("block " + blocks.getLong(2) + " of " + series + ": " + problem);
                    }
                    before = blocks.getLong(4);
                }
            }
            return null;
        });
        return damage;
    }

    private static String problem(ResultSet row, long before) throws SQLException {
        try {
            TickBlock block = TickBlockCodec.decode(row.getBytes(6));
            long[] times = block.timesMsc();
            boolean asTold = times.length == row.getLong(5)
                    && times[0] == row.getLong(3)
                    && times[times.length - 1] == row.getLong(4);
            return !asTold
                    ? "it does not hold what its row says"
                    : times[0] < before ? "it begins before the one before it ends" : "";
        } catch (DamagedBlockException damaged) {
            return damaged.getMessage();
        }
    }

    @Override
    public void close() {
        statements.forget();
        try {
            connection.close();
        } catch (SQLException nothingToLose) {
            // Only read: there is nothing that closing could lose.
        }
    }
}
