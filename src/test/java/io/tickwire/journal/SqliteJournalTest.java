package io.tickwire.journal;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.SignalsQuery;
import io.tickwire.ops.ManualClock;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteJournalTest extends JournalContract {
    @TempDir
    Path folder;

    private final AtomicInteger commits = new AtomicInteger();
    private final List<SqliteStore> stores = new ArrayList<>();

    @Override
    protected Journal open() {
        return store(folder).journal("sim");
    }

    private Journal journal() {
        return stores.get(0).journal("sim");
    }

    private SqliteStore store(Path where) {
        SqliteStore store = new SqliteStore(where, writes -> commits.incrementAndGet());
        stores.add(store);
        store.open();
        return store;
    }

    @AfterEach
    void close() {
        stores.forEach(SqliteStore::close);
    }

    private Journal reopened() {
        close();
        Journal journal = store(folder).journal("sim");
        await(journal.restore(EPOCH + 1));
        return journal;
    }

    private static void sql(Path file, String statement) throws Exception {
        try (Connection connection = SqliteStore.connect(file, false);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private Path database() {
        return folder.resolve(JournalFolder.DATABASE);
    }

    @Test
    void keepsEverythingOverARestart() {
        Journal before = journal();
        Signal signal = signal("EURUSD");
        await(before.intent(signal, 1));
        await(before.outcome(executed(signal), 2));
        await(before.event(event(1)));
        Journal after = reopened();
        assertEquals(executed(signal), await(after.find(signal.id())).get().outcome());
        assertEquals(
                List.of(event(1)),
                await(after.events(new ExecutionsQuery(new Resume(EPOCH, 0), 10)))
                        .events());
    }

    @Test
    void commitsWhatWaitsTogether() {
        Journal journal = journal();
        int before = commits.get();
        List<Future<Void>> writes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            writes.add(journal.intent(signal("EURUSD"), i));
        }
        await(Future.all(writes));
        assertTrue(commits.get() - before < 500, "1000 writes took " + (commits.get() - before) + " commits");
        assertEquals(
                1000,
                await(journal.signals(SignalsQuery.newest(2000))).signals().size());
    }

    @Test
    void aWriteThatIsAtFaultHurtsNoOther() {
        Journal journal = journal();
        Signal twice = signal("EURUSD");
        Signal other = signal("EURUSD");
        await(journal.intent(twice, 1));
        Future<Void> wrong = journal.intent(twice, 2);
        Future<Void> right = journal.intent(other, 2);
        await(right);
        assertThrows(RuntimeException.class, () -> await(wrong));
        assertEquals(other, await(journal.find(other.id())).get().signal());
        assertTrue(journal.status().healthy(), journal.status().reason());
    }

    @Test
    void anIdIsKnownWhicheverAccountItWasSentTo() {
        SqliteStore store = stores.get(0);
        Signal signal = signal("EURUSD");
        await(store.journal("sim").intent(signal, 1));
        assertEquals(
                signal, await(store.journal("other").find(signal.id())).get().signal());
        assertEquals(
                List.of(),
                await(store.journal("other").signals(SignalsQuery.newest(5))).signals());
    }

    @Test
    void refusesIntentsOnAFullDiskKeepsOutcomesAndGoesOnWhenThereIsRoom() throws Exception {
        SqliteStore store = stores.get(0);
        Journal journal = store.journal("sim");
        Signal sent = signal("EURUSD");
        await(journal.intent(sent, 1));
        // SQLite says SQLITE_FULL at this bound, as it does when the disk has no room.
        store.limitPages(true);
        await(fill(journal));
        assertFalse(journal.status().healthy());
        assertTrue(journal.status().reason().contains("full"), journal.status().reason());
        // Larger than what is left in the pages there are.
        SignalOutcome outcome =
                new SignalOutcome.Failed(sent.id(), Refusal.of(ErrorCode.TERMINAL_REJECTED, "no".repeat(20_000)));
        assertThrows(RuntimeException.class, () -> await(journal.outcome(outcome, 3)));
        assertTrue(await(journal.find(sent.id())).get().open());
        store.limitPages(false);
        Awaitility.await().until(() -> journal.status().healthy());
        assertEquals(outcome, await(journal.find(sent.id())).get().outcome());
        await(journal.intent(signal("EURUSD"), 4));
    }

    @Test
    void knowsWhatCameOfASignalOnAFullDiskAndWritesItWhenThereIsRoom() {
        SqliteStore store = stores.get(0);
        Journal journal = store.journal("sim");
        Signal close = signal("EURUSD");
        SignalOutcome outcome =
                new SignalOutcome.Failed(close.id(), Refusal.of(ErrorCode.TERMINAL_REJECTED, "no".repeat(20_000)));
        Journal.Entry entry = new Journal.Entry(close, 1, outcome);
        store.limitPages(true);
        await(fill(journal));
        assertThrows(RuntimeException.class, () -> await(journal.settled(entry, 3)));
        assertEquals(Optional.of(entry), await(journal.find(close.id())));
        assertEquals(Optional.of(entry), await(store.journal("other").find(close.id())));
        store.limitPages(false);
        Awaitility.await().until(() -> journal.status().healthy());
        assertEquals(Optional.empty(), store.unwritten().find(close.id()), "it is on the disk");
        assertEquals(Optional.of(entry), await(reopened().find(close.id())));
    }

    @Test
    void writesWhatCameOfASignalWhileItWasNotOpen() {
        SqliteStore store = stores.get(0);
        Signal close = signal("EURUSD");
        Journal.Entry entry = new Journal.Entry(close, 1, executed(close));
        store.close();
        assertThrows(RuntimeException.class, () -> await(store.journal("sim").settled(entry, 3)));
        store.open();
        await(store.journal("sim").restore(EPOCH + 1));
        assertEquals(Optional.empty(), store.unwritten().find(close.id()), "it is on the disk");
        assertEquals(Optional.of(entry), await(store.journal("sim").find(close.id())));
    }

    @Test
    void aDiskThatDoesNotAnswerIsNotHealthy() throws Exception {
        close();
        ManualClock clock = new ManualClock();
        SqliteStore store = new SqliteStore(folder, writes -> {}, clock);
        stores.add(store);
        store.open();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch disk = new CountDownLatch(1);
        Future<Void> write = store.keep(sql -> {
            writing.countDown();
            try {
                disk.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        writing.await();
        clock.advanceMillis(3_000);
        assertTrue(store.status().healthy(), "slow is not dead");
        clock.advanceMillis(1);
        assertEquals(
                "the disk does not answer: a write waits since 3 s",
                store.status().reason());
        disk.countDown();
        await(write);
        Awaitility.await().until(() -> store.status().healthy());
        clock.advanceMillis(60_000);
        assertTrue(store.status().healthy(), "nothing waits");
    }

    private Future<Void> fill(Journal journal) {
        return journal.intent(signal("EURUSD"), 2).compose(fits -> fill(journal), full -> Future.succeededFuture());
    }

    @Test
    void isInUseByOneProcessAtATime() {
        SqliteStore second = new SqliteStore(folder, writes -> {});
        JournalInUseException refused = assertThrows(JournalInUseException.class, second::open);
        assertTrue(refused.getMessage().contains("storage.path"), refused.getMessage());
        close();
        second.open();
        second.close();
    }

    @Test
    void saysWhyAFolderCannotBeUsedAndCanBeOpenedOnceItCan() throws IOException {
        Path blocked = folder.resolve("file");
        Files.writeString(blocked, "not a folder");
        SqliteStore store = new SqliteStore(blocked.resolve("data"), writes -> {});
        stores.add(store);
        assertThrows(JournalUnavailableException.class, store::open);
        assertTrue(
                store.status().reason().contains("cannot be used"),
                store.status().reason());
        Journal journal = store.journal("sim");
        assertThrows(RuntimeException.class, () -> await(journal.intent(signal("EURUSD"), 1)));
        Files.delete(blocked);
        store.open();
        await(journal.intent(signal("EURUSD"), 1));
        assertTrue(store.status().healthy());
    }

    @Test
    void aTornTailLosesNothingThatWasAcknowledgedBefore() throws IOException {
        Signal signal = signal("EURUSD");
        await(stores.get(0).journal("sim").intent(signal, 1));
        // What a crash leaves: the write-ahead log ends in the middle of a frame.
        Path crashed = folder.resolve("crashed");
        Files.createDirectories(crashed);
        Files.copy(database(), crashed.resolve(JournalFolder.DATABASE));
        Path wal = crashed.resolve(JournalFolder.DATABASE + "-wal");
        Files.copy(folder.resolve(JournalFolder.DATABASE + "-wal"), wal);
        try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "rw")) {
            long end = file.length();
            file.seek(end);
            file.write(new byte[1234]);
        }
        Journal after = store(crashed).journal("sim");
        assertEquals(1, await(after.restore(EPOCH + 1)).open().size());
        assertEquals(signal, await(after.find(signal.id())).get().signal());
    }

    @Test
    void refusesAFileOfANewerRelease() throws Exception {
        close();
        sql(database(), "PRAGMA user_version = 99");
        SqliteStore store = new SqliteStore(folder, writes -> {});
        JournalUnavailableException refused = assertThrows(JournalUnavailableException.class, store::open);
        assertTrue(refused.getMessage().contains("version 99"), refused.getMessage());
    }

    @Test
    void refusesADamagedFile() throws IOException {
        Journal journal = journal();
        for (int i = 0; i < 200; i++) {
            await(journal.intent(signal("EURUSD"), i));
        }
        close();
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
            for (long at = 4096 * 3; at < file.length(); at += 64) {
                file.seek(at);
                file.writeLong(-1);
            }
        }
        SqliteStore store = new SqliteStore(folder, writes -> {});
        JournalUnavailableException refused = assertThrows(JournalUnavailableException.class, store::open);
        assertTrue(refused.getMessage().contains("cannot be used"), refused.getMessage());
    }

    @Test
    void aClockThatGoesBackDoesNotChangeTheOrder() {
        Journal journal = journal();
        Signal first = signal("EURUSD");
        Signal second = signal("EURUSD");
        await(journal.intent(first, 2_000));
        await(journal.intent(second, 1_000));
        assertEquals(
                List.of(second.id(), first.id()),
                await(journal.signals(SignalsQuery.newest(5))).signals().stream()
                        .map(record -> record.signal().id())
                        .toList());
    }
}
