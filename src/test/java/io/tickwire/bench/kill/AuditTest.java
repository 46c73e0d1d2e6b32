package io.tickwire.bench.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.bench.kill.Told.Answer;
import io.tickwire.domain.OrderTag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class AuditTest {
    private static final UUID ID = UUID.fromString("3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    private static final String TAG = OrderTag.of(ID);
    private static final Answer DONE = new Answer("success", "7");
    private static final Answer UNKNOWN = new Answer("unknown", "UNKNOWN_OUTCOME");
    private static final Answer REFUSED = new Answer("error", "RISK_REJECTED");
    private static final Answer FAILED = new Answer("failed", "TERMINAL_UNAVAILABLE");

    private static List<String> audit(List<Answer> told, Answer journal, Set<Long> orders) {
        return new Audit(
                        Map.of(ID, told),
                        journal == null ? Map.of() : Map.of(ID, journal),
                        orders.isEmpty() ? Map.of() : Map.of(TAG, orders))
                .contradictions();
    }

    private static void finds(String what, List<String> contradictions) {
        assertEquals(1, contradictions.size(), contradictions::toString);
        assertTrue(contradictions.get(0).contains(what), contradictions::toString);
    }

    @Test
    void agreesWhenAllThreeSayTheSame() {
        assertEquals(List.of(), audit(List.of(UNKNOWN, DONE, DONE), DONE, Set.of(7L)));
        assertEquals(List.of(), audit(List.of(REFUSED), null, Set.of()));
        assertEquals(List.of(), audit(List.of(FAILED), FAILED, Set.of()));
    }

    @Test
    void findsALostOrder() {
        assertTrue(audit(List.of(DONE), DONE, Set.of()).toString().contains("LOST"));
        assertTrue(audit(List.of(DONE), DONE, Set.of(8L)).toString().contains("LOST"));
    }

    @Test
    void findsADoubledOrder() {
        finds("DOUBLED", audit(List.of(DONE), DONE, Set.of(7L, 8L)));
    }

    @Test
    void findsAnOrderThatWasCalledRefused() {
        finds("but the broker booked", audit(List.of(FAILED), DONE, Set.of(7L)));
    }

    @Test
    void findsWhatTheJournalDoesNotKnowOrKnowsOtherwise() {
        finds("the journal knows nothing", audit(List.of(DONE), null, Set.of(7L)));
        finds("the journal says", audit(List.of(DONE), FAILED, Set.of(7L)));
        finds("still in doubt", audit(List.of(FAILED), UNKNOWN, Set.of()));
        finds("still in doubt", audit(List.of(FAILED), new Answer("pending", ""), Set.of()));
    }

    @Test
    void findsSignalsWithoutALastWordAndWithTwo() {
        finds("never got a last word", audit(List.of(UNKNOWN), DONE, Set.of(7L)));
        assertTrue(audit(List.of(DONE, FAILED), DONE, Set.of(7L)).toString().contains("different things"));
    }

    @Test
    void findsWhatNobodySent() {
        finds("nobody sent", new Audit(Map.of(), Map.of(), Map.of("tw:x", Set.of(1L))).contradictions());
        finds("nobody sent", new Audit(Map.of(), Map.of(ID, FAILED), Map.of()).contradictions());
    }
}
