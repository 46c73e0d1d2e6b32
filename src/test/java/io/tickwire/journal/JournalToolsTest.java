package io.tickwire.journal;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.RiskState;
import io.tickwire.domain.Signal;
import io.tickwire.domain.SignalAction;
import io.tickwire.domain.SignalOutcome;
import io.tickwire.domain.Urgency;
import io.tickwire.journal.JournalExport.Format;
import io.tickwire.journal.JournalExport.Range;
import io.tickwire.journal.JournalExport.What;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking into a journal's file from outside. The store stays open, as with a running bridge, where nothing else is said. */
final class JournalToolsTest {
    @TempDir
    Path folder;

    private SqliteStore store;
    private Journal journal;

    @BeforeEach
    void open() {
        store = new SqliteStore(folder, writes -> {});
        store.open();
        journal = store.journal("sim");
        await(journal.restore(JournalContract.EPOCH));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Signal signal(String comment) {
        return new Signal(
                UUID.randomUUID(),
                "sim",
                "EURUSD",
                SignalAction.BUY,
                0.1,
                0,
                0,
                0,
                comment,
                Urgency.HIGH,
                7,
                0,
                -1,
                0,
                "");
    }

    private void sql(String statement) throws Exception {
        try (Connection connection = SqliteStore.connect(folder.resolve(JournalFolder.DATABASE), false);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private String export(What what, Format format, long from, long to) throws IOException {
        StringWriter out = new StringWriter();
        new JournalExport(folder, out).write(new Range(what, format, from, to));
        return out.toString();
    }

    @Test
    void callsAGoodJournalGoodBesideItsWriterAndListsWhatIsNotProven() {
        Signal done = signal("");
        Signal open = signal("");
        await(journal.intent(done, 1));
        await(journal.outcome(JournalContract.executed(done), 2));
        await(journal.intent(open, 3));
        await(journal.event(JournalContract.event(1)));
        await(journal.event(JournalContract.event(2)));
        await(journal.risk(RiskState.EMPTY));
        JournalAudit.Report report = JournalAudit.of(folder);
        assertEquals(
                new JournalAudit.Report(
                        List.of(
                                "schema version 2 (this release writes 2)",
                                "2 signals, 1 of them not proven",
                                "2 events",
                                "risk state of sim",
                                "0 messages of Expert Advisors"),
                        List.of("pending since 1970-01-01T00:00:00.003Z: " + open.id() + " BUY 0.1 EURUSD on sim"),
                        List.of()),
                report);
        assertTrue(report.good());
        await(journal.intent(signal("still writable"), 4));
    }

    @Test
    void callsAClosedJournalGoodWithAndWithoutItsLog() throws Exception {
        await(journal.intent(signal(""), 1));
        store.close();
        JournalAudit.Report withLog = JournalAudit.of(folder);
        assertEquals(List.of(), withLog.damage());
        assertEquals(1, withLog.unproven().size());
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        assertEquals(withLog, JournalAudit.of(folder));
    }

    @Test
    void saysThatAFileIsNoJournal() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(
                other.resolve(JournalFolder.DATABASE), "no database, but long enough to look like one".repeat(99));
        JournalUnavailableException wrong =
                assertThrows(JournalUnavailableException.class, () -> JournalAudit.of(other));
        assertTrue(wrong.getMessage().contains("cannot be opened"), wrong.getMessage());
    }

    @Test
    void aTornTailIsNoDamage() throws Exception {
        await(journal.intent(signal(""), 1));
        Path crashed = Files.createDirectories(folder.resolve("crashed"));
        for (String name : List.of(JournalFolder.DATABASE, JournalFolder.DATABASE + "-wal")) {
            Files.copy(folder.resolve(name), crashed.resolve(name));
        }
        Files.write(crashed.resolve(JournalFolder.DATABASE + "-wal"), new byte[1234], StandardOpenOption.APPEND);
        JournalAudit.Report report = JournalAudit.of(crashed);
        assertEquals(List.of(), report.damage());
        assertEquals(1, report.unproven().size());
    }

    @Test
    void tellsOfADamagedPage() throws Exception {
        for (int i = 0; i < 200; i++) {
            await(journal.intent(signal(""), i));
        }
        store.close();
        // The pages are still in the write-ahead log, where damage in the file would not be seen.
        sql("PRAGMA wal_checkpoint(TRUNCATE)");
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve(JournalFolder.DATABASE).toFile(), "rw")) {
            for (long at = 4096 * 3; at < file.length(); at += 64) {
                file.seek(at);
                file.writeLong(-1);
            }
        }
        JournalAudit.Report report = JournalAudit.of(folder);
        assertFalse(report.good());
        assertTrue(report.damage().get(0).startsWith("file: "), report.damage().toString());
    }

