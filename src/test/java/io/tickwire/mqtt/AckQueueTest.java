package io.tickwire.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class AckQueueTest {

    @Property(tries = 200)
    void answersComeInTheOrderOfTheirPlacesWhenTheyAreGivenInAnyOther(
            @ForAll @IntRange(min = 1, max = 20) int count, @ForAll long seed) {
        List<Integer> out = new ArrayList<>();
        AckQueue queue = new AckQueue(packet -> out.add((int) packet[0]));
        List<AckQueue.Slot> slots = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            slots.add(queue.open());
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        int ready = 0;
        for (int i : order) {
            slots.get(i).give(new byte[] {(byte) i});
            assertEquals(out.size(), count - queue.size());
            ready++;
            assertEquals(true, out.size() <= ready);
        }
        assertEquals(order.stream().sorted().toList(), out);
        assertEquals(0, queue.size());
    }
}
