package io.tickwire.edge.zmq;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often peers send: each may send so many at once, and gets as many back in a second. So many peers are remembered;
 * for a further one the one silent longest is forgotten, and begins anew. One thread.
 */
final class PeerRates {
    private static final double SECOND = 1e9;

    private final int perSecond;
    private final Map<ByteBuffer, Bucket> buckets;

    private static final class Bucket {
        private double tokens;
        private long lastNanos;
    }

    PeerRates(int perSecond, int maxPeers) {
        this.perSecond = perSecond;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Bucket> eldest) {
                return size() > maxPeers;
            }
        };
    }

    /** Whether it may send one more. */
    boolean allows(byte[] peer, long nowNanos) {
        Bucket bucket = buckets.computeIfAbsent(ByteBuffer.wrap(peer), unknown -> {
            Bucket fresh = new Bucket();
            fresh.tokens = perSecond;
            fresh.lastNanos = nowNanos;
            return fresh;
        });
        double since = (nowNanos - bucket.lastNanos) / SECOND;
        bucket.tokens = Math.min(perSecond, bucket.tokens + since * perSecond);
        bucket.lastNanos = nowNanos;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    int size() {
        return buckets.size();
    }
}
