package io.tickwire.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of a database, held by one process at a time; the system lets go of it when the process dies. */
final class JournalFolder implements AutoCloseable {
    /** File of the order journal. */
    static final String DATABASE = JournalSchema.SCHEMA.file();

    private final FileChannel channel;
    private final FileLock lock;

    private JournalFolder(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder where it is missing, and takes it.
     *
     * @throws JournalInUseException when another process has it
     * @throws IOException when it cannot be made or written
     */
    static JournalFolder take(Path folder, Schema schema) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(schema.lock()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new JournalFolder(channel, lock);
            }
        } catch (OverlappingFileLockException sameProcess) {
            // Falls through: in use, if only by ourselves.
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        throw new JournalInUseException(schema.name(), folder);
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
