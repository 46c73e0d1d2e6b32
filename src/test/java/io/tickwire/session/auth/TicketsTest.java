package io.tickwire.session.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tickwire.domain.Identity;
import io.tickwire.domain.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TicketsTest {
    private static final long SECOND = 1_000_000_000L;
    private long next;
    private final Tickets tickets = new Tickets(() -> Long.toString(next++).getBytes());

    private static Identity identity(String subject) {
        return new Identity(subject, Set.of(Scope.READ), Set.of(), Long.MAX_VALUE, "key:" + subject);
    }

    @Test
    void opensOnceWithinHalfAMinute() {
        String used = tickets.issue(identity("a"), 0);
        String late = tickets.issue(identity("a"), 0);
        assertEquals(identity("a"), tickets.redeem(used, 30 * SECOND - 1));
        assertNull(tickets.redeem(used, 30 * SECOND - 1));
        assertNull(tickets.redeem(late, 30 * SECOND));
        assertNull(tickets.redeem("never issued", 0));
        assertEquals(0, tickets.size());
    }

    @Test
    void whoAsksForTooManyLosesItsOldestAndNobodyElses() {
        String others = tickets.issue(identity("b"), 0);
        List<String> mine = new ArrayList<>();
        for (int i = 0; i <= Tickets.MAX_EACH; i++) {
            mine.add(tickets.issue(identity("a"), 0));
        }
        assertEquals(Tickets.MAX_EACH + 1, tickets.size());
        assertNull(tickets.redeem(mine.get(0), 0));
        assertNotNull(tickets.redeem(mine.get(1), 0));
        assertNotNull(tickets.redeem(others, 0));
    }

    @Test
    void noneIsGivenWhenThereAreVeryManyUntilTheyAreOver() {
        for (int i = 0; i < Tickets.MAX_TICKETS; i++) {
            assertNotNull(tickets.issue(identity("subject" + i), 0));
        }
        assertNull(tickets.issue(identity("late"), 0));
        assertNotNull(tickets.issue(identity("late"), 30 * SECOND));
    }

    @Test
    void goesWithTheCredentialItWasGivenFor() {
        String gone = tickets.issue(identity("a"), 0);
        String stays = tickets.issue(identity("b"), 0);
        tickets.revoke(Set.of("key:a"));
        assertNull(tickets.redeem(gone, 0));
        assertNotNull(tickets.redeem(stays, 0));
    }
}
