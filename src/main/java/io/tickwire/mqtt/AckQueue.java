package io.tickwire.mqtt;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Answers to PUBLISH, given in the order in which the messages came ([MQTT-4.6.0-2], [MQTT-4.6.0-3]), whenever each is
 * ready. Owner: the broker's thread.
 */
final class AckQueue {
    private final ArrayDeque<Slot> slots = new ArrayDeque<>(1);
    private final Consumer<byte[]> out;

    /** An answer's place. */
    final class Slot {
        private byte[] answer;

        /** It is ready. */
        void give(byte[] packet) {
            answer = packet;
            while (!slots.isEmpty() && slots.peek().answer != null) {
                out.accept(slots.poll().answer);
            }
        }
    }

    AckQueue(Consumer<byte[]> out) {
        this.out = out;
    }

    Slot open() {
        Slot slot = new Slot();
        slots.add(slot);
        return slot;
    }

    /** Answers that are not ready. */
    int size() {
        return slots.size();
    }
}
