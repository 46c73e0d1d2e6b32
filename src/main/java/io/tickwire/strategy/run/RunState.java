package io.tickwire.strategy.run;

import io.tickwire.strategy.State;
import java.util.Set;

/**
 * What one version of a strategy leaves to the next: what it wrote down, and what the platform kept for it. Handed from one
 * thread to the other, and used by one only.
 *
 * @param state what the strategy wrote down
 * @param guard what counts towards its limits
 * @param nextId of its orders and questions
 * @param underWay orders whose reports the next version gets
 */
public record RunState(State state, LimitGuard guard, long nextId, Set<Long> underWay) {

    private static final String DAY = "limitDay";
    private static final String REALISED = "limitRealised";

    /** Nothing ran before; {@code state} was kept from an earlier start of the platform. */
    public static RunState fresh(State state) {
        return new RunState(state, null, 1, Set.of());
    }

    /** The same, with what counts towards the day's loss as an earlier start kept it. */
    public RunState counting(State kept) {
        return kept.has(DAY)
                ? new RunState(state, LimitGuard.of(kept.whole(DAY, 0), kept.number(REALISED, 0)), nextId, underWay)
                : this;
    }

    /** Writes down what counts towards the day's loss. */
    public void keep(State into) {
        if (guard != null) {
            into.put(DAY, guard.day());
            into.put(REALISED, guard.realisedToday());
        }
    }

    /** The same, with other numbers. */
    public RunState with(long newNextId, Set<Long> newUnderWay) {
        return new RunState(state, guard, newNextId, newUnderWay);
    }
}
