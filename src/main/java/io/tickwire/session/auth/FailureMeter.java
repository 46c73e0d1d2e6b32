package io.tickwire.session.auth;

import io.netty.util.NetUtil;
import io.tickwire.session.SlidingWindow;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed attempts by address: after a few within a minute the next has to wait, one second first, twice as long after each
 * further failure. Who has been quiet for a minute after its wait is forgotten. Time is a parameter. One thread.
 */
public final class FailureMeter {
    static final int FREE = 5;
    static final int MAX_ADDRESSES = 10_000;
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final int LONGEST_SECONDS = 60;
    private static final int V6_BYTES = 16;
    private static final int V6_NETWORK = 8;

    /** Failures in a row, and when the latest was. */
    private record Row(int failures, long lastNanos) {

        long waitNanos() {
            int doublings = failures - FREE;
            return doublings < 0
                    ? 0
                    : SECOND * (doublings > 6 ? LONGEST_SECONDS : Math.min(LONGEST_SECONDS, 1 << doublings));
        }

        boolean isOver(long nowNanos) {
            return nowNanos - lastNanos >= waitNanos() + MINUTE;
        }
    }

    /** The one that failed longest ago first: at the bound it goes. */
    private final Map<String, Row> rows = new LinkedHashMap<>();

    /** Seconds that an address has to wait, rounded up; 0 = none. */
    public long waitSeconds(String ip, long nowNanos) {
        Row row = rows.get(network(ip));
        long left = row == null ? 0 : row.lastNanos() + row.waitNanos() - nowNanos;
        return left <= 0 ? 0 : SlidingWindow.secondsUp(left);
    }

    public void failed(String ip, long nowNanos) {
        String network = network(ip);
        Row row = rows.remove(network);
        int before = row == null || row.isOver(nowNanos) ? 0 : row.failures();
        rows.put(network, new Row(before + 1, nowNanos));
        if (rows.size() > MAX_ADDRESSES) {
            rows.remove(rows.keySet().iterator().next());
        }
    }

    public void succeeded(String ip) {
        rows.remove(network(ip));
    }

    /** Forgets who has been quiet. */
    public void sweep(long nowNanos) {
        rows.values().removeIf(row -> row.isOver(nowNanos));
    }

    int size() {
        return rows.size();
    }

    /** A host of IPv6 has 2^64 addresses to come from (RFC 4291 §2.5.1), so its network counts. */
    static String network(String ip) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(ip);
        return bytes == null || bytes.length != V6_BYTES
                ? ip
                : HexFormat.of().formatHex(bytes, 0, V6_NETWORK) + "::/64";
    }
}
