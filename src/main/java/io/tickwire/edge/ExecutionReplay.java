package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.ExecutionsQuery;
import io.tickwire.domain.message.Resume;
import io.tickwire.protocol.bridge.EventEncoder;
import io.vertx.core.Future;
import java.util.HashMap;
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
    private final Map<Session, Map<String, Past>> pasts = new HashMap<>();

    /** How far a client has been told what happened on an account. */
    private static final class Past {
        private final Resume since;
        private boolean underWay = true;
        private long epoch;
        private long told;
        private long newest;
        private long newestWhenAsked;

        private Past(Resume since) {
            this.since = since;
        }

        private Resume place() {
            return told == 0 ? since : new Resume(epoch, told);
        }
    }

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

    /** From now on what happens is a part of what the client is told, until that ends. */
    void begin(Session session, List<String> accounts, Resume since) {
        Map<String, Past> begun = new HashMap<>();
        accounts.forEach(account -> begun.put(account, new Past(since)));
        pasts.put(session, begun);
    }

    void forget(Session session) {
        pasts.remove(session);
    }

    /**
     * Whether the client is, or was, told of an event with the past. The journal is read on another thread than it is
     * written on: a page may lack what was published before it came, or have what is published after.
     */
    boolean covers(Session session, ExecutionEvent event) {
        Past past = past(session, event.account());
        if (past == null) {
            return false;
        }
        if (past.underWay) {
            past.newest = Math.max(past.newest, event.seq());
            return true;
        }
        return event.epoch() == past.epoch && event.seq() <= past.told;
    }

    private Past past(Session session, String account) {
        return pasts.getOrDefault(session, Map.of()).get(account);
    }

    /** Completes when the last page was told: all that is not in it is news from then on. */
    Future<Void> tell(Session session, String account, ExecutionsPage first) {
        Past past = past(session, account);
        return past == null ? gone() : tell(session, account, past, first).onComplete(done -> past.underWay = false);
    }

    private Future<Void> tell(Session session, String account, Past past, ExecutionsPage page) {
        List<ExecutionEvent> events = page.events();
        events.forEach(event -> session.reply(EventEncoder.execution(event)));
        past.epoch = page.epoch();
        past.told = events.isEmpty() ? past.told : events.get(events.size() - 1).seq();
        boolean missing = past.newest > past.told && past.newest > past.newestWhenAsked;
        if (events.size() < PAGE && !missing) {
            return Future.succeededFuture();
        }
        return session.writable().compose(v -> {
            if (session.isClosed()) {
                return gone();
            }
            past.newestWhenAsked = past.newest;
            return page(account, past.place()).compose(more -> tell(session, account, past, more));
        });
    }

    private static Future<Void> gone() {
        return Future.failedFuture("the client is gone");
    }
}
