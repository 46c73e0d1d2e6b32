package io.tickwire.journal;

import java.nio.file.Path;

/** A folder holds no journal; the message says what to give instead. */
public final class NoJournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoJournalException(Path folder) {
        super(
                "no journal in " + folder.toAbsolutePath().normalize()
                        + ": give the folder of storage.path with --folder, or start the bridge once",
                null,
                false,
                false);
    }
}
