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

    /** Nothing ran before; {@code state} was kept from an earlier start of the platform. */
    public static RunState fresh(State state) {
        return new RunState(state, null, 1, Set.of());
    }
}
