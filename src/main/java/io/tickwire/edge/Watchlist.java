package io.tickwire.edge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams and channels one client watches. Owner: the edge's context. */
final class Watchlist {
    private static final long SECOND = 1_000_000_000L;

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
    }

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

    /** From now on ticks after {@code seq} are for this client; up to there it has been told. */
    void goLive(String stream, long seq, long nowNanos) {
        Watched watched = streams.get(stream);
        if (watched != null) {
            watched.live = true;
            watched.lastSeq = Math.max(watched.lastSeq, seq);
            watched.lastSentNanos = nowNanos;
        }
    }

    /** Whether a tick should be written now. One that comes too soon is held, replacing an older one. */
    boolean admit(String stream, long seq, String data, long nowNanos) {
        Watched watched = streams.get(stream);
        if (watched == null || !watched.live || seq <= watched.lastSeq) {
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
