package io.tickwire.terminal.link;

import io.tickwire.domain.RawTick;
import io.tickwire.protocol.terminal.LinkMessage.NumberedTick;
import java.util.List;
import java.util.function.Consumer;

/** Ticks on their way from the link to the one who asked for them, bounded. Owner: the gateway's thread. */
final class TickInflow {
    private final TickBuffer buffer;
    private final LinkStats stats;
    private Consumer<List<RawTick>> sink = batch -> {};
    private long demand;
    private long epoch = -1;
    private long lastSeq;

    TickInflow(int capacity, LinkStats stats) {
        this.buffer = new TickBuffer(capacity);
        this.stats = stats;
    }

    /** A connection of this epoch begins; a new epoch counts its ticks anew. */
    void begin(long newEpoch) {
        if (newEpoch != epoch) {
            epoch = newEpoch;
            lastSeq = -1;
        }
    }

    void offer(List<NumberedTick> ticks, BrokerTime time) {
        for (NumberedTick tick : ticks) {
            if (tick.seq() <= lastSeq) {
                stats.repeatedTick();
            } else {
                lastSeq = tick.seq();
                stats.conflated(buffer.offer(new NumberedTick(time.utc(tick.tick()), tick.seq())));
            }
        }
        push();
    }

    /** Replaces the sink; what the former one asked for is void. */
    void sink(Consumer<List<RawTick>> newSink) {
        sink = newSink;
        demand = 0;
    }

    void request(int count) {
        demand += count;
        push();
    }

    List<RawTick> poll(int max) {
        return buffer.take(max).stream().map(NumberedTick::tick).toList();
    }

    private void push() {
        if (demand > 0 && !buffer.isEmpty()) {
            List<RawTick> batch = poll((int) Math.min(demand, Integer.MAX_VALUE));
            demand -= batch.size();
            sink.accept(batch);
        }
    }

    void clear() {
        buffer.clear();
    }

    int waiting() {
        return buffer.size();
    }
}
