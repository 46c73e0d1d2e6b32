package io.tickwire.inference.train.data;

import java.nio.file.Path;

/** A file does not hold what it should: names the file, the line, what is wrong and what to do. */
public final class DataException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param line from 1; 0 when it is not about one line */
    public DataException(Path file, long line, String problem, String fix) {
        super(file + (line > 0 ? ", line " + line : "") + ": " + problem + "; " + fix);
    }
}
