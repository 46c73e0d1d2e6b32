package io.tickwire.edge;

import io.tickwire.protocol.ticks.EncodedTick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams and channels one client watches. Owner: the edge's context. */
final class Watchlist {
    private static final long SECOND = 1_000_000_000L;
    private static final int MAX_EARLY = 1024;

    private final int maxStreams;
    private final Map<String, Watched> streams = new LinkedHashMap<>();
    private final Set<String> channels = new LinkedHashSet<>();
    private long minGapNanos;

    Watchlist(int maxStreams) {
        this.maxStreams = maxStreams;
    }

    /** One watched stream. */
    static final class Watched {
        private boolean live;
        private long lastSentNanos;
        private EncodedTick held;
        private final ArrayDeque<Early> early = new ArrayDeque<>();
    }

    /** A tick that came while the past was still being asked for. */
    private record Early(long seq, EncodedTick tick) {}

    /** Why a new stream cannot be added, or null. */
    boolean hasRoom() {
        return streams.size() < maxStreams;
    }

    int maxStreams() {
        return maxStreams;
    }

    /** Adds a stream; false when it was watched already. Its ticks wait until {@link #goLive}. */
    boolean add(String stream) {
        return streams.putIfAbsent(stream, new Watched()) == null;
    }

    boolean remove(String stream) {
        return streams.remove(stream) != null;
    }

    Set<String> streams() {
        return streams.keySet();
    }

    int size() {
        return streams.size();
    }

    Set<String> channels() {
        return channels;
    }

    /** At most so many ticks per second and symbol; 0 = all. */
    void maxRate(double perSecond) {
        minGapNanos = perSecond == 0 ? 0 : (long) (SECOND / perSecond);
    }

    boolean rateLimited() {
        return minGapNanos > 0;
    }

    /** Whether nothing is held back from this client: it gets each tick when it comes. */
    boolean takesEveryTick() {
        return minGapNanos == 0
                && !streams.isEmpty()
                && streams.values().stream().allMatch(watched -> watched.live);
    }

    /**
     * From now on ticks are for this client as they come; up to {@code seq} it has been told.
     *
     * @return the ticks after it that came in the meantime
     */
    List<EncodedTick> goLive(String stream, long seq, long nowNanos) {
        Watched watched = streams.get(stream);
        List<EncodedTick> missed = new ArrayList<>();
        if (watched != null && !watched.live) {
            watched.live = true;
            watched.lastSentNanos = nowNanos;
            for (Early early : watched.early) {
                if (early.seq() > seq) {
                    missed.add(early.tick());
                }
            }
            watched.early.clear();
        }
        return missed;
    }

    /** Whether a tick should be written now. One that comes too soon is held, replacing an older one. */
    boolean admit(EncodedTick tick, long seq, long nowNanos) {
        Watched watched = streams.get(tick.stream());
        if (watched == null) {
            return false;
        }
        if (!watched.live) {
            keep(watched, new Early(seq, tick));
            return false;
        }
        if (minGapNanos > 0 && nowNanos - watched.lastSentNanos < minGapNanos) {
            watched.held = tick;
            return false;
        }
        watched.lastSentNanos = nowNanos;
        watched.held = null;
        return true;
    }

    private static void keep(Watched watched, Early tick) {
        if (watched.early.size() == MAX_EARLY) {
            watched.early.poll();
        }
        watched.early.add(tick);
    }

    /** Whether a tick is held back. */
    boolean isHolding() {
        return streams.values().stream().anyMatch(watched -> watched.held != null);
    }

    /** Takes the held ticks whose time has come. */
    List<EncodedTick> due(long nowNanos) {
        List<EncodedTick> due = new ArrayList<>();
        for (Watched watched : streams.values()) {
            if (watched.held != null && nowNanos - watched.lastSentNanos >= minGapNanos) {
                due.add(watched.held);
                watched.held = null;
                watched.lastSentNanos = nowNanos;
            }
        }
        return due;
    }
}
