package io.tickwire.execution;

import io.tickwire.domain.Deal;
import io.tickwire.domain.message.DealsPage;
import io.tickwire.domain.message.DealsQuery;
import io.tickwire.domain.message.TicketPage;
import io.vertx.core.Future;

/** Pages through the deals that the terminal keeps. Owner: the executor's context. */
public final class DealsDesk {
    private final GuardedTerminal terminal;

    DealsDesk(GuardedTerminal terminal) {
        this.terminal = terminal;
    }

    /** Fails while the terminal does not answer. */
    public Future<DealsPage> page(DealsQuery query) {
        // The terminal takes both ends, the question ends before its last one.
        return terminal.deals(query.fromMsc(), query.toMsc() - 1)
                .map(all -> new DealsPage(TicketPage.of(all, Deal::ticket, query.after(), query.limit())));
    }
}
