package io.tickwire.terminal.simulated;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger's file: lines are appended and forced to the disk one by one. A line that a crash tore off at the end is
 * dropped when the file is opened; a damaged line with others after it is an error, because facts would be missing. A
 * snapshot is written beside the file and moved over it. Owner: the terminal's thread.
 */
final class LedgerFile implements LedgerJournal {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerFile.class);
    private static final int SNAPSHOT_LINE = 1000;
    private static final long BULKY_BYTES = 8L << 20;

    private final Path path;
    private final FileChannel lock;
    private final long bulkyBytes;
    private FileChannel channel;
    private long good;
    private long compactAt;

    private LedgerFile(Path path, FileChannel lock, FileChannel channel, long bulkyBytes) {
        this.path = path;
        this.lock = lock;
        this.channel = channel;
        this.bulkyBytes = bulkyBytes;
        this.compactAt = bulkyBytes;
    }

    /** @throws LedgerException when it cannot be used, or another process uses it */
    static LedgerFile open(Path path) {
        return open(path, BULKY_BYTES);
    }

    /** @param bulkyBytes size above which it is compacted */
    static LedgerFile open(Path path, long bulkyBytes) {
        Path absolute = path.toAbsolutePath();
        try {
            Files.createDirectories(absolute.getParent());
            return new LedgerFile(absolute, locked(absolute), channel(absolute), bulkyBytes);
        } catch (IOException failure) {
            throw unusable(absolute, failure);
        }
    }

    private static FileChannel locked(Path path) throws IOException {
        FileChannel lock = FileChannel.open(
                path.resolveSibling(path.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException here) {
            LOG.debug("the ledger is open in this process", here);
        }
        lock.close();
        throw new LedgerException(
                "ledger " + path + " is in use by another terminal", "give each its own ledger file", null);
    }

    private static FileChannel channel(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static LedgerException unusable(Path path, IOException failure) {
        return new LedgerException(
                "ledger " + path + " cannot be used: " + failure, "check the path, its rights and the disk", failure);
    }

    @Override
    public void replay(Consumer<LedgerEvent> state) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            int from = 0;
            for (int line = 1; from < bytes.length; line++) {
                int end = endOfLine(bytes, from);
                Optional<List<LedgerEvent>> facts = end < bytes.length
                        ? LedgerLine.read(new String(bytes, from, end - from, StandardCharsets.UTF_8))
                        : Optional.empty();
                if (facts.isEmpty()) {
                    torn(bytes, end, line);
                    break;
                }
                facts.get().forEach(state);
                from = end + 1;
            }
            good = from;
            cut();
        } catch (IOException failure) {
            throw unusable(path, failure);
        }
    }

    private static int endOfLine(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private void torn(byte[] bytes, int end, int line) {
        if (end < bytes.length - 1) {
            throw new LedgerException(
                    "ledger " + path + " is damaged in line " + line + ", and lines follow it",
                    "restore it from a backup, or move it away to begin a new account",
                    null);
        }
        LOG.warn("ledger {}: line {} was torn off by a crash before its answer left; dropped", path, line);
    }

    @Override
    public void append(List<LedgerEvent> facts) throws IOException {
        cut();
        byte[] line = LedgerLine.write(facts);
        try {
            write(channel, line, good);
            channel.force(false);
            good += line.length;
        } catch (IOException failure) {
            takeBack(failure);
            throw failure;
        }
    }

    /** What was refused must not come back with a restart. */
    private void takeBack(IOException failure) {
        try {
            cut();
        } catch (IOException stillThere) {
            failure.addSuppressed(stillThere);
        }
    }

    /** Takes away what a failed append may have left. */
    private void cut() throws IOException {
        if (channel.size() > good) {
            channel.truncate(good);
            channel.force(false);
        }
    }

    private static void write(FileChannel target, byte[] bytes, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            target.write(buffer, at + buffer.position());
        }
    }

    @Override
    public boolean bulky() {
        return good > compactAt;
    }

    @Override
    public void compact(List<LedgerEvent> snapshot) throws IOException {
        compactAt = Math.max(bulkyBytes, good * 2);
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileChannel next = channel(fresh);
        try {
            long size = writeAll(next, snapshot);
            next.force(true);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel.close();
            channel = next;
            good = size;
            compactAt = Math.max(bulkyBytes, size * 2);
        } finally {
            if (channel != next) {
                next.close();
            }
        }
        forceDirectory();
    }

    private static long writeAll(FileChannel target, List<LedgerEvent> snapshot) throws IOException {
        long size = 0;
        for (int from = 0; from < snapshot.size(); from += SNAPSHOT_LINE) {
            int to = Math.min(snapshot.size(), from + SNAPSHOT_LINE);
            byte[] line = LedgerLine.write(new ArrayList<>(snapshot.subList(from, to)));
            write(target, line, size);
            size += line.length;
        }
        return size;
    }

    private void forceDirectory() {
        try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException unsupported) {
            LOG.debug("directories cannot be forced here", unsupported);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            lock.close();
        } catch (IOException failure) {
            LOG.warn("ledger {} was not closed well: {}", path, failure.getMessage());
        }
    }
}
