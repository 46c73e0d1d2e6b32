package io.tickwire.journal;

import io.tickwire.journal.MqttChange.Body;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How each change is made in the file. What belongs to a session is only written while there is the session: something
 * late must not become part of a later session of the same client. Immutable.
 */
final class MqttStatements {
    private static final String OF_SESSION = " WHERE EXISTS (SELECT 1 FROM session WHERE client = ?1)";
    private static final List<String> SESSION_TABLES = List.of("subscription", "queue", "received", "will", "session");

    private final Map<Class<? extends MqttChange>, How<MqttChange>> hows = new HashMap<>();

    /** Makes one kind of change. */
    @FunctionalInterface
    private interface How<C> {
        void apply(Statements sql, C change) throws SQLException;
    }

    MqttStatements() {
        sessions();
        messages();
        queue();
        single();
    }

    void apply(Statements sql, MqttChange change) throws SQLException {
        hows.get(change.getClass()).apply(sql, change);
    }

    private <C extends MqttChange> void on(Class<C> kind, How<C> how) {
        hows.put(kind, (sql, change) -> how.apply(sql, kind.cast(change)));
    }

    private static void run(Statements sql, String text, Object... parameters) throws SQLException {
        sql.of(text, parameters).executeUpdate();
    }

    private void sessions() {
        on(
                MqttChange.SessionKept.class,
                (sql, it) -> run(
                        sql,
                        "INSERT OR REPLACE INTO session (client, level, expiry_seconds, left_msc, subject)"
                                + " VALUES (?, ?, ?, ?, ?)",
                        it.clientId(),
                        it.level(),
                        it.expirySeconds(),
                        it.leftMsc(),
                        it.subject()));
        List<String> gone = SESSION_TABLES.stream()
                .map(table -> "DELETE FROM " + table + " WHERE client = ?")
                .collect(Collectors.toUnmodifiableList());
        on(MqttChange.SessionGone.class, (sql, it) -> {
            for (String text : gone) {
                run(sql, text, it.clientId());
            }
        });
        on(
                MqttChange.Subscribed.class,
                (sql, it) -> run(
                        sql,
                        "INSERT OR REPLACE INTO subscription (client, filter, qos, no_local, retain_as_published,"
                                + " retain_handling, subscription_id) SELECT ?, ?, ?, ?, ?, ?, ?" + OF_SESSION,
                        it.clientId(),
                        it.filter(),
                        it.qos(),
                        it.noLocal(),
                        it.retainAsPublished(),
                        it.retainHandling(),
                        it.subscriptionId()));
        on(
                MqttChange.Unsubscribed.class,
                (sql, it) -> run(
                        sql, "DELETE FROM subscription WHERE client = ? AND filter = ?", it.clientId(), it.filter()));
    }

    private void messages() {
        on(
                MqttChange.MessageKept.class,
                (sql, it) -> run(
                        sql,
                        "INSERT OR REPLACE INTO message (id, " + MqttRows.BODY + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        with(it.body(), it.id())));
        on(MqttChange.MessageGone.class, (sql, it) -> run(sql, "DELETE FROM message WHERE id = ?", it.id()));
        on(
                MqttChange.Retained.class,
                (sql, it) -> run(
                        sql,
                        "INSERT OR REPLACE INTO retained (" + MqttRows.BODY + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        with(it.body())));
        on(MqttChange.RetainedGone.class, (sql, it) -> run(sql, "DELETE FROM retained WHERE topic = ?", it.topic()));
    }

    private void queue() {
        on(
                MqttChange.Queued.class,
                (sql, it) -> run(
                        sql,
                        "INSERT OR REPLACE INTO queue (client, number, message, qos, retain, subscription_ids, packet,"
                                + " stage) SELECT ?, ?, ?, ?, ?, ?, ?, ?" + OF_SESSION,
                        it.clientId(),
                        it.number(),
                        it.messageId(),
                        it.qos(),
                        it.retain(),
                        MqttRows.text(it.subscriptionIds()),
                        it.packetId(),
                        MqttRows.code(it.stage())));
        on(
                MqttChange.Moved.class,
                (sql, it) -> run(
                        sql,
                        "UPDATE queue SET packet = ?, stage = ? WHERE client = ? AND number = ?",
                        it.packetId(),
                        MqttRows.code(it.stage()),
                        it.clientId(),
                        it.number()));
        on(
                MqttChange.Delivered.class,
                (sql, it) -> run(sql, "DELETE FROM queue WHERE client = ? AND number = ?", it.clientId(), it.number()));
    }

    private void single() {
        on(
                MqttChange.Received.class,
                (sql, it) -> run(
                        sql,
                        "INSERT OR REPLACE INTO received (client, packet) SELECT ?, ?" + OF_SESSION,
                        it.clientId(),
                        it.packetId()));
        on(
                MqttChange.Freed.class,
                (sql, it) ->
                        run(sql, "DELETE FROM received WHERE client = ? AND packet = ?", it.clientId(), it.packetId()));
        on(
                MqttChange.WillKept.class,
                (sql, it) -> run(
                        sql,
                        "INSERT OR REPLACE INTO will (client, due_msc, delay_seconds, " + MqttRows.BODY
                                + ") SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?" + OF_SESSION,
                        with(it.body(), it.clientId(), it.dueMsc(), it.delaySeconds())));
        on(MqttChange.WillGone.class, (sql, it) -> run(sql, "DELETE FROM will WHERE client = ?", it.clientId()));
    }

    /** The parameters that come first, then those of a body. */
    private static Object[] with(Body body, Object... first) {
        Object[] all = new Object[first.length + 8];
        System.arraycopy(first, 0, all, 0, first.length);
        int at = first.length;
        all[at++] = body.topic();
        all[at++] = body.payload();
        all[at++] = body.qos();
        all[at++] = body.retain();
        all[at++] = body.properties();
        all[at++] = body.publishedMsc();
        all[at++] = body.expiresMsc();
        all[at] = body.publisher();
        return all;
    }
}
