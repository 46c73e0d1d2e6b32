package io.tickwire.edge;

import io.tickwire.market.Outbox;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.ticks.TickEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What waits for one client. Answers and events keep their order and are never dropped: at their bound the client is
 * closed with 4001. Ticks go through an {@link Outbox} and conflate. Owner: the edge's context.
 */
final class Outbound {
    private static final int BATCH = 100;

    private final Wire wire;
    private final BiConsumer<CloseCode, String> closer;
    private final int maxMessages;
    private final Metrics metrics;
    private final ArrayDeque<String> messages = new ArrayDeque<>();
    private final Outbox<String> ticks;
    private boolean batching;

    /** @param closer closes the session that this is part of */
    Outbound(Wire wire, BiConsumer<CloseCode, String> closer, int maxMessages, int maxTicks, Metrics metrics) {
        this.wire = wire;
        this.closer = closer;
        this.maxMessages = maxMessages;
        this.metrics = metrics;
        this.ticks = new Outbox<>(maxTicks);
    }

    /** Whether ticks are joined into {@code ticks} messages; they then wait for {@link #flush()}. */
    void batching(boolean on) {
        batching = on;
    }

    boolean batching() {
        return batching;
    }

    /** Sends an answer or event, or keeps it until the client can take it. */
    void message(String text) {
        if (messages.isEmpty() && wire.writable()) {
            wire.send(text);
            return;
        }
        if (messages.size() >= maxMessages) {
            messages.clear();
            closer.accept(CloseCode.SLOW_CONSUMER, "slow consumer: " + maxMessages + " messages are waiting");
            return;
        }
        messages.add(text);
    }

    /** Sends the data object of a tick, or keeps it. */
    void tick(String stream, String data) {
        if (!batching && ticks.isEmpty() && messages.isEmpty() && wire.writable()) {
            wire.send(TickEncoder.message(data));
            return;
        }
        int replaced = ticks.offer(stream, data);
        if (replaced > 0) {
            metrics.conflated(replaced);
        }
    }

    /** Sends what waits while the client takes it. */
    void flush() {
        while (!messages.isEmpty() && wire.writable()) {
            wire.send(messages.poll());
        }
        if (!messages.isEmpty()) {
            return;
        }
        if (batching) {
            flushBatches();
        } else {
            ticks.drain(wire::writable, data -> wire.send(TickEncoder.message(data)));
        }
    }

    private void flushBatches() {
        while (!ticks.isEmpty() && wire.writable()) {
            List<String> batch = new ArrayList<>();
            ticks.drain(() -> batch.size() < BATCH, batch::add);
            wire.send(batch.size() == 1 ? TickEncoder.message(batch.get(0)) : TickEncoder.batch(batch));
        }
    }

    void forget(String stream) {
        ticks.forget(stream);
    }

    /** Whether the client cannot take more at present. */
    boolean blocked() {
        return !wire.writable();
    }

    /** Whether everything is handed to the socket and it takes more. */
    boolean keptUp() {
        return messages.isEmpty() && ticks.isEmpty() && wire.writable();
    }

    int waiting() {
        return messages.size() + ticks.size();
    }
}
