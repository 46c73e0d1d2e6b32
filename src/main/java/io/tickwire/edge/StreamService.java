package io.tickwire.edge;

import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Tick;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.Resume;
import io.tickwire.domain.message.TickHistory;
import io.tickwire.domain.message.TickQuery;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.ticks.StreamReplies;
import io.tickwire.protocol.ticks.StreamRequest;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Answers the requests of the tick stream, on every profile that has them. A new stream is joined first and its past
 * asked for then; both come from the poller's context in order, so nothing is missed or told twice.
 * Owner: the edge's context.
 */
public final class StreamService {
    private static final String ALL = "*";

    private final MarketDirectory market;
    private final TickHub hub;
    private final ChannelService channels;
    private final Clock clock;

    StreamService(MarketDirectory market, TickHub hub, ChannelService channels, Clock clock) {
        this.market = market;
        this.hub = hub;
        this.channels = channels;
        this.clock = clock;
    }

    /** @param refuse renders a refusal the way the session's profile does */
    void handle(Session session, StreamRequest request, boolean withChannels, BiConsumer<Session, Refusal> refuse) {
        session.inOrder(() -> answer(session, request, withChannels).recover(failure -> {
            refuse.accept(
                    session,
                    Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Market data is not available")
                            .with("retry_after", 1));
            return Future.succeededFuture();
        }));
    }

    private Future<Void> answer(Session session, StreamRequest request, boolean withChannels) {
        if (request instanceof StreamRequest.Subscribe wish) {
            return subscribe(session, wish, withChannels);
        }
        if (request instanceof StreamRequest.Unsubscribe wish) {
            return unsubscribe(session, wish, withChannels);
        }
        if (request instanceof StreamRequest.GetSymbols wish) {
            return market.streams().map(all -> {
                session.reply(StreamReplies.symbols(page(all.keySet(), wish), all.size()));
                return null;
            });
        }
        session.reply(StreamReplies.pong(clock.millis()));
        return Future.succeededFuture();
    }

    private static List<String> page(Set<String> names, StreamRequest.GetSymbols wish) {
        return names.stream()
                .skip(wish.offset())
                .limit(wish.limit() == 0 ? Long.MAX_VALUE : wish.limit())
                .toList();
    }

    private record Selection(Set<String> accepted, Set<String> added, Map<String, String> rejected) {}

    private Future<Void> subscribe(Session session, StreamRequest.Subscribe wish, boolean withChannels) {
        Future<Map<String, SymbolSpec>> known =
                wish.symbols().isEmpty() ? Future.succeededFuture(Map.of()) : market.streams();
        return known.compose(streams -> {
            if (session.isClosed()) {
                return Future.succeededFuture();
            }
            if (!wish.symbols().isEmpty()) {
                session.outbound().batching(wish.batch());
                session.watchlist().maxRate(wish.maxRate());
            }
            Selection selection = select(session, wish.symbols(), streams.keySet());
            List<String> fresh = List.copyOf(selection.added());
            fresh.forEach(stream -> hub.join(session, stream));
            Future<List<TickHistory>> past = fresh.isEmpty()
                    ? Future.succeededFuture(List.of())
                    : market.ticks(new TickQuery(fresh, 1, wish.since()));
            return past.onFailure(gone -> leave(session, fresh))
                    .compose(histories -> join(session, wish, withChannels, selection, histories));
        });
    }

    /** Channels are joined before their past is asked for, as streams are. */
    private Future<Void> join(
            Session session,
            StreamRequest.Subscribe wish,
            boolean withChannels,
            Selection selection,
            List<TickHistory> histories) {
        if (session.isClosed()) {
            return Future.succeededFuture();
        }
        boolean asked = withChannels && !wish.channels().isEmpty();
        List<String> joined =
                asked ? channels.join(session, wish.channels(), wish.since(), selection.rejected()) : List.of();
        return channels.missed(session, joined, wish.since()).compose(missed -> {
            if (session.isClosed()) {
                return Future.succeededFuture();
            }
            session.reply(StreamReplies.subscribed(
                    selection.accepted(),
                    session.watchlist().size(),
                    selection.rejected(),
                    asked ? joined : null,
                    resumed(wish.since(), histories, missed.values())));
            goLive(session, wish, selection, histories);
            return channels.greet(session, joined, missed).otherwiseEmpty().mapEmpty();
        });
    }

