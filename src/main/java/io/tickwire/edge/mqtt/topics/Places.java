package io.tickwire.edge.mqtt.topics;

import io.tickwire.domain.message.Resume;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Up to where the ticks of each stream and the executions of each account were told; it outlives the verticle that tells
 * them. Any thread. Bounded by the streams and accounts of the node.
 */
public final class Places {
    private final Map<String, Resume> told = new ConcurrentHashMap<>();
    private final Map<String, TickPlace> ticks = new ConcurrentHashMap<>();

    /** Up to where a stream was told. Owner: the verticle's context, one at a time. */
    static final class TickPlace {
        private long epoch;
        private long seq;

        /** Null before the first tick, and while it is not known what its number means. */
        Resume last() {
            return epoch == 0 || seq == 0 ? null : new Resume(epoch, seq);
        }

        boolean isNumbered() {
            return epoch != 0;
        }

        /** The numbers are of this epoch. */
        void of(long itsEpoch) {
            epoch = itsEpoch;
        }

        long seq() {
            return seq;
        }

        void told(long number) {
            seq = number;
        }
    }

    TickPlace ticks(String stream) {
        return ticks.computeIfAbsent(stream, name -> new TickPlace());
    }

    /** Null when none was told yet. */
    Resume of(String account) {
        return told.get(account);
    }

    void told(String account, Resume place) {
        told.put(account, place);
    }
}
