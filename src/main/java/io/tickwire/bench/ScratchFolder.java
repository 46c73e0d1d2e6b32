package io.tickwire.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for one run, removed with what is in it. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;

    public ScratchFolder() throws IOException {
        path = Files.createTempDirectory("tickwire-bench");
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            // Temporary: the system removes it.
        }
    }
}
