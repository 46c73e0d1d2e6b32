package io.tickwire.journal;

import io.tickwire.domain.message.JournalStatus;
import io.tickwire.ops.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteException;

/**
 * The one writer of a database: what waits is committed together, with one sync of the disk. A write that must be durable
 * before something happens fails when the disk does; a write that tells what is already so is kept, in order, and
 * written as soon as the disk works again. Any thread may hand in; one thread of its own writes.
 */
final class GroupCommitter {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitter.class);
    private static final int MAX_BATCH = 256;
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_KEPT = 20_000;
    private static final Duration SILENT = Duration.ofSeconds(3);
    private static final long RETRY_MS = 500;
    private static final int PRIMARY_CODE = 0xFF;

    /** One change of the database. */
    @FunctionalInterface
    interface Write {
        void apply(Statements statements) throws SQLException;
    }

    /** @param written runs when it is durable, however late; null = nobody waits for that */
    private record Job(Write write, boolean keep, Runnable written, long handedNanos, Promise<Void> done) {
        void told() {
            if (written != null) {
                written.run();
            }
        }
    }

    private final Schema schema;
    private final Clock clock;
    private final Connection connection;
    private final Statements statements;
    private final BatchListener listener;
    private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ArrayDeque<Job> kept = new ArrayDeque<>();
    private final Queue<String> pragmas = new ConcurrentLinkedQueue<>();
    private final Thread writer;
    private volatile JournalStatus status = JournalStatus.HEALTHY;
    /** When the write that the disk is at was handed in; null while there is none. */
    private volatile Long oldestNanos;

    private volatile boolean closing;

    /** Told of each commit, on the writer's thread. */
    @FunctionalInterface
    interface BatchListener {
        void committed(int writes);
    }

    /** @param connection in auto-commit mode, transactions are begun and ended here; closed by {@link #close} */
    GroupCommitter(Connection connection, Schema schema, BatchListener listener, Clock clock) {
        this.schema = schema;
        this.clock = clock;
        this.connection = connection;
        this.statements = new Statements(connection);
        this.listener = listener;
        this.writer = new Thread(this::run, schema.id() + "-writer");
        writer.setDaemon(true);
        writer.start();
    }

    /** Healthy while the last write worked and none waits for long: a disk may hang instead of failing. */
    JournalStatus status() {
        JournalStatus last = status;
        Long oldest = oldestNanos;
        if (!last.healthy() || oldest == null) {
            return last;
        }
        long waitingMs = (clock.nanos() - oldest) / 1_000_000;
        return waitingMs > SILENT.toMillis()
                ? JournalStatus.failed("the disk does not answer: a write waits since " + waitingMs / 1000 + " s")
                : last;
    }

    /** Durable when the future succeeds; when it fails the write did not happen and will not. */
    Future<Void> must(Write write) {
        return hand(new Job(write, false, null, clock.nanos(), Promise.promise()));
    }

    /** Durable when the future succeeds; when it fails the write is kept and done later. */
    Future<Void> keep(Write write) {
        return keep(write, null);
    }

    /** As {@link #keep(Write)}; {@code written} runs on the writer's thread once it is durable. */
    Future<Void> keep(Write write, Runnable written) {
        return hand(new Job(write, true, written, clock.nanos(), Promise.promise()));
    }

    /** Sets a limit of the connection, on the writer's thread. */
    void pragma(String name, long value) {
        pragmas.add("PRAGMA " + name + " = " + value);
    }

    private void applyPragmas() throws SQLException {
        for (String pragma = pragmas.poll(); pragma != null; pragma = pragmas.poll()) {
            run(pragma);
        }
    }

    private Future<Void> hand(Job job) {
        if (closing || !waiting.offer(job)) {
            return Future.failedFuture(new JournalUnavailableException(
                    schema.name() + (closing ? " is closed" : " is behind: " + MAX_WAITING + " writes wait")));
        }
        return job.done().future();
    }

    private void run() {
        List<Job> batch = new ArrayList<>(MAX_BATCH);
        while (!closing || !waiting.isEmpty()) {
            batch.clear();
            if (take(batch)) {
                oldestNanos = batch.isEmpty() ? clock.nanos() : batch.get(0).handedNanos();
                commit(batch);
                oldestNanos = null;
            }
        }
        commit(List.of());
        end();
    }

    private boolean take(List<Job> batch) {
        try {
            Job first = waiting.poll(RETRY_MS, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                waiting.drainTo(batch, MAX_BATCH - 1);
            }
            return first != null || !status.healthy();
        } catch (InterruptedException stop) {
            closing = true;
            return false;
        }
    }

    private void commit(List<Job> batch) {
        try {
            applyPragmas();
            run("BEGIN IMMEDIATE");
            for (Job job : kept) {
                job.write().apply(statements);
            }
            for (Job job : batch) {
                job.write().apply(statements);
            }
            if (batch.isEmpty()) {
                probe();
            }
            run("COMMIT");
            kept.forEach(Job::told);
            kept.clear();
            batch.forEach(Job::told);
            healthy();
            listener.committed(batch.size());
            batch.forEach(job -> job.done().complete());
        } catch (SQLException | RuntimeException failure) {
            rollback();
            if (isDisk(failure)) {
                failed(batch, failure);
            } else {
                alone(batch, failure);
            }
        }
    }

    /** An empty transaction would not touch the disk, so it would prove nothing. */
    private void probe() throws SQLException {
        statements.of(schema.probe()).executeUpdate();
    }

    /** One write is at fault, not the disk: the others must not suffer for it. */
    private void alone(List<Job> batch, Exception cause) {
        LOG.warn("{}: a write failed: {}", schema.id(), cause.toString());
        dropBroken();
        if (batch.size() == 1) {
            batch.get(0).done().fail(cause);
            return;
        }
        for (Job job : batch) {
            commit(List.of(job));
        }
    }

    private void dropBroken() {
        kept.removeIf(job -> {
            try {
                run("BEGIN IMMEDIATE");
                job.write().apply(statements);
                return false;
            } catch (SQLException | RuntimeException broken) {
                LOG.error("{}: a write is given up", schema.id(), broken);
                return !isDisk(broken);
            } finally {
                rollback();
            }
        });
    }

    private void failed(List<Job> batch, Exception failure) {
        String why = schema.name() + " cannot be written: " + failure.getMessage();
        if (status.healthy()) {
            LOG.error("{}; {}", why, schema.unwritable());
        }
        status = JournalStatus.failed(why);
        for (Job job : batch) {
            if (job.keep() && kept.size() < MAX_KEPT) {
                kept.add(job);
            } else if (job.keep()) {
                LOG.error("{}: too much waits for the disk, a write is lost; reconciliation will find it", schema.id());
            }
            job.done().fail(new JournalUnavailableException(why));
        }
    }

    private void healthy() {
        if (!status.healthy()) {
            LOG.info("{}: writing again", schema.id());
            status = JournalStatus.HEALTHY;
        }
    }

    private static boolean isDisk(Exception failure) {
        if (!(failure instanceof SQLiteException sqlite)) {
            return failure instanceof SQLException;
        }
        return switch (sqlite.getResultCode().code & PRIMARY_CODE) {
            case 1, 19, 20, 21, 25 -> false; // ERROR, CONSTRAINT, MISMATCH, MISUSE, RANGE: the statement is wrong
            default -> true;
        };
    }

    private void rollback() {
        // A statement that failed because the disk was full cannot be used again.
        statements.forget();
        try {
            run("ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            // SQLite does it itself when the disk is full.
            LOG.debug("{}: rollback: {}", schema.id(), alreadyRolledBack.toString());
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void end() {
        try {
            connection.close();
        } catch (SQLException failure) {
            LOG.warn("{}: close: {}", schema.id(), failure.toString());
        }
    }

    /** Writes what waits, then closes the connection. Blocks for at most the time given. */
    void close(long timeoutMs) {
        closing = true;
        // Wakes the writer, which would otherwise look in half a second.
        waiting.offer(new Job(nothing -> {}, false, null, clock.nanos(), Promise.promise()));
        try {
            writer.join(timeoutMs);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
