package io.tickwire.history;

import io.tickwire.domain.RawTick;
import io.tickwire.domain.Tick;
import io.tickwire.journal.SeriesTail;
import io.tickwire.journal.TickRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The live ticks of one series on their way to the disk. A tick of a time that is stored already is left out: a replay
 * that begins anew, or a cache that is read again, doubles nothing. Owner: the verticle's context.
 */
final class SeriesSession {
    /** A shorter absence is none. */
    static final long ABSENCE_MS = 2_500;

    private final String stream;
    private final String series;
    private final Deque<RawTick> unchecked = new ArrayDeque<>();
    /** Accepted and not known to be on disk, in order; the first runs may be under way. */
    private final List<List<RawTick>> runs = new ArrayList<>();

    private int underWay;
    private int waiting;
    private SeriesTail tail;
    private List<RawTick> atEnd = List.of();
    private int span;
    private long written;
    private boolean broken;
    private long lastMsc = Long.MIN_VALUE;
    private long awaySinceMsc;
    private boolean unheard;
    private SeriesTail.Span gap;

    SeriesSession(String stream, String series) {
        this.stream = stream;
        this.series = series;
    }

    /** What became of a tick. */
    enum Verdict {
        /** Goes to the disk. */
        STORED,
        /** Looked at once it is known what is stored. */
        UNCHECKED,
        /** Was stored before. */
        COVERED,
        /** Older than the one before it. */
        LATE
    }

    String stream() {
        return stream;
    }

    String series() {
        return series;
    }

    boolean isOpen() {
        return tail != null;
    }

    /** Time of the newest tick that is stored or will be; {@link Long#MIN_VALUE} = none. */
    long lastMsc() {
        return lastMsc;
    }

    /** Ticks not known to be on disk. */
    int waiting() {
        return waiting + unchecked.size();
    }

    Verdict accept(Tick tick) {
        RawTick raw =
                new RawTick(series, tick.timeMsc(), tick.bid(), tick.ask(), tick.last(), tick.volume(), tick.flags());
        if (tail == null) {
            unchecked.add(raw);
            return Verdict.UNCHECKED;
        }
        return check(raw);
    }

    /** First tick that came, for the question what is stored around it; null = none yet. */
    RawTick first() {
        return unchecked.peek();
    }

    /** Now it is known what is stored; how many of the ticks that came before now were stored too. */
    int open(SeriesTail known) {
        tail = known;
        atEnd = new ArrayList<>(known.atEnd());
        written = known.written();
        int covered = 0;
        while (!unchecked.isEmpty()) {
            covered += check(unchecked.remove()) == Verdict.STORED ? 0 : 1;
        }
        return covered;
    }

    private Verdict check(RawTick tick) {
        if (tick.timeMsc() < lastMsc) {
            return Verdict.LATE;
        }
        if (covered(tick)) {
            broken = true;
            return Verdict.COVERED;
        }
        if (awaySinceMsc > 0) {
            long end = tail.atEnd().isEmpty() ? 0 : tail.atEnd().get(0).timeMsc();
            long from = Math.max(awaySinceMsc, Math.max(lastMsc, end <= tick.timeMsc() ? end : 0));
            // Of a stream that nobody knew before nothing is missing.
            boolean known = lastMsc > Long.MIN_VALUE || !tail.atEnd().isEmpty();
            boolean counts = unheard || tick.timeMsc() - from > ABSENCE_MS;
            gap = known && counts && from <= tick.timeMsc() ? new SeriesTail.Span(from, tick.timeMsc()) : null;
            awaySinceMsc = 0;
            unheard = false;
        }
        if (runs.size() == underWay || broken) {
            runs.add(new ArrayList<>());
            broken = false;
        }
        runs.get(runs.size() - 1).add(tick);
        lastMsc = tick.timeMsc();
        waiting++;
        written++;
        return Verdict.STORED;
    }

    private boolean covered(RawTick tick) {
        List<SeriesTail.Span> spans = tail.covered();
        while (span < spans.size() && spans.get(span).lastMsc() < tick.timeMsc()) {
            span++;
        }
        if (span == spans.size() || spans.get(span).firstMsc() > tick.timeMsc()) {
            return false;
        }
        boolean atVeryEnd = !tail.atEnd().isEmpty() && tail.atEnd().get(0).timeMsc() == tick.timeMsc();
        // Of the last millisecond only a part may be stored: each of its ticks is left out once.
        return !atVeryEnd || atEnd.remove(tick);
    }

    /** The feed was away from this time on; the next tick ends the gap. */
    void away(long sinceMsc) {
        awaySinceMsc = awaySinceMsc == 0 ? sinceMsc : Math.min(awaySinceMsc, sinceMsc);
    }

    /** Ticks since then are known to be missing, however short the time. */
    void unheard(long sinceMsc) {
        away(sinceMsc);
        unheard = true;
    }

    /** The gap that a tick ended, told once; null = there was none. */
    SeriesTail.Span takeGap() {
        SeriesTail.Span ended = gap;
        gap = null;
        return ended;
    }

    /** The runs to write, up to about so many ticks. Until {@link #done} or {@link #undone} there are no others. */
    List<TickRun> take(int most) {
        List<TickRun> taken = new ArrayList<>();
        long number = written - waiting;
        int ticks = 0;
        for (List<RawTick> run : runs) {
            if (ticks > 0 && ticks + run.size() > most) {
                break;
            }
            ticks += run.size();
            number += run.size();
            taken.add(new TickRun(series, List.copyOf(run), true, number));
        }
        underWay = taken.size();
        return taken;
    }

    /** What was taken is durable. */
    void done() {
        for (int i = 0; i < underWay; i++) {
            waiting -= runs.get(i).size();
        }
        runs.subList(0, underWay).clear();
        underWay = 0;
    }

    /** What was taken is not stored, and is taken again later. */
    void undone() {
        underWay = 0;
    }

    /** Ticks not known to be on disk, oldest first. */
    List<RawTick> notOnDisk() {
        List<RawTick> all = new ArrayList<>(waiting);
        runs.forEach(all::addAll);
        return all;
    }

    /** Number of the first of them among the live ticks of this series, from 1 on. */
    long firstWaiting() {
        return written - waiting + 1;
    }
}
