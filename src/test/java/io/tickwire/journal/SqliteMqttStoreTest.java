package io.tickwire.journal;

import static io.tickwire.journal.MqttChanges.body;
import static io.tickwire.journal.MqttChanges.message;
import static io.tickwire.journal.MqttChanges.queued;
import static io.tickwire.journal.MqttChanges.session;
import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteMqttStoreTest extends MqttStoreContract {
    @TempDir
    Path storage;

    @Override
    protected Place place() {
        return new Folder();
    }

    /** A folder that goes when it is closed. */
    private static final class Folder implements Place {
        private final Path storage;
        private SqliteMqttStore store;

        Folder() {
            try {
                storage = Files.createTempDirectory("mqttstore");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            store = opened(storage);
        }

        @Override
        public MqttStore store() {
            return store;
        }

        @Override
        public MqttStore reopened() {
            store.close();
            store = opened(storage);
            return store;
        }

        @Override
        public void close() {
            store.close();
            try (Stream<Path> files = Files.walk(storage)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private static SqliteMqttStore opened(Path storage) {
        SqliteMqttStore store = new SqliteMqttStore(storage, commits -> {});
        store.open();
        return store;
    }

    private Path database() {
        return storage.resolve("mqtt").resolve("mqtt.db");
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = SqliteStore.connect(database(), false);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static String refused(Runnable open) {
        return assertThrows(JournalUnavailableException.class, open::run).getMessage();
    }

    private static Throwable failure(Future<?> future) {
        return assertThrows(RuntimeException.class, () -> await(future)).getCause();
    }

    private static List<MqttChange> large(long id) {
        return List.of(new MqttChange.MessageKept(id, body("t", new byte[50_000])), queued("a", id, id));
    }

    @Test
    void onAFullDiskNothingOfABatchIsMadeAndLaterOnesAreAgain() {
        SqliteMqttStore store = opened(storage);
        await(store.commit(List.of(session("a"))));
        store.store().limitPages(true);
        List<MqttChange> tooMuch = new ArrayList<>(List.of(session("b"), new MqttChange.Retained(body("r"))));
        tooMuch.addAll(large(1));
        Throwable full = failure(store.commit(tooMuch));
        assertInstanceOf(JournalUnavailableException.class, full);
        assertTrue(full.getMessage().startsWith("the MQTT store cannot be written"), full.getMessage());
        assertFalse(store.status().healthy());
        store.store().limitPages(false);
        await(store.commit(List.of(session("c"))));
        await(store.commit(large(2)));
        assertTrue(store.status().healthy());
        List<MqttChange> there = new ArrayList<>(List.of(session("a"), session("c")));
        there.addAll(large(2));
        assertEquals(NaiveMqttStore.lines(there), held(store));
        store.close();
    }

    @Test
    void aBatchThatCannotBeWrittenIsNotMadeInPartAndHurtsNoOther() {
        SqliteMqttStore store = opened(storage);
        Future<Void> wrong =
                store.commit(List.of(session("a"), new MqttChange.SessionKept("b", 5, 0, 0, null), session("c")));
        await(store.commit(List.of(session("d"))));
        assertInstanceOf(JournalUnavailableException.class, failure(wrong));
        assertEquals(NaiveMqttStore.lines(List.of(session("d"))), held(store));
        store.close();
    }

    /** A disk that does not answer until it is told to. */
    private static final class SlowDisk {
        private final CountDownLatch answer = new CountDownLatch(1);
        private final Future<Void> write;

        SlowDisk(SqliteStore store) throws InterruptedException {
            CountDownLatch writing = new CountDownLatch(1);
            write = store.must(sql -> {
                writing.countDown();
                try {
                    answer.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            });
            writing.await();
        }
    }

    @Test
    void anOrderDoesNotWaitForMqtt() throws Exception {
        SqliteStore orders = new SqliteStore(storage, writes -> {});
        orders.open();
        SqliteMqttStore store = opened(storage);
        SlowDisk disk = new SlowDisk(store.store());
        await(orders.journal("sim").intent(JournalContract.signal("EURUSD"), 1));
        assertFalse(disk.write.isComplete());
        disk.answer.countDown();
        await(disk.write);
        store.close();
        orders.close();
    }

    @Test
    void aBatchIsWhatItWasWhenItWasHandedIn() throws Exception {
        SqliteMqttStore store = opened(storage);
        SlowDisk disk = new SlowDisk(store.store());
        List<MqttChange> batch = new ArrayList<>(List.of(session("a")));
        Future<Void> made = store.commit(batch);
        batch.add(session("b"));
        disk.answer.countDown();
        await(made);
        assertEquals(NaiveMqttStore.lines(List.of(session("a"))), held(store));
        store.close();
    }

    @Test
    void isInUseByOneProcessAtATime() {
        SqliteMqttStore first = opened(storage);
        SqliteMqttStore second = new SqliteMqttStore(storage, commits -> {});
        String why = assertThrows(JournalInUseException.class, second::open).getMessage();
        assertEquals(
                "another process uses the MQTT store in "
                        + storage.resolve("mqtt").toAbsolutePath()
                        + ": end it, or set $.storage.path to another folder",
                why);
        first.close();
        second.open();
        second.close();
    }

    @Test
    void failsWithTheReasonWhileItIsNotOpen() {
        SqliteMqttStore store = new SqliteMqttStore(storage, commits -> {});
        assertEquals(
                "the MQTT store is not open yet",
                failure(store.commit(List.of())).getMessage());
        store.open();
        store.close();
        assertEquals("the MQTT store is closed", failure(store.load()).getMessage());
    }

    @Test
    void refusesAFileOfANewerReleaseAndSaysWhatToDo() throws Exception {
        opened(storage).close();
        sql("PRAGMA user_version = 99");
        assertEquals(
                "the MQTT store in " + database().getParent().toAbsolutePath()
                        + " cannot be used, see $.storage.path: the MQTT store has schema version 99, this release"
                        + " knows only 1: run the newer release, or restore a backup",
                refused(() -> opened(storage)));
    }

    @Test
    void refusesADamagedFileAndSaysWhatToDo() throws Exception {
        SqliteMqttStore store = opened(storage);
        await(store.commit(List.of(session("a"))));
        for (int i = 1; i < 20; i++) {
            await(store.commit(large(i)));
        }
        store.close();
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        for (long from : new long[] {4096 * 3, 0}) {
            overwrite(from);
            String why = refused(() -> opened(storage));
            assertTrue(
                    why.startsWith("the MQTT store in " + database().getParent().toAbsolutePath() + " cannot be used"),
                    why);
            assertTrue(why.contains("the file is damaged"), why);
            assertTrue(why.contains("move mqtt.db, mqtt.db-wal and mqtt.db-shm away"), why);
        }
        Files.delete(database());
        SqliteMqttStore anew = opened(storage);
        assertEquals(List.of(), held(anew));
        anew.close();
    }

    private void overwrite(long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(database().toFile(), "rw")) {
            for (long at = from; at < file.length(); at += 64) {
                file.seek(at);
                file.writeLong(-1);
            }
        }
    }

    @Test
    void whatIsDurableSurvivesATornTail() throws IOException {
        SqliteMqttStore store = opened(storage);
        await(store.commit(List.of(session("a"), message(1), queued("a", 1, 1))));
        List<String> durable = held(store);
        // What a crash leaves: the write-ahead log ends in the middle of a frame.
        Path crashed = Files.createDirectories(storage.resolve("crashed").resolve("mqtt"));
        for (String name : List.of("mqtt.db", "mqtt.db-wal")) {
            Files.copy(database().resolveSibling(name), crashed.resolve(name));
        }
        Files.write(crashed.resolve("mqtt.db-wal"), new byte[1234], StandardOpenOption.APPEND);
        SqliteMqttStore after = opened(crashed.getParent());
        assertEquals(durable, held(after));
        after.close();
        store.close();
    }
}
