package io.tickwire.terminal.simulated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.OrderType;
import io.tickwire.domain.Side;
import io.tickwire.domain.TradeRequest.ModifyPosition;
import io.tickwire.domain.TradeResult;
import io.tickwire.terminal.Retcode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account outlives the process, whatever happened to the last line. */
final class LedgerFileTest {
    @TempDir
    private Path directory;

    private Path path() {
        return directory.resolve("deep/account.ledger");
    }

    private PaperRig open(long bulkyBytes) {
        PaperRig rig = new PaperRig("{'specs':[{'name':'EURUSD','swapLong':-7}]}", LedgerFile.open(path(), bulkyBytes));
        rig.now = PaperRig.MONDAY;
        return rig;
    }

    private static void trade(PaperRig rig) {
        rig.bid(1.0845);
        long id = rig.open(Side.BUY, 0.3).positionId();
        rig.accepted(PaperRig.pending(OrderType.BUY_LIMIT, 0.1, 1.08));
        rig.close(id, 0.1);
    }

    @Test
    void everythingIsThereAgainAfterARestart() {
        PaperRig before = open(1 << 20);
        trade(before);
        List<LedgerEvent> kept = before.broker.state().facts();
        before.broker.close();
        PaperRig after = open(1 << 20);
        assertEquals(kept, after.broker.state().facts());
        after.bid(1.0845);
        assertTrue(after.open(Side.BUY, 0.1).order() > before.lastDeal().ticket(), "ticket numbers go on");
    }

    @Test
    void nightsThatNobodyWatchedAreCharged() {
        PaperRig before = open(1 << 20);
        trade(before);
        before.broker.close();
        PaperRig after = open(1 << 20);
        after.now += 2 * 86_400_000L;
        assertEquals(0, after.broker.positions().get(0).swap(), "without a price it waits");
        after.bid(1.0845);
        assertEquals(-2.80, after.broker.positions().get(0).swap());
    }

    @Test
    void aTornTailLosesAtMostTheLastAnswer() throws IOException {
        PaperRig before = open(1 << 20);
        trade(before);
        before.broker.close();
        byte[] whole = Files.readAllBytes(path());
        int lastLine = new String(whole, 0, whole.length - 1).lastIndexOf('\n') + 1;
        for (int cut = lastLine; cut < whole.length; cut += 7) {
            Files.write(path(), Arrays.copyOf(whole, cut));
            PaperRig after = open(1 << 20);
            assertEquals(0.3, after.broker.positions().get(0).volume(), "cut at " + cut);
            assertEquals(lastLine, Files.size(path()), "the torn part is gone from the file too");
            assertEquals(1, after.broker.orders().size());
            after.bid(1.0845);
            after.close(after.broker.positions().get(0).ticket(), 0.3);
            after.broker.close();
            PaperRig again = open(1 << 20);
            assertEquals(0, again.broker.positions().size(), "what was torn is not in the way");
            again.broker.close();
        }
    }

    @Test
    void aDamagedLineInTheMiddleIsAnError() throws IOException {
        PaperRig before = open(1 << 20);
        trade(before);
        before.broker.close();
        byte[] bytes = Files.readAllBytes(path());
        bytes[40] ^= 1;
        Files.write(path(), bytes);
        LedgerException damaged = assertThrows(LedgerException.class, () -> open(1 << 20));
        assertTrue(damaged.getMessage().contains("line 1"), damaged.getMessage());
    }

    @Test
    void isCompactedToASnapshotThatSaysTheSame() throws IOException {
        PaperRig before = open(4_000);
        before.bid(1.0845);
        long id = before.open(Side.BUY, 0.1).positionId();
        for (int i = 0; i < 200; i++) {
            before.accepted(new ModifyPosition("m", id, i % 2 == 0 ? 1.08 : 1.07, 0));
        }
        assertTrue(Files.size(path()) < 10_000, "200 changes of some 250 bytes each: " + Files.size(path()));
        List<LedgerEvent> kept = before.broker.state().facts();
        before.broker.close();
        assertEquals(kept, open(4_000).broker.state().facts());
    }

    @Test
    void oneFileServesOneTerminal() {
        PaperRig first = open(1 << 20);
        assertThrows(LedgerException.class, () -> open(1 << 20));
        first.broker.close();
        open(1 << 20).broker.close();
    }

    @Test
    void aLedgerOfAnotherAccountIsRefused() {
        open(1 << 20).broker.close();
        LedgerException other =
                assertThrows(LedgerException.class, () -> new PaperRig("{'login':77}", LedgerFile.open(path())));
        assertTrue(other.getMessage().contains("10001"), other.getMessage());
    }

    @Test
    void aPathThatCannotBeUsedIsAClearError() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");
        LedgerException unusable =
                assertThrows(LedgerException.class, () -> LedgerFile.open(file.resolve("account.ledger")));
        assertTrue(unusable.getMessage().contains("account.ledger"), unusable.getMessage());
    }

    @Test
    void whatCannotBeWrittenIsNotBooked() {
        FullDisk disk = new FullDisk();
        PaperRig rig = new PaperRig("{}", disk);
        rig.bid(1.0845);
        long id = rig.open(Side.BUY, 0.1).positionId();
        List<LedgerEvent> kept = rig.broker.state().facts();
        disk.full = true;
        TradeResult.Rejected rejected = assertInstanceOf(
                TradeResult.Rejected.class, rig.submit(PaperRig.market("EURUSD", Side.BUY, 0.1, 0, 0)));
        assertEquals(Retcode.ERROR.code(), rejected.retcode());
        rig.bid(1.0846);
        assertEquals(kept, rig.broker.state().facts());
        disk.full = false;
        rig.close(id, 0.1);
    }

    /** A disk that a test fills. */
    private static final class FullDisk implements LedgerJournal {
        private boolean full;

        @Override
        public void replay(Consumer<LedgerEvent> state) {
            // new
        }

        @Override
        public void append(List<LedgerEvent> facts) throws IOException {
            if (full) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public boolean bulky() {
            return false;
        }

        @Override
        public void compact(List<LedgerEvent> snapshot) {
            throw new IllegalStateException("never bulky");
        }

        @Override
        public void close() {
            full = true;
        }
    }
}
