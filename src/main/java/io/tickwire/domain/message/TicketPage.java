package io.tickwire.domain.message;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Some rows of a list that is ordered by ticket.
 *
 * @param next ticket after which the next page begins, 0 = this was the last
 */
public record TicketPage<T>(List<T> rows, long next) {

    /**
     * The rows after a ticket.
     *
     * @param after 0 = from the beginning
     * @param limit at most so many
     */
    public static <T> TicketPage<T> of(List<T> all, ToLongFunction<T> ticket, long after, int limit) {
        List<T> rest = all.stream()
                .filter(row -> ticket.applyAsLong(row) > after)
                .sorted(Comparator.comparingLong(ticket))
                .limit(limit + 1L)
                .toList();
        return rest.size() > limit
                ? new TicketPage<>(rest.subList(0, limit), ticket.applyAsLong(rest.get(limit - 1)))
                : new TicketPage<>(rest, 0);
    }
}
