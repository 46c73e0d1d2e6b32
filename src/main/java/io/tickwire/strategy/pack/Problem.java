package io.tickwire.strategy.pack;

import java.util.Objects;

/**
 * Something about a strategy's files that its author has to mend.
 *
 * @param file inside the strategy's folder
 * @param line counted from 1; 0 = the whole file
 * @param column counted from 1; 0 = the whole line
 * @param warning whether it works all the same
 * @param message what is wrong, and how to mend it
 */
public record Problem(String file, long line, long column, boolean warning, String message) {
    public Problem {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(message, "message");
    }

    /** Something that keeps it from running. */
    public static Problem of(String file, String message) {
        return new Problem(file, 0, 0, false, message);
    }

    @Override
    public String toString() {
        String place = line > 0 ? file + ":" + line + (column > 0 ? ":" + column : "") : file;
        return place + ": " + (warning ? "warning: " : "") + message;
    }
}
