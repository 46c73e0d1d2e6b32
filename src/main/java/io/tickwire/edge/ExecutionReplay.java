package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.Resume;
import io.tickwire.protocol.bridge.EventEncoder;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a client the executions it missed, from the journal, one page after the other as it reads them: however many they
 * are, one page is in memory. Owner: the edge's context.
 */
final class ExecutionReplay {
    /** Less than what may wait for a client. */
    private static final int PAGE = 500;

    private final TypedBus bus;

    ExecutionReplay(TypedBus bus) {
        this.bus = bus;
    }

    /** The first page of each account. From one that does not answer nothing is recovered. */
    Future<Map<String, ExecutionsPage>> first(List<String> accounts, Resume since) {
        Map<String, ExecutionsPage> pages = new LinkedHashMap<>();
        List<Future<ExecutionsPage>> asked = accounts.stream()
                .map(account -> page(account, since)
                        .otherwise(new ExecutionsPage(0, List.of(), false))
                        .onSuccess(page -> pages.put(account, page)))
                .toList();
        return Future.all(asked).map(pages);
    }

    private Future<ExecutionsPage> page(String account, Resume since) {
        return bus.request(Addresses.executionsSince(account), new ExecutionsQuery(since, PAGE));
    }

    /** Completes in the turn in which the last page came: all that is published from then on is news. */
    Future<Void> tell(Session session, String account, ExecutionsPage page) {
        List<ExecutionEvent> events = page.events();
        events.forEach(event -> session.reply(EventEncoder.execution(event)));
        if (events.size() < PAGE) {
            return Future.succeededFuture();
        }
        Resume next = new Resume(page.epoch(), events.get(events.size() - 1).seq());
        return session.writable()
                .compose(v -> session.isClosed()
                        ? Future.failedFuture("the client is gone")
                        : page(account, next).compose(more -> tell(session, account, more)));
    }
}
