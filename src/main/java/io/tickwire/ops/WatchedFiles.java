package io.tickwire.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What some files that belong together mean, read again when they change. What cannot be used never replaces what can.
 * Their bytes are compared, not their times: a file may be replaced twice within a tick of the file system's clock.
 *
 * @param <T> what the files mean; immutable
 */
public final class WatchedFiles<T> {
    private static final int MAX_BYTES = 1 << 20;

    private final List<Path> files;
    private final Reader<T> reader;
    private List<byte[]> bytes;
    private volatile T value;
    private volatile String problem = "";

    /** Makes something of the files' bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        /** @throws Exception with a message for the operator, when the bytes cannot be used */
        T read(List<byte[]> bytes) throws Exception;
    }

    /**
     * Reads them a first time. Blocks.
     *
     * @throws IOException when they cannot be read or used; the message names them
     */
    public WatchedFiles(List<Path> files, Reader<T> reader) throws IOException {
        this.files = List.copyOf(files);
        this.reader = reader;
        if (!refresh()) {
            throw new IOException(problem);
        }
    }

    /** Looks at the files. Blocks; one thread at a time. True when they mean something new. */
    public synchronized boolean refresh() {
        try {
            List<byte[]> now = bytes();
            if (bytes != null && same(now, bytes)) {
                problem = "";
                return false;
            }
            value = reader.read(now);
            bytes = now;
            problem = "";
            return true;
        } catch (IOException unreadable) {
            problem = files + " cannot be read: " + unreadable;
        } catch (Exception unusable) {
            problem = files + " cannot be used: " + unusable.getMessage();
        }
        return false;
    }

    private List<byte[]> bytes() throws IOException {
        List<byte[]> read = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException(file + " is larger than " + MAX_BYTES + " bytes");
            }
            read.add(Files.readAllBytes(file));
        }
        return read;
    }

    private static boolean same(List<byte[]> left, List<byte[]> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!Arrays.equals(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** What they meant when they last could be used. Any thread. */
    public T value() {
        return value;
    }

    /** Why what is in the files now cannot be used; empty when it can. Any thread. */
    public String problem() {
        return problem;
    }
}
