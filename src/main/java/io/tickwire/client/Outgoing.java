package io.tickwire.client;

import io.tickwire.ops.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

/** Messages on their way out: in order, at our pace, and only while the socket takes them. Owner: the client's context. */
final class Outgoing {
    private static final double LOOK_AGAIN_MS = 20;

    private record Item(String text, BooleanSupplier before) {}

    private final Pace pace;
    private final Clock clock;
    private final Timers timers;
    private final Deque<Item> items = new ArrayDeque<>();
    private Wire wire;
    private Runnable planned;

    Outgoing(Pace pace, Clock clock, Timers timers) {
        this.pace = pace;
        this.clock = clock;
        this.timers = timers;
    }

    void opened(Wire next) {
        wire = next;
        drain();
    }

    /** What was not sent yet is forgotten: whoever still wants it says so on the next connection. */
    void lost() {
        wire = null;
        items.clear();
    }

    void put(String text) {
        put(text, () -> true);
    }

    /** @param before called as it goes out; false drops it */
    void put(String text, BooleanSupplier before) {
        if (wire != null) {
            items.add(new Item(text, before));
            drain();
        }
    }

    private void drain() {
        if (planned != null) {
            planned.run();
            planned = null;
        }
        while (wire != null && !items.isEmpty()) {
            double pauseMs = wire.isFull() ? LOOK_AGAIN_MS : pace.take(clock.nanos() / 1_000_000);
            if (pauseMs > 0) {
                planned = timers.after(pauseMs, this::drain);
                return;
            }
            Item item = items.poll();
            if (item.before().getAsBoolean()) {
                wire.send(item.text());
            }
        }
    }
}