    private static Selection select(Session session, List<String> wished, Set<String> known) {
        Set<String> wanted = new LinkedHashSet<>();
        boolean all = wished.contains(ALL);
        wanted.addAll(all ? known : wished);
        Selection selection = new Selection(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashMap<>());
        Watchlist watchlist = session.watchlist();
        for (String stream : wanted) {
            if (!known.contains(stream)) {
                selection.rejected().put(stream, ErrorCode.INVALID_SYMBOL.name());
            } else if (watchlist.streams().contains(stream)) {
                selection.accepted().add(stream);
            } else if (watchlist.hasRoom()) {
                watchlist.add(stream);
                selection.accepted().add(stream);
                selection.added().add(stream);
            } else if (!all) {
                selection.rejected().put(stream, ErrorCode.TOO_MANY_SYMBOLS + ": limit " + watchlist.maxStreams());
            }
        }
        return selection;
    }

    private void goLive(
            Session session, StreamRequest.Subscribe wish, Selection selection, List<TickHistory> histories) {
        long nowNanos = clock.nanos();
        for (String stream : selection.added()) {
            List<Tick> ticks = List.of();
            for (TickHistory history : histories) {
                if (history.ticks().containsKey(stream)) {
                    ticks = history.ticks().get(stream);
                    boolean resumed = wish.since() != null && history.recovered();
                    session.outbound().replay(new TickReplay(stream, ticks, !resumed));
                }
            }
            long seq = ticks.isEmpty() ? 0 : ticks.get(ticks.size() - 1).seq();
            session.watchlist().goLive(stream, seq, nowNanos).forEach(session.outbound()::tick);
        }
        hub.settle(session);
    }

    /** The epoch is that of the ticks where ticks were asked for, else that of the first account's executions. */
    private static StreamReplies.Resumed resumed(
            Resume since, List<TickHistory> histories, Collection<ExecutionsPage> missed) {
        if (since == null || histories.isEmpty() && missed.isEmpty()) {
            return null;
        }
        long epoch = histories.isEmpty()
                ? missed.iterator().next().epoch()
                : histories.get(0).epoch();
        return new StreamReplies.Resumed(
                epoch,
                histories.stream().allMatch(TickHistory::recovered)
                        && missed.stream().allMatch(ExecutionsPage::recovered));
    }

    private Future<Void> unsubscribe(Session session, StreamRequest.Unsubscribe wish, boolean withChannels) {
        Set<String> removed = new LinkedHashSet<>();
        Set<String> named = wish.symbols().contains(ALL)
                ? new LinkedHashSet<>(session.watchlist().streams())
                : new LinkedHashSet<>(wish.symbols());
        for (String stream : named) {
            if (session.watchlist().streams().contains(stream)) {
                removed.add(stream);
            }
        }
        leave(session, removed);
        List<String> left = withChannels ? channels.leave(session, wish.channels()) : List.of();
        session.reply(StreamReplies.unsubscribed(
                removed,
                session.watchlist().size(),
                withChannels && !wish.channels().isEmpty() ? left : null));
        return Future.succeededFuture();
    }

    private void leave(Session session, Collection<String> streams) {
        for (String stream : streams) {
            session.watchlist().remove(stream);
            // What came in this turn is handed on when it leaves, and forgotten with what waits.
            hub.leave(session, stream);
            session.outbound().forget(stream);
        }
        hub.settle(session);
    }

    /** The session is gone. */
    void forget(Session session) {
        leave(session, List.copyOf(session.watchlist().streams()));
        channels.leave(session, List.copyOf(session.watchlist().channels()));
    }
}
