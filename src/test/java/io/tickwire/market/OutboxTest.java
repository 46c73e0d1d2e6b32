package io.tickwire.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class OutboxTest {

    @Test
    void keepsEveryTickInOrderWhileTheyFit() {
        Outbox<String> outbox = new Outbox<>(3);
        outbox.offer("A", "a1");
        outbox.offer("B", "b1");
        outbox.offer("A", "a2");
        assertEquals(List.of("a1", "b1", "a2"), drainAll(outbox));
    }

    @Test
    void keepsTheNewestOfEachStreamFromTheBoundOn() {
        Outbox<String> outbox = new Outbox<>(3);
        int replaced = 0;
        for (String tick : List.of("a1", "b1", "a2", "a3", "b2", "c1")) {
            replaced += outbox.offer(tick.substring(0, 1), tick);
        }
        assertTrue(outbox.isConflating());
        assertEquals(3, replaced);
        assertEquals(List.of("a3", "b2", "c1"), drainAll(outbox));
        assertFalse(outbox.isConflating());
    }

    @Test
    void stopsWhereTheClientStopsReading() {
        Outbox<String> outbox = new Outbox<>(10);
        for (int i = 0; i < 5; i++) {
            outbox.offer("A", "a" + i);
        }
        List<String> written = new ArrayList<>();
        outbox.drain(() -> written.size() < 2, written::add);
        assertEquals(List.of("a0", "a1"), written);
        assertEquals(3, outbox.size());
    }

    @Test
    void forgetsAStreamThatTheClientLeft() {
        Outbox<String> outbox = new Outbox<>(2);
        outbox.offer("A", "a1");
        outbox.offer("B", "b1");
        outbox.offer("A", "a2");
        outbox.forget("A");
        assertEquals(List.of("b1"), drainAll(outbox));
    }

    /** Whatever comes in: bounded, the last of each stream is delivered, and nothing of a stream goes backwards. */
    @Property
    void neverLosesTheNewestNorTheOrderOfAStream(
            @ForAll @Size(max = 200) List<@IntRange(max = 4) Integer> streams,
            @ForAll @IntRange(min = 1, max = 20) int capacity) {
        Outbox<Integer> outbox = new Outbox<>(capacity);
        Map<String, Integer> newest = new LinkedHashMap<>();
        int number = 0;
        int replaced = 0;
        for (int stream : streams) {
            replaced += outbox.offer("S" + stream, number);
            newest.put("S" + stream, number++);
            assertTrue(outbox.size() <= capacity + 5, "bounded");
        }
        List<Integer> out = drainAll(outbox);
        assertEquals(streams.size(), out.size() + replaced);
        Map<String, Integer> last = new LinkedHashMap<>();
        for (int tick : out) {
            Integer before = last.put("S" + streams.get(tick), tick);
            assertTrue(before == null || before < tick, "backwards");
        }
        assertEquals(newest, last);
    }

    private static <T> List<T> drainAll(Outbox<T> outbox) {
        List<T> written = new ArrayList<>();
        outbox.drain(() -> true, written::add);
        return written;
    }
}
