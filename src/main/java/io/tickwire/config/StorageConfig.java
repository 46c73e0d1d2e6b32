package io.tickwire.config;

/** Where the node keeps what must survive it. */
public record StorageConfig(
        @Setting(doc = "Folder of the journal and of a STOP file; one process at a time uses it", value = "data")
        String path,

        @Setting(
                doc = "Order journal: sqlite (durable), or memory (forgets everything at the end, for tests only)",
                value = "sqlite")
        Kind journal,

        @Setting(doc = "Signals that a memory journal remembers", value = "100000", min = 100, max = 10000000)
        int memoryEntries) {

    /** Kinds of journal. */
    public enum Kind {
        SQLITE,
        MEMORY
    }
}
