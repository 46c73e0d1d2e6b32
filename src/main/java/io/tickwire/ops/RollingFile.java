package io.tickwire.ops;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Lines in a file; when it is full it is put aside and a new one begun, and the oldest goes. One thread; blocks. */
public final class RollingFile {
    private final Path file;
    private final long maxBytes;
    private final int files;
    private OutputStream out;
    private long written;

    /**
     * @param maxBytes of one file
     * @param files altogether, the current one too
     */
    public RollingFile(Path file, long maxBytes, int files) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.files = files;
    }

    /** Writes one line, through to the operating system. */
    public void line(String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (out == null) {
                open();
            }
            if (written > 0 && written + bytes.length > maxBytes) {
                close();
                roll();
                open();
            }
            out.write(bytes);
            written += bytes.length;
        } catch (IOException failed) {
            // The next line tries anew.
            close();
            throw failed;
        }
    }

    private void open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        if (!Files.exists(file)) {
            Files.createFile(file, OwnerOnly.in(folder));
        }
        boolean torn = isTorn();
        out = Files.newOutputStream(file, StandardOpenOption.APPEND);
        if (torn) {
            out.write('\n');
        }
        written = Files.size(file);
    }

    /** Whether the last line was cut off, by a full disk or the end of a process. */
    private boolean isTorn() throws IOException {
        try (RandomAccessFile last = new RandomAccessFile(file.toFile(), "r")) {
            if (last.length() == 0) {
                return false;
            }
            last.seek(last.length() - 1);
            return last.read() != '\n';
        }
    }

    private void roll() throws IOException {
        for (int number = files - 2; number >= 0; number--) {
            Path from = numbered(number);
            if (Files.exists(from)) {
                Files.move(from, numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }

    public void close() {
        if (out != null) {
            try {
                out.close();
            } catch (IOException gone) {
                // What was written is with the system already.
            }
            out = null;
        }
    }
}
