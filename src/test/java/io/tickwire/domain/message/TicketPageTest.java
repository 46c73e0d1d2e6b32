package io.tickwire.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketPageTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void pagesShowEachRowOnceInOrder(int limit) {
        List<Long> all = List.of(5L, 3L, 9L, 1L, 7L);
        List<Long> seen = new ArrayList<>();
        long after = 0;
        do {
            TicketPage<Long> page = TicketPage.of(all, Long::longValue, after, limit);
            seen.addAll(page.rows());
            after = page.next();
        } while (after != 0);
        assertEquals(List.of(1L, 3L, 5L, 7L, 9L), seen);
    }
}
