package io.tickwire.journal;

import java.nio.file.Path;

/** Another process writes this journal (two writers would send orders twice), or another of our databases. */
public final class JournalInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalInUseException(String name, Path folder) {
        super(
                "another process uses " + name + " in " + folder.toAbsolutePath()
                        + ": end it, or set $.storage.path to another folder",
                null,
                false,
                false);
    }
}
