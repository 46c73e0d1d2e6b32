package io.tickwire.edge;

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
        private long lastSeq;
        private long lastSentNanos;
        private String held;
        private final ArrayDeque<Early> early = new ArrayDeque<>();
    }

    /** A tick that came while the past was still being asked for. */
    private record Early(long seq, String data) {}

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

    /**
     * From now on ticks after {@code seq} are for this client; up to there it has been told.
     *
     * @return data of the ticks after it that came in the meantime
     */
    List<String> goLive(String stream, long seq, long nowNanos) {
        Watched watched = streams.get(stream);
        List<String> missed = new ArrayList<>();
        if (watched != null && !watched.live) {
            watched.live = true;
            watched.lastSeq = seq;
            watched.lastSentNanos = nowNanos;
            for (Early tick : watched.early) {
                if (tick.seq() > watched.lastSeq) {
                    watched.lastSeq = tick.seq();
                    missed.add(tick.data());
                }
            }
            watched.early.clear();
        }
        return missed;
    }

    /** Whether a tick should be written now. One that comes too soon is held, replacing an older one. */
    boolean admit(String stream, long seq, String data, long nowNanos) {
        Watched watched = streams.get(stream);
        if (watched == null || seq <= watched.lastSeq) {
            return false;
        }
        if (!watched.live) {
            keep(watched, new Early(seq, data));
            return false;
        }
        watched.lastSeq = seq;
        if (minGapNanos > 0 && nowNanos - watched.lastSentNanos < minGapNanos) {
            watched.held = data;
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

    /** Takes the held ticks whose time has come, as stream and data. */
    List<Map.Entry<String, String>> due(long nowNanos) {
        List<Map.Entry<String, String>> due = new ArrayList<>();
        streams.forEach((stream, watched) -> {
            if (watched.held != null && nowNanos - watched.lastSentNanos >= minGapNanos) {
                due.add(Map.entry(stream, watched.held));
                watched.held = null;
                watched.lastSentNanos = nowNanos;
            }
        });
        return due;
    }
}
