package io.tickwire.journal;

import io.tickwire.journal.MqttChange.Delivered;
import io.tickwire.journal.MqttChange.Freed;
import io.tickwire.journal.MqttChange.MessageGone;
import io.tickwire.journal.MqttChange.MessageKept;
import io.tickwire.journal.MqttChange.Moved;
import io.tickwire.journal.MqttChange.Queued;
import io.tickwire.journal.MqttChange.Received;
import io.tickwire.journal.MqttChange.Retained;
import io.tickwire.journal.MqttChange.RetainedGone;
import io.tickwire.journal.MqttChange.SessionGone;
import io.tickwire.journal.MqttChange.SessionKept;
import io.tickwire.journal.MqttChange.Subscribed;
import io.tickwire.journal.MqttChange.Unsubscribed;
import io.tickwire.journal.MqttChange.WillGone;
import io.tickwire.journal.MqttChange.WillKept;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An MQTT server's store that lives as long as its process: it survives the server's verticle, and no restart. As large as
 * what the server keeps. Any thread.
 */
public final class MemoryMqttStore implements MqttStore {
    private final Map<String, Held> sessions = new TreeMap<>();
    private final Map<Long, MessageKept> messages = new TreeMap<>();
    private final Map<String, Retained> retained = new TreeMap<>();
    private final Map<Class<? extends MqttChange>, Consumer<MqttChange>> hows = new HashMap<>();

    /** What belongs to a session. */
    private static final class Held {
        private SessionKept session;
        private WillKept will;
        private final Map<String, Subscribed> subscriptions = new TreeMap<>();
        private final Map<Long, Queued> queue = new TreeMap<>();
        private final Map<Integer, Received> received = new TreeMap<>();
    }

    public MemoryMqttStore() {
        on(SessionKept.class, it -> sessions.computeIfAbsent(it.clientId(), id -> new Held()).session = it);
        on(SessionGone.class, it -> sessions.remove(it.clientId()));
        on(MessageKept.class, it -> messages.put(it.id(), it));
        on(MessageGone.class, it -> messages.remove(it.id()));
        on(Retained.class, it -> retained.put(it.body().topic(), it));
        on(RetainedGone.class, it -> retained.remove(it.topic()));
        ofSession(Subscribed.class, Subscribed::clientId, (held, it) -> held.subscriptions.put(it.filter(), it));
        ofSession(Unsubscribed.class, Unsubscribed::clientId, (held, it) -> held.subscriptions.remove(it.filter()));
        ofSession(Queued.class, Queued::clientId, (held, it) -> held.queue.put(it.number(), it));
        ofSession(
                Moved.class,
                Moved::clientId,
                (held, it) -> held.queue.computeIfPresent(it.number(), (number, was) -> moved(was, it)));
        ofSession(Delivered.class, Delivered::clientId, (held, it) -> held.queue.remove(it.number()));
        ofSession(Received.class, Received::clientId, (held, it) -> held.received.put(it.packetId(), it));
        ofSession(Freed.class, Freed::clientId, (held, it) -> held.received.remove(it.packetId()));
        ofSession(WillKept.class, WillKept::clientId, (held, it) -> held.will = it);
        ofSession(WillGone.class, WillGone::clientId, (held, it) -> held.will = null);
    }

    private <C extends MqttChange> void on(Class<C> kind, Consumer<C> how) {
        hows.put(kind, change -> how.accept(kind.cast(change)));
    }

    private <C extends MqttChange> void ofSession(
            Class<C> kind, Function<C, String> clientId, BiConsumer<Held, C> how) {
        on(kind, change -> {
            Held held = sessions.get(clientId.apply(change));
            if (held != null) {
                how.accept(held, change);
            }
        });
    }

    private static Queued moved(Queued was, Moved to) {
        return new Queued(
                was.clientId(),
                was.number(),
                was.messageId(),
                was.qos(),
                was.retain(),
                was.subscriptionIds(),
                to.packetId(),
                to.stage());
    }

    @Override
    public synchronized Future<Void> commit(List<MqttChange> changes) {
        changes.forEach(change -> hows.get(change.getClass()).accept(change));
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<MqttStored> load() {
        tidy();
        List<MqttChange> all = new ArrayList<>();
        sessions.values().forEach(held -> all.add(held.session));
        sessions.values().forEach(held -> all.addAll(held.subscriptions.values()));
        all.addAll(messages.values());
        sessions.values().forEach(held -> all.addAll(held.queue.values()));
        sessions.values().forEach(held -> all.addAll(held.received.values()));
        sessions.values().stream().flatMap(held -> Stream.ofNullable(held.will)).forEach(all::add);
        all.addAll(retained.values());
        return Future.succeededFuture(new MqttStored(all));
    }

    /** Deletes what nothing names, and what names what is not there. */
    private void tidy() {
        sessions.values().forEach(held -> held.queue.values().removeIf(it -> !messages.containsKey(it.messageId())));
        Set<Long> named = sessions.values().stream()
                .flatMap(held -> held.queue.values().stream())
                .map(Queued::messageId)
                .collect(Collectors.toSet());
        messages.keySet().retainAll(named);
    }
}
