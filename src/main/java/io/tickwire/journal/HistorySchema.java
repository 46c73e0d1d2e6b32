package io.tickwire.journal;

import java.util.List;

/** The database of ticks and bars. Blocks of ticks have a row id, so that the trees of keys stay small. */
final class HistorySchema {
    static final Schema SCHEMA = new Schema(
            "history",
            "the history",
            "ticks and bars are not stored until it can; prices and trading go on",
            "restore a backup or move history.db, history.db-wal and history.db-shm away: the history begins empty"
                    + " then, orders are not touched",
            "INSERT OR REPLACE INTO meta (name, value) VALUES ('probe', 0)",
            false,
            List.of(List.of(
                    // written: how many live ticks this series ever took, so that what waits is told from what is here
                    """
                    CREATE TABLE series (
                        id INTEGER PRIMARY KEY,
                        name TEXT NOT NULL UNIQUE,
                        written INTEGER NOT NULL
                    )""",
                    // open: more live ticks follow it; such blocks are small and become one
                    // imported: somebody brought it, age alone does not delete it
                    """
                    CREATE TABLE block (
                        id INTEGER PRIMARY KEY,
                        series INTEGER NOT NULL,
                        first_msc INTEGER NOT NULL,
                        last_msc INTEGER NOT NULL,
                        ticks INTEGER NOT NULL,
                        open INTEGER NOT NULL,
                        imported INTEGER NOT NULL,
                        data BLOB NOT NULL
                    )""",
                    "CREATE INDEX block_time ON block (series, first_msc, id, last_msc, ticks)",
                    "CREATE INDEX block_age ON block (imported, last_msc)",
                    "CREATE INDEX block_open ON block (series) WHERE open = 1",
                    // minutes: 1 or 60; backfilled: told by a terminal, not built from ticks
                    """
                    CREATE TABLE bar (
                        series INTEGER NOT NULL,
                        minutes INTEGER NOT NULL,
                        start_msc INTEGER NOT NULL,
                        open REAL NOT NULL,
                        high REAL NOT NULL,
                        low REAL NOT NULL,
                        close REAL NOT NULL,
                        volume INTEGER NOT NULL,
                        backfilled INTEGER NOT NULL,
                        PRIMARY KEY (series, minutes, start_msc)
                    ) WITHOUT ROWID""",
                    """
                    CREATE TABLE gap (
                        id INTEGER PRIMARY KEY,
                        series TEXT NOT NULL,
                        from_msc INTEGER NOT NULL,
                        to_msc INTEGER NOT NULL,
                        kind TEXT NOT NULL,
                        state TEXT NOT NULL,
                        note TEXT NOT NULL
                    )""",
                    "CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID")));

    private HistorySchema() {}
}
