package io.tickwire.terminal.feeds;

import io.tickwire.domain.RawTick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Recorded files as one feed in time order. Files are read as a stream; one is opened when its first tick is due, so
 * that files that follow each other are open one at a time. Owner: one thread at a time, also for {@link #stats()}.
 */
public final class ReplayFeed implements TickFeed {
    /** Pause between the last tick of a pass and the first one of the next. */
    private static final long LOOP_PAUSE_MS = 1_000;

    /** A source, and the time and symbol of its first tick. */
    private record Start(ReplaySource source, long timeMsc, String symbol) {}

    private record Open(TickFile file, int order) {}

    private final ReplaySettings settings;
    private final List<Start> starts;
    private final Deque<Start> waiting;
    private final PriorityQueue<Open> open = new PriorityQueue<>(
            Comparator.<Open>comparingLong(o -> o.file().head().timeMsc()).thenComparingInt(Open::order));
    private final FeedCounters counters = new FeedCounters(LoggerFactory.getLogger(ReplayFeed.class));
    private long shiftMs;
    private long lastMsc;
    private boolean closed;

    private ReplayFeed(ReplaySettings settings, List<Start> starts) {
        this.settings = settings;
        this.starts = starts;
        this.waiting = new ArrayDeque<>(starts);
        this.shiftMs = settings.shiftToMsc() == 0
                ? 0
                : settings.shiftToMsc() - starts.get(0).timeMsc();
    }

    /**
     * Finds the files and reads each up to its first tick.
     *
     * @throws FeedException when a pattern matches no file, a format is unknown, or a file has no good line
     */
    public static ReplayFeed open(ReplaySettings settings) {
        FeedCounters unseen = new FeedCounters(NOPLogger.NOP_LOGGER);
        List<Start> starts = new ArrayList<>();
        for (ReplaySource source : ReplayFiles.find(settings.files())) {
            try (TickFile file = TickFile.open(source, settings, unseen)) {
                starts.add(new Start(source, file.head().timeMsc(), file.head().symbol()));
            }
        }
        if (starts.isEmpty()) {
            throw new FeedException("nothing to replay in " + settings.files());
        }
        // The sort is stable: files that start together keep the order of their names.
        starts.sort(Comparator.comparingLong(Start::timeMsc));
        return new ReplayFeed(settings, List.copyOf(starts));
    }

    /** Symbols that the files begin with; a file of several symbols may bring more. */
    public Set<String> symbols() {
        return starts.stream().map(Start::symbol).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public RawTick next() {
        if (closed) {
            return null;
        }
        openDue();
        if (open.isEmpty()) {
            if (!settings.loop()) {
                return null;
            }
            shiftMs = lastMsc + LOOP_PAUSE_MS - starts.get(0).timeMsc();
            waiting.addAll(starts);
            openDue();
        }
        return take();
    }

    private void openDue() {
        while (!waiting.isEmpty()
                && (open.isEmpty()
                        || waiting.peek().timeMsc() <= open.peek().file().head().timeMsc())) {
            int order = starts.size() - waiting.size();
            open.add(new Open(TickFile.open(waiting.remove().source(), settings, counters), order));
        }
    }

    private RawTick take() {
        // Its key changes, so it leaves the heap and comes back; a file alone skips the heap's work anyway.
        Open first = open.remove();
        RawTick tick = first.file().head();
        first.file().advance();
        if (first.file().head() == null) {
            first.file().close();
        } else {
            open.add(first);
        }
        counters.tickDelivered();
        lastMsc = tick.timeMsc() + shiftMs;
        return shiftMs == 0 ? tick : tick.at(lastMsc);
    }

    /** Files and zip entries of one pass. */
    public int files() {
        return starts.size();
    }

    /** Counters up to now. */
    public FeedStats stats() {
        return counters.snapshot();
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
        open.forEach(each -> each.file().close());
        open.clear();
    }
}
