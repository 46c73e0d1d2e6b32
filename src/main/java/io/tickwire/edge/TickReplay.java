package io.tickwire.edge;

import io.tickwire.domain.Tick;
import io.tickwire.protocol.ticks.EncodedTick;
import io.tickwire.protocol.ticks.TickEncoder;
import java.util.List;

/** Ticks of one stream that a client is told again. They are encoded as it takes them. One thread. */
final class TickReplay {
    private final String stream;
    private final List<Tick> ticks;
    private final boolean snapshot;
    private int next;

    /**
     * @param ticks oldest first
     * @param snapshot whether they are told as what was known before the client asked
     */
    TickReplay(String stream, List<Tick> ticks, boolean snapshot) {
        this.stream = stream;
        this.ticks = ticks;
        this.snapshot = snapshot;
    }

    String stream() {
        return stream;
    }

    /** Adds the next ticks until there are {@code max}; true when all were handed out. */
    boolean drainTo(List<EncodedTick> out, int max) {
        while (next < ticks.size() && out.size() < max) {
            Tick tick = ticks.get(next++);
            out.add(snapshot ? TickEncoder.encodeSnapshot(tick) : TickEncoder.encode(tick));
        }
        return next == ticks.size();
    }
}
