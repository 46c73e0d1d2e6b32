package io.tickwire.terminal.feeds;

import io.tickwire.domain.RawTick;
import java.util.Queue;

/** Knows one format: lines in, ticks out. It neither logs nor throws for a bad line. Owner: one open file. */
interface LineParser {

    /** Reads the reader's present line; adds the ticks it completes. */
    LineVerdict parse(LineReader line, Queue<RawTick> out);

    /** The file is over: adds what was still held back. */
    default void finish(Queue<RawTick> out) {}
}
