package io.tickwire.edge;

import io.netty.buffer.ByteBuf;
import io.tickwire.protocol.ticks.EncodedTick;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sessions that watch the same streams in the same form: what a turn has for one is what it has for all, so it is put into
 * frames once and each socket gets one write. Owner: the edge's context.
 */
final class Cohort {
    private final Key key;
    private final Set<Session> sessions = new LinkedHashSet<>();
    private final List<EncodedTick> pending = new ArrayList<>();
    private Session[] members;

    /** What the sessions of a cohort have in common. */
    record Key(Set<String> streams, boolean batching, boolean deflating) {}

    Cohort(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    void add(Session session) {
        sessions.add(session);
        members = null;
    }

    void remove(Session session) {
        sessions.remove(session);
        members = null;
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    /** Adds a tick to what the turn has; true when it is the first. */
    boolean add(EncodedTick tick) {
        pending.add(tick);
        return pending.size() == 1;
    }

    /** Writes what the turn had. Who does not read keeps it in its outbox. */
    void flush() {
        if (members == null) {
            members = sessions.toArray(Session[]::new);
        }
        ByteBuf shared = null;
        try {
            for (Session session : members) {
                Outbound outbound = session.outbound();
                if (outbound.keptUp()) {
                    if (shared == null) {
                        shared = outbound.frames(pending, key.batching());
                    }
                    outbound.write(shared.retainedDuplicate());
                } else {
                    pending.forEach(outbound::tick);
                }
            }
        } finally {
            pending.clear();
            if (shared != null) {
                shared.release();
            }
        }
    }
}
