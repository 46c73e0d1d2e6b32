package io.tickwire.terminal.feeds;

import io.tickwire.config.ReplayFormat;
import io.tickwire.domain.RawTick;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** An open source, one tick ahead. Owner: the feed's thread. */
final class TickFile implements AutoCloseable {
    /**
     * A tick that is late by no more gets the time of the one before it, as receivers with two sockets record; a later
     * one is a bad line.
     */
    static final long REORDER_TOLERANCE_MS = 1_000;

    private final ReplaySource source;
    private final FeedCounters counters;
    private final LineReader lines;
    private final LineParser parser;
    private final Queue<RawTick> parsed = new ArrayDeque<>();
    private String firstProblem = "it is empty";
    private RawTick head;
    private boolean ended;

    private TickFile(ReplaySource source, ReplaySettings settings, FeedCounters counters) throws IOException {
        this.source = source;
        this.counters = counters;
        this.lines = new LineReader(source.open());
        try {
            String first = lines.next() ? lines.text() : "";
            if (first.isEmpty()) {
                throw new FeedException(source + " has no good line: " + firstProblem);
            }
            ReplayFormat format =
                    settings.format() == ReplayFormat.AUTO ? LineParsers.detect(first, source) : settings.format();
            this.parser = LineParsers.create(format, first, source, settings);
            if (!LineParsers.hasHeader(format)) {
                lines.pushBack();
            }
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    /** Opens a source and goes to its first tick. */
    static TickFile open(ReplaySource source, ReplaySettings settings, FeedCounters counters) {
        TickFile file = null;
        try {
            file = new TickFile(source, settings, counters);
            file.advance();
            if (file.head == null) {
                throw new FeedException(source + " has no good line: " + file.firstProblem);
            }
            counters.fileOpened();
            return file;
        } catch (IOException e) {
            throw new FeedException("cannot read " + source + ": " + e.getMessage(), e);
        } finally {
            if (file != null && file.head == null) {
                file.close();
            }
        }
    }

    /** The tick that {@link #advance} went to; null at the end. */
    RawTick head() {
        return head;
    }

    /** Goes to the next tick. */
    void advance() {
        long notBefore = head == null ? Long.MIN_VALUE : head.timeMsc();
        head = null;
        try {
            while (head == null && fill()) {
                head = ordered(parsed.remove(), notBefore);
            }
        } catch (IOException e) {
            throw new FeedException("cannot read " + source + " after line " + lines.lineNumber() + ": " + e, e);
        }
    }

    private RawTick ordered(RawTick tick, long notBefore) {
        if (tick.timeMsc() >= notBefore) {
            return tick;
        }
        if (notBefore - tick.timeMsc() <= REORDER_TOLERANCE_MS) {
            return tick.at(notBefore);
        }
        count(LineVerdict.TIME_WENT_BACK);
        return null;
    }

    /** Reads on until there is a tick; false at the end of the file. */
    private boolean fill() throws IOException {
        while (parsed.isEmpty() && !ended) {
            if (!lines.next()) {
                ended = true;
                parser.finish(parsed);
            } else if (lines.from() < lines.to()) {
                count(parser.parse(lines, parsed));
            }
        }
        return !parsed.isEmpty();
    }

    private void count(LineVerdict verdict) {
        if (verdict == LineVerdict.IGNORED) {
            counters.ignored();
        } else if (verdict.isBad()) {
            counters.bad(verdict, source, lines.lineNumber());
            firstProblem =
                    firstProblem.startsWith("line") ? firstProblem : "line " + lines.lineNumber() + " is " + verdict;
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new FeedException("cannot close " + source + ": " + e.getMessage(), e);
        }
    }
}
