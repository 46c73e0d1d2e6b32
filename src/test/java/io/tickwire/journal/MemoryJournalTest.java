package io.tickwire.journal;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tickwire.domain.Signal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MemoryJournalTest extends JournalContract {

    @Override
    protected Journal open() {
        return new MemoryJournal(100);
    }

    @Test
    void forgetsTheOldestSettledSignalAtItsBoundAndNeverAnOpenOne() {
        Journal small = new MemoryJournal(2);
        Signal settled = signal("EURUSD");
        Signal open = signal("EURUSD");
        await(small.intent(open, 1));
        await(small.intent(settled, 1));
        await(small.outcome(executed(settled), 2));
        await(small.intent(signal("EURUSD"), 3));
        assertEquals(Optional.empty(), await(small.find(settled.id())));
        assertEquals(open, await(small.find(open.id())).get().signal());
        Throwable full = assertThrows(RuntimeException.class, () -> await(small.intent(signal("EURUSD"), 4)));
        assertInstanceOf(JournalUnavailableException.class, full.getCause());
    }
}