    @Test
    void tellsOfEachUnreadableRowAndReadsTheOthers() throws Exception {
        await(journal.intent(signal(""), 1));
        await(journal.intent(signal(""), 2));
        await(journal.event(JournalContract.event(1)));
        sql("UPDATE signal SET content = '{\"id\":' WHERE number = 1");
        sql("UPDATE event SET content = 'x'");
        JournalAudit.Report report = JournalAudit.of(folder);
        assertEquals(2, report.damage().size(), report.damage().toString());
        assertTrue(
                report.damage().get(0).startsWith("signal 1: a row"),
                report.damage().toString());
        assertTrue(
                report.damage().get(1).startsWith("event 1 of sim: a row"),
                report.damage().toString());
        assertEquals(1, report.unproven().size());
        assertThrows(JournalUnavailableException.class, () -> export(What.SIGNALS, Format.JSONL, 0, Long.MAX_VALUE));
    }

    @Test
    void tellsOfAnOutcomeThatContradictsItsStatus() throws Exception {
        await(journal.intent(signal(""), 1));
        sql("UPDATE signal SET status = 'success'");
        assertEquals(
                List.of("signal 1: its columns and its content contradict each other"),
                JournalAudit.of(folder).damage());
    }

    @Test
    void tellsOfGapsInTheEventsOfEachAccount() throws Exception {
        Journal other = store.journal("other");
        for (long seq = 1; seq <= 5; seq++) {
            await(journal.event(JournalContract.event(seq)));
            await(other.event(JournalContract.event(seq)));
        }
        sql("DELETE FROM event WHERE account = 'sim' AND seq IN (1, 3, 4)");
        assertEquals(
                List.of("events of sim: 1 to 1 are missing", "events of sim: 3 to 4 are missing"),
                JournalAudit.of(folder).damage());
    }

    @Test
    void saysThatANewerReleaseWroteIt() throws Exception {
        sql("PRAGMA user_version = 99");
        assertEquals(
                List.of("the journal has schema version 99, this release knows only 2: use the newer release"),
                JournalAudit.of(folder).damage());
    }

    @Test
    void saysWhereNoJournalIsAndMakesNone() {
        Path nowhere = folder.resolve("nowhere");
        NoJournalException missing = assertThrows(NoJournalException.class, () -> JournalAudit.of(nowhere));
        assertTrue(missing.getMessage().startsWith("no journal in " + nowhere), missing.getMessage());
        assertThrows(NoJournalException.class, () -> new JournalExport(nowhere, new StringWriter())
                .write(new Range(What.SIGNALS, Format.CSV, 0, 1)));
        assertFalse(Files.exists(nowhere));
    }

    @Test
    void exportsSignalsAsLinesOfJsonOldestFirst() throws IOException {
        Signal first = signal("one");
        Signal second = signal("two");
        await(journal.intent(first, 1_000));
        await(journal.intent(second, 2_000));
        List<String> all =
                export(What.SIGNALS, Format.JSONL, 0, Long.MAX_VALUE).lines().toList();
        assertEquals(2, all.size());
        assertTrue(all.get(0).startsWith("{\"number\":1,\"signal_id\":\"" + first.id() + "\""), all.get(0));
        assertTrue(all.get(0).endsWith("\"status\":\"pending\"}"), all.get(0));
        assertEquals(all.get(1) + "\n", export(What.SIGNALS, Format.JSONL, 1_001, 2_001));
        assertEquals("", export(What.SIGNALS, Format.JSONL, 1_001, 2_000));
    }

    @Test
    void exportsSignalsAsCsvExactly() throws IOException {
        Signal signal = signal("=1+1, \"quoted\"\nand broken");
        await(journal.intent(signal, 1_000));
        await(journal.outcome(
                new SignalOutcome.Failed(signal.id(), Refusal.of(ErrorCode.TERMINAL_REJECTED, "no, never")), 2_000));
        assertEquals(
                "number,signal_id,account,symbol,action,volume,price,stop_loss,take_profit,magic,ticket,comment,strategy,"
                        + "journaled,status,order_id,position_id,type,fill_price,fill_volume,profit,execution_time,"
                        + "retcode,error_code,error\r\n1," + signal.id()
                        + ",sim,EURUSD,BUY,0.1,0.0,0.0,0.0,7,0,\"=1+1, \"\"quoted\"\"\nand broken\",,"
                        + "1970-01-01T00:00:01.000Z,failed,,,,,,,,,TERMINAL_REJECTED,\"no, never\"\r\n",
                export(What.SIGNALS, Format.CSV, 0, Long.MAX_VALUE));
    }

    @Test
    void exportsExecutions() throws IOException {
        await(journal.event(JournalContract.event(1)));
        await(journal.event(JournalContract.event(2)));
        String csv = export(What.EXECUTIONS, Format.CSV, 0, Long.MAX_VALUE);
        assertTrue(csv.startsWith("seq,epoch,timestamp,account,"), csv);
        assertEquals(3, csv.lines().count());
        String json = export(What.EXECUTIONS, Format.JSONL, 0, Long.MAX_VALUE);
        assertTrue(json.startsWith("{\"type\":\"execution\",\"seq\":1,"), json);
        assertEquals(2, json.lines().count());
    }
}
