package io.tickwire.history;

import io.tickwire.journal.SqliteHistoryStore;

/**
 * Opens a store, until it is shut for good: an attempt that comes late, or that is under way just then, leaves the folder
 * free. Any thread; both block.
 */
public final class StoreDoor {
    private final SqliteHistoryStore store;
    private boolean shut;

    public StoreDoor(SqliteHistoryStore store) {
        this.store = store;
    }

    /** Opens the store unless it is open; whether it is now. Fails as {@link SqliteHistoryStore#open} does. */
    public synchronized boolean open() {
        if (!shut) {
            store.open();
        }
        return !shut;
    }

    /** Closes the store; from now on nobody opens it. */
    public synchronized void shut() {
        shut = true;
        store.close();
    }
}
