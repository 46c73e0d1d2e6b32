package io.tickwire.journal;

import java.nio.file.Path;

/** Another process writes this journal: two writers would send orders twice. */
public final class JournalInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalInUseException(Path folder) {
        super(
                "another process uses the journal in " + folder.toAbsolutePath()
                        + ": end it, or set $.storage.path to another folder",
                null,
                false,
                false);
    }
}
