package io.tickwire.strategy.host;

import io.tickwire.domain.message.StrategyAnswer.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest lines of something, to be looked at. Any thread. */
final class LineBook {
    private static final int MAX_TEXT = 2_000;

    private final int most;
    private final Deque<Line> lines = new ArrayDeque<>();

    LineBook(int most) {
        this.most = most;
    }

    synchronized void add(long timeMsc, String kind, String text) {
        if (lines.size() == most) {
            lines.remove();
        }
        lines.add(new Line(timeMsc, kind, text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…"));
    }

    /** Oldest first. */
    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }
}
