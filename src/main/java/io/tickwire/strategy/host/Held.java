package io.tickwire.strategy.host;

import io.tickwire.domain.AccountSnapshot;
import io.tickwire.domain.PendingOrder;
import io.tickwire.domain.Position;
import java.util.List;

/**
 * What a strategy sees of its account at one moment.
 *
 * @param account null while it was not read
 */
record Held(AccountSnapshot account, List<Position> positions, List<PendingOrder> orders) {
    static final Held NOTHING = new Held(null, List.of(), List.of());

    boolean isEmpty() {
        return positions.isEmpty() && orders.isEmpty();
    }
}
