package io.tickwire.edge;

import io.netty.buffer.ByteBuf;
import io.tickwire.market.Outbox;
import io.tickwire.ops.Metrics;
import io.tickwire.protocol.CloseCode;
import io.tickwire.protocol.ticks.EncodedTick;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What waits for one client. Answers and events keep their order and are never dropped: at their bound the client is
 * closed with 4001. Then what a client asked to be told again, which is not dropped either but written as it is read. Then
 * ticks, which go through an {@link Outbox} and conflate. Owner: the edge's context.
 */
final class Outbound {
    /** Ticks in one write: about 25 KiB, so that few more are written to a client that stopped reading. */
    private static final int WRITE = 100;

    private final Wire wire;
    private final Turn turn;
    private final BiConsumer<CloseCode, String> closer;
    private final int maxMessages;
    private final Metrics metrics;
    private final ArrayDeque<String> messages = new ArrayDeque<>(1);
    private final ArrayDeque<TickReplay> replays = new ArrayDeque<>(1);
    private final Outbox<EncodedTick> ticks;
    private boolean batching;
    private boolean flushDue;

    /** @param closer closes the session that this is part of */
    Outbound(
            Wire wire,
            Turn turn,
            BiConsumer<CloseCode, String> closer,
            int maxMessages,
            int maxTicks,
            Metrics metrics) {
        this.wire = wire;
        this.turn = turn;
        this.closer = closer;
        this.maxMessages = maxMessages;
        this.metrics = metrics;
        this.ticks = new Outbox<>(maxTicks);
    }

    /** Whether ticks are joined into {@code ticks} messages. */
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

    /** Tells ticks of the past, as fast as the client takes them, before all that is new. */
    void replay(TickReplay past) {
        replays.add(past);
        flushLater();
    }

    /** Keeps a tick until the turn ends, or until the client can take it. */
    void tick(EncodedTick tick) {
        int replaced = ticks.offer(tick.stream(), tick);
        if (replaced > 0) {
            metrics.conflated(replaced);
        }
        flushLater();
    }

    /** Sends encoded ticks past all that waits; only when {@link #keptUp()}. They are the wire's from now on. */
    void write(ByteBuf frames) {
        wire.send(frames);
    }

    /** Puts ticks into frames that this client understands; the caller owns them. */
    ByteBuf frames(List<EncodedTick> next, boolean joined) {
        return TickFrames.encode(wire.allocator(), next, joined, wire.deflation());
    }

    boolean deflating() {
        return wire.deflation() != null;
    }

    private void flushLater() {
        if (!flushDue) {
            flushDue = true;
            turn.atEnd(this::endOfTurn);
        }
    }

    private void endOfTurn() {
        flushDue = false;
        flush();
    }

    /** Sends what waits while the client takes it. */
    void flush() {
        while (!messages.isEmpty() && wire.writable()) {
            wire.send(messages.poll());
        }
        while (messages.isEmpty() && !(replays.isEmpty() && ticks.isEmpty()) && wire.writable()) {
            List<EncodedTick> next = new ArrayList<>();
            while (!replays.isEmpty() && replays.peek().drainTo(next, WRITE)) {
                replays.poll();
            }
            ticks.drain(() -> replays.isEmpty() && next.size() < WRITE, next::add);
            if (!next.isEmpty()) {
                wire.send(frames(next, batching));
            }
        }
    }

    void forget(String stream) {
        replays.removeIf(past -> past.stream().equals(stream));
        ticks.forget(stream);
    }

    /** Whether the client cannot take more at present. */
    boolean blocked() {
        return !wire.writable();
    }

    /** Whether everything is handed to the socket and it takes more. */
    boolean keptUp() {
        return messages.isEmpty() && replays.isEmpty() && ticks.isEmpty() && wire.writable();
    }

    int waiting() {
        return messages.size() + ticks.size() + replays.size();
    }
}
