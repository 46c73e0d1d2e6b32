package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.Subscription;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.AccountQuery;
import io.tickwire.domain.message.ExecutionEvent;
import io.tickwire.domain.message.ExecutionsPage;
import io.tickwire.domain.message.Resume;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.EventEncoder;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Event channels: who listens to which, each event encoded once for all. A session that is still being told the present
 * state of a channel hears nothing new of it until then, so order holds. Owner: the edge's context.
 */
public final class ChannelService {
    private static final String EXECUTIONS = "executions";
    private static final String ACCOUNT = "account";
    private static final String POSITIONS = "positions";
    private static final String HEALTH = "health";
    private static final String BARS = "bars:";

    private final TypedBus bus;
    private final ExecutionReplay replay;
    private final List<String> accounts;
    private final long epoch;
    private final Clock clock;
    private final Map<String, Channel> channels = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();

    private static final class Channel {
        private final Set<Session> sessions = new LinkedHashSet<>();
        /** Who is still being told how things stand, and of which accounts: what happens there is in what it is told. */
        private final Map<Session, Set<String>> waiting = new HashMap<>();

        private final List<Subscription> subscriptions = new ArrayList<>();
    }

    /** @param epoch of the events that this edge numbers itself (bars, health) */
    ChannelService(TypedBus bus, List<String> accounts, long epoch, Clock clock) {
        this.bus = bus;
        this.replay = new ExecutionReplay(bus);
        this.accounts = List.copyOf(accounts);
        this.epoch = epoch;
        this.clock = clock;
    }

    /** Joins the channels that exist; the others are added to {@code rejected} with the reason. */
    List<String> join(Session session, List<String> names, Resume since, Map<String, String> rejected) {
        List<String> joined = new ArrayList<>();
        for (String name : new LinkedHashSet<>(names)) {
            if (!exists(name)) {
                rejected.put(name, "no such channel on this server");
                continue;
            }
            Channel channel = channels.computeIfAbsent(name, this::open);
            if (channel.sessions.add(session) && (name.equals(ACCOUNT) || name.equals(POSITIONS))) {
                channel.waiting.put(session, new HashSet<>(accountsOf(session)));
            }
            if (name.equals(EXECUTIONS) && since != null) {
                replay.begin(session, accountsOf(session), since);
            }
            session.watchlist().channels().add(name);
            joined.add(name);
        }
        return joined;
    }

    /** What was missed since a place, by account; empty when there is none, or executions were not joined. */
    Future<Map<String, ExecutionsPage>> missed(Session session, List<String> joined, Resume since) {
        return since != null && joined.contains(EXECUTIONS)
                ? replay.first(accountsOf(session), since)
                : Future.succeededFuture(Map.of());
    }

    /** Tells the present state of channels just joined and what was missed, then lets events through. */
    Future<?> greet(Session session, List<String> joined, Map<String, ExecutionsPage> missed) {
        List<Future<?>> told = new ArrayList<>();
        if (joined.contains(ACCOUNT) || joined.contains(POSITIONS)) {
            accountsOf(session).forEach(account -> told.add(tellState(session, account, joined)));
        }
        missed.forEach((account, page) -> told.add(replay.tell(session, account, page)));
        return Future.join(told);
    }

    List<String> leave(Session session, List<String> names) {
        List<String> left = new ArrayList<>();
        for (String name : names) {
            Channel channel = channels.get(name);
            if (channel != null && channel.sessions.remove(session)) {
                channel.waiting.remove(session);
                if (name.equals(EXECUTIONS)) {
                    replay.forget(session);
                }
                session.watchlist().channels().remove(name);
                left.add(name);
                if (channel.sessions.isEmpty()) {
                    channels.remove(name);
                    channel.subscriptions.forEach(Subscription::cancel);
                }
            }
        }
        return left;
    }

    private static boolean exists(String name) {
        return Set.of(EXECUTIONS, ACCOUNT, POSITIONS, HEALTH).contains(name)
                || name.startsWith(BARS) && timeframe(name) != null;
    }

    private static Timeframe timeframe(String channel) {
        String name = channel.substring(BARS.length());
        for (Timeframe timeframe : Timeframe.values()) {
            if (timeframe.name().equals(name)) {
                return timeframe;
            }
        }
        return null;
    }

    private Channel open(String name) {
        Channel channel = new Channel();
        if (name.startsWith(BARS)) {
            channel.subscriptions.add(bus.subscribe(
                    Addresses.bars(timeframe(name)),
                    bar -> deliver(channel, EventEncoder.bar(bar, next(name), epoch, clock.millis()))));
        } else if (name.equals(HEALTH)) {
            channel.subscriptions.add(bus.subscribe(
                    Addresses.HEALTH,
                    report -> deliver(channel, EventEncoder.health(report, next(name), epoch, clock.millis()))));
        } else {
            accounts.forEach(account -> channel.subscriptions.add(accountChannel(name, account, channel)));
        }
        return channel;
    }

    private Subscription accountChannel(String name, String account, Channel channel) {
        return switch (name) {
            case EXECUTIONS -> bus.subscribe(Addresses.executions(account), event -> deliver(channel, event));
            case ACCOUNT ->
                bus.subscribe(
                        Addresses.account(account), event -> deliver(channel, account, EventEncoder.account(event)));
            default ->
                bus.subscribe(
                        Addresses.positions(account),
                        event -> deliver(channel, account, EventEncoder.positions(event)));
        };
    }

    private long next(String channel) {
        return sequences.merge(channel, 1L, Long::sum);
    }

    private static void deliver(Channel channel, String event) {
        deliver(channel, "", event);
    }

    /** @param account that the event is of, and that is not open to everybody; empty = of none */
    private static void deliver(Channel channel, String account, String event) {
        for (Session session : List.copyOf(channel.sessions)) {
            boolean waits = channel.waiting.getOrDefault(session, Set.of()).contains(account);
            if (!waits && (account.isEmpty() || isOpen(session, account))) {
                session.reply(event);
            }
        }
    }

    private void deliver(Channel channel, ExecutionEvent event) {
        String text = EventEncoder.execution(event);
        for (Session session : List.copyOf(channel.sessions)) {
            if (isOpen(session, event.account()) && !replay.covers(session, event)) {
                session.reply(text);
            }
        }
    }

    private static boolean isOpen(Session session, String account) {
        return session.caller().identity().mayUse(account);
    }

    private List<String> accountsOf(Session session) {
        return accounts.stream().filter(account -> isOpen(session, account)).toList();
    }

    private void release(Session session, String name, String account) {
        Channel channel = channels.get(name);
        if (channel != null) {
            channel.waiting.computeIfPresent(session, (waits, accountsLeft) -> {
                accountsLeft.remove(account);
                return accountsLeft.isEmpty() ? null : accountsLeft;
            });
        }
    }

    private Future<?> tellState(Session session, String account, List<String> joined) {
        return bus.request(Addresses.accountState(account), new AccountQuery())
                .onSuccess(state -> {
                    if (joined.contains(ACCOUNT) && state.account() != null) {
                        session.reply(EventEncoder.account(state.account()));
                    }
                    if (joined.contains(POSITIONS) && state.positions() != null) {
                        session.reply(EventEncoder.positions(state.positions()));
                    }
                })
                .onComplete(done -> {
                    release(session, ACCOUNT, account);
                    release(session, POSITIONS, account);
                });
    }

    /** Channels with listeners, for tests of the bound. */
    Map<String, Integer> listeners() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        channels.forEach((name, channel) -> counts.put(name, channel.sessions.size()));
        return counts;
    }
}
