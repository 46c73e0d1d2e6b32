package io.tickwire.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner reads. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** For a new file in a folder; nothing where the file system has no such permissions. */
    public static FileAttribute<?>[] in(Path folder) throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Whether nobody but its owner may use a file; true where the file system has no such permissions. */
    public static boolean holds(Path file) throws IOException {
        return !Files.getFileStore(file).supportsFileAttributeView("posix")
                || Files.getPosixFilePermissions(file).stream()
                        .allMatch(permission -> permission.name().startsWith("OWNER_"));
    }
}
