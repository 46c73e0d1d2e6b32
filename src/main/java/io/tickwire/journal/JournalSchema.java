package io.tickwire.journal;

import java.util.List;

/** The order journal's database. */
final class JournalSchema {
    /** The first version that has messages of Expert Advisors. */
    static final int WITH_EXEC = 2;

    static final Schema SCHEMA = new Schema(
            "journal",
            "the journal",
            "new orders are refused until it can",
            "restore a backup or start with an empty folder",
            "INSERT OR REPLACE INTO epoch (account, epoch) VALUES ('', 0)",
            true,
            List.of(
                    List.of(
                            """
            CREATE TABLE signal (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                id TEXT NOT NULL UNIQUE,
                account TEXT NOT NULL,
                symbol TEXT NOT NULL,
                intent_msc INTEGER NOT NULL,
                content TEXT NOT NULL,
                status TEXT NOT NULL,
                outcome TEXT,
                outcome_msc INTEGER
            )""",
                            "CREATE INDEX signal_open ON signal (account, number) WHERE status IN ('pending', 'unknown')",
                            "CREATE INDEX signal_time ON signal (account, intent_msc)",
                            """
            CREATE TABLE event (
                account TEXT NOT NULL,
                seq INTEGER NOT NULL,
                time_msc INTEGER NOT NULL,
                signal_id TEXT,
                content TEXT NOT NULL,
                PRIMARY KEY (account, seq)
            ) WITHOUT ROWID""",
                            "CREATE INDEX event_time ON event (account, time_msc)",
                            "CREATE TABLE epoch (account TEXT NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY (account, epoch)) WITHOUT ROWID",
                            "CREATE TABLE risk (account TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID"),
                    List.of(
                            """
            CREATE TABLE exec_message (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                account TEXT NOT NULL,
                time_msc INTEGER NOT NULL,
                type TEXT NOT NULL,
                ea_name TEXT NOT NULL,
                profit REAL,
                content TEXT NOT NULL
            )""",
                            "CREATE INDEX exec_heartbeat ON exec_message (account, number) WHERE type = 'heartbeat'",
                            "CREATE INDEX exec_profit ON exec_message (account, time_msc) WHERE profit IS NOT NULL")));

    private JournalSchema() {}
}
