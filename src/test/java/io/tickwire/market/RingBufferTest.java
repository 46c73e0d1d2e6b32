package io.tickwire.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class RingBufferTest {

    @Property
    void holdsTheNewestOfAList(
            @ForAll @IntRange(min = 1, max = 200) int capacity, @ForAll @IntRange(max = 600) int added) {
        RingBuffer<Integer> ring = new RingBuffer<>(capacity);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < added; i++) {
            ring.add(i);
            all.add(i);
        }
        List<Integer> kept = all.subList(Math.max(0, added - capacity), added);
        assertEquals(kept, ring.newest(capacity));
        assertEquals(kept.subList(Math.max(0, kept.size() - 7), kept.size()), ring.newest(7));
    }

    @Test
    void refusesAnIndexThatIsNotThere() {
        RingBuffer<String> ring = new RingBuffer<>(4);
        ring.add("a");
        assertThrows(IndexOutOfBoundsException.class, () -> ring.get(1));
        assertThrows(IllegalArgumentException.class, () -> new RingBuffer<>(0));
    }
}
