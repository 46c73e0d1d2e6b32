package io.tickwire.journal;

import io.tickwire.domain.message.JournalStatus;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * A file of ours, the journal's unless another {@link Schema} is given: SQLite in WAL mode with {@code synchronous=FULL},
 * one group-committing writer and one reader. It may be opened again after a failure; until then everything fails with
 * the reason. Any thread, but {@link #open} and {@link #close} block.
 */
public final class SqliteStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
    private static final long CLOSE_MS = 2_000;
    private static final int MAX_READS = 20_000;
    private static final int CHECKPOINT_PAGES = 4_000;

    private final Schema schema;
    private final Clock clock;
    private final Path folder;
    private final IntConsumer batches;
    private final Unwritten unwritten = new Unwritten();
    private volatile Open open;
    private volatile String failure;

    /** What exists while the file is open. */
    private record Open(JournalFolder folder, GroupCommitter writer, Connection reading, Reads reads) {}

    private record Reads(ExecutorService thread, Statements statements) {}

    /** A question to the database. */
    @FunctionalInterface
    interface Read<T> {
        T apply(Statements statements) throws SQLException;
    }

    /**
     * The order journal.
     *
     * @param batches told how many writes each commit held
     */
    public SqliteStore(Path folder, IntConsumer batches) {
        this(folder, batches, Clock.system());
    }

    SqliteStore(Path folder, IntConsumer batches, Clock clock) {
        this(JournalSchema.SCHEMA, folder, batches, clock);
    }

    SqliteStore(Schema schema, Path folder, IntConsumer batches, Clock clock) {
        this.schema = schema;
        this.failure = schema.name() + " is not open yet";
        this.clock = clock;
        this.folder = folder;
        this.batches = batches;
    }

    /** The journal of one account in this file. */
    public Journal journal(String account) {
        return new SqliteJournal(this, account);
    }

    /**
     * Whether a process has the journal of a folder now. Takes its lock for a moment, where it is free. Blocks.
     *
     * @throws IOException when the folder cannot be written
     */
    public static boolean isInUse(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        try {
            JournalFolder.take(folder, JournalSchema.SCHEMA).close();
            return false;
        } catch (JournalInUseException held) {
            return true;
        }
    }

    public Path folder() {
        return folder;
    }

    /** Whether it is open and the last write worked; never blocks. */
    public JournalStatus status() {
        Open now = open;
        return now == null ? JournalStatus.failed(failure) : now.writer().status();
    }

    /**
     * Opens the file unless it is open. Blocks.
     *
     * @throws JournalInUseException when another process has it
     * @throws JournalUnavailableException when it cannot be used, with the reason
     */
    public synchronized void open() {
        if (open != null) {
            return;
        }
        JournalFolder taken = null;
        try {
            taken = JournalFolder.take(folder, schema);
            open = open(taken);
            LOG.debug("{}: {}", schema.id(), folder.toAbsolutePath());
            // What came of signals while the file was not open is written first of all.
            unwritten.all().forEach(entry -> journal(entry.signal().account()).settled(entry, entry.intentMsc()));
        } catch (IOException | SQLException | JournalUnavailableException broken) {
            release(taken);
            failure = schema.name() + " in " + folder.toAbsolutePath() + " cannot be used, see $.storage.path: "
                    + reason(broken);
            throw new JournalUnavailableException(failure);
        }
    }

    private String reason(Exception broken) {
        // Damage of the first pages is found before the file can be checked.
        boolean damaged = broken instanceof SQLiteException sqlite
                && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                        || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
        if (damaged) {
            return damaged(broken.getMessage());
        }
        return broken instanceof IOException ? broken.toString() : broken.getMessage();
    }

    private String damaged(String how) {
        return "the file is damaged (" + how + "): keep a copy of it, then " + schema.remedy();
    }

    private Open open(JournalFolder taken) throws SQLException {
        Path file = folder.resolve(schema.file());
        Connection writing = connect(file, false);
        try {
            if (schema.checkedAtStart()) {
                check(writing);
            }
            Migrations.run(writing, schema);
            Connection reading = connect(file, true);
            ThreadPoolExecutor thread =
                    new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_READS), task -> {
                        Thread reader = new Thread(task, schema.id() + "-reader");
                        reader.setDaemon(true);
                        return reader;
                    });
            return new Open(
                    taken,
                    new GroupCommitter(writing, schema, batches::accept, clock),
                    reading,
                    new Reads(thread, new Statements(reading)));
        } catch (SQLException | RuntimeException failed) {
            writing.close();
            throw failed;
        }
    }

    static Connection connect(Path file, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(2_000);
        // The driver would look for them after each insert, and nobody asks.
        config.setGetGeneratedKeys(false);
        if (readOnly) {
            config.setReadOnly(true);
            config.setOpenMode(SQLiteOpenMode.READONLY);
        } else {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
            config.setPragma(SQLiteConfig.Pragma.TEMP_STORE, "MEMORY");
        }
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
        if (!readOnly) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            }
        }
        return connection;
    }

    /** A broken file is told at the start, not by a wrong answer later. */
    private void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            String answer = row.getString(1);
            if (!"ok".equals(answer)) {
                throw new JournalUnavailableException(damaged(answer));
            }
        }
    }

    /** For tests of a full disk: the file may not grow, or may again. */
    void limitPages(boolean limited) {
        Open now = open;
        now.writer().pragma("max_page_count", limited ? 1 : Integer.MAX_VALUE - 1);
    }

    Future<Void> must(GroupCommitter.Write write) {
        Open now = open;
        return now == null ? unavailable() : now.writer().must(write);
    }

    Future<Void> keep(GroupCommitter.Write write) {
        Open now = open;
        return now == null ? unavailable() : now.writer().keep(write);
    }

    /** As {@link #keep(GroupCommitter.Write)}; {@code written} runs on the writer's thread once it is durable. */
    Future<Void> keep(GroupCommitter.Write write, Runnable written) {
        Open now = open;
        return now == null ? unavailable() : now.writer().keep(write, written);
    }

    Unwritten unwritten() {
        return unwritten;
    }

    <T> Future<T> read(Read<T> read) {
        Open now = open;
        if (now == null) {
            return unavailable();
        }
        Promise<T> promise = Promise.promise();
        try {
            now.reads().thread().execute(() -> {
                try {
                    promise.complete(read.apply(now.reads().statements()));
                } catch (SQLException | RuntimeException broken) {
                    promise.fail(
                            new JournalUnavailableException(schema.name() + " cannot be read: " + broken.getMessage()));
                }
            });
        } catch (RejectedExecutionException full) {
            promise.fail(new JournalUnavailableException("too many questions to " + schema.name() + " wait"));
        }
        return promise.future();
    }

    /** As {@link #read}, with all its questions asked at one moment of the file's life. */
    <T> Future<T> readAtOnce(Read<T> read) {
        return read(sql -> {
            sql.of("BEGIN").execute();
            try {
                return read.apply(sql);
            } finally {
                sql.of("COMMIT").execute();
            }
        });
    }

    private <T> Future<T> unavailable() {
        return Future.failedFuture(new JournalUnavailableException(failure));
    }

    /** Writes what waits, then lets go of the file. Blocks for a few seconds at most. */
    public synchronized void close() {
        Open now = open;
        open = null;
        failure = schema.name() + " is closed";
        if (now != null) {
            now.reads().thread().shutdown();
            try {
                now.reads().thread().awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS);
                // The writer goes last: it alone can fold the write-ahead log into the file.
                now.reading().close();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (SQLException ignored) {
                LOG.debug("{}: close: {}", schema.id(), ignored.toString());
            }
            now.writer().close(CLOSE_MS);
            release(now.folder());
        }
    }

    private void release(JournalFolder taken) {
        if (taken != null) {
            try {
                taken.close();
            } catch (IOException ignored) {
                LOG.debug("{}: unlock: {}", schema.id(), ignored.toString());
            }
        }
    }
}
