package io.tickwire.history;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.journal.SqliteHistoryStore;
import io.tickwire.ops.Clock;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreDoorTest {
    @TempDir
    Path folder;

    @Test
    void anOpeningThatComesAfterTheEndLeavesTheFolderFree() {
        StoreDoor door = new StoreDoor(new SqliteHistoryStore(folder, Clock.system()));
        assertTrue(door.open());
        door.shut();
        assertFalse(door.open());
        SqliteHistoryStore other = new SqliteHistoryStore(folder, Clock.system());
        other.open();
        assertTrue(other.status().healthy());
        other.close();
    }
}
