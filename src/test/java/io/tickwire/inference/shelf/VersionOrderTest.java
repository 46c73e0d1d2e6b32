package io.tickwire.inference.shelf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class VersionOrderTest {
    private final VersionOrder order = new VersionOrder();

    @Test
    void numbersCountAsNumbers() {
        List<String> sorted = List.of("1", "1.9", "1.10", "2", "9", "10", "2026-01", "2026-11", "v2", "v10");
        assertEquals(
                sorted, sorted.stream().sorted(order.reversed()).sorted(order).toList());
    }

    @Property
    void isAnOrder(
            @ForAll @StringLength(max = 6) @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') String a,
            @ForAll @StringLength(max = 6) @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') String b,
            @ForAll @StringLength(max = 6) @CharRange(from = '0', to = '2') @CharRange(from = 'a', to = 'b') String c) {
        assertEquals(Integer.signum(order.compare(a, b)), -Integer.signum(order.compare(b, a)));
        assertEquals(a.equals(b), order.compare(a, b) == 0);
        if (order.compare(a, b) < 0 && order.compare(b, c) < 0) {
            assertEquals(-1, Integer.signum(order.compare(a, c)));
        }
    }
}
