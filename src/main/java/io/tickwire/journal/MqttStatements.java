package io.tickwire.journal;

import io.tickwire.journal.MqttChange.Body;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How each change is made in the file. What belongs to a session is only written while there is the session: something
 * late must not become part of a later session of the same client. Immutable.
 */
final class MqttStatements {
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
        inboundAndWills();
    }

    void apply(Statements sql, MqttChange change) throws SQLException {
        hows.get(change.getClass()).apply(sql, change);
    }

    /** A change that runs some texts with the same parameters. */
    private <C extends MqttChange> void on(Class<C> kind, Function<C, Object[]> parameters, String... texts) {
        List<String> all = List.of(texts);
        hows.put(kind, (sql, change) -> {
            Object[] row = parameters.apply(kind.cast(change));
            for (String text : all) {
                sql.of(text, row).executeUpdate();
            }
        });
    }

    private void sessions() {
        on(
                MqttChange.SessionKept.class,
                it -> row(it.clientId(), it.level(), it.expirySeconds(), it.leftMsc(), it.subject()),
                put("session", MqttRows.SESSION));
        on(
                MqttChange.SessionGone.class,
                it -> row(it.clientId()),
                "DELETE FROM session WHERE client = ?",
                "DELETE FROM subscription WHERE client = ?",
                "DELETE FROM queue WHERE client = ?",
                "DELETE FROM received WHERE client = ?",
                "DELETE FROM will WHERE client = ?");
        on(MqttChange.Subscribed.class, MqttStatements::subscribed, putOwn("subscription", MqttRows.SUBSCRIPTION));
        on(
                MqttChange.Unsubscribed.class,
                it -> row(it.clientId(), it.filter()),
                "DELETE FROM subscription WHERE client = ? AND filter = ?");
    }

    private static Object[] subscribed(MqttChange.Subscribed it) {
        return row(
                it.clientId(),
                it.filter(),
                it.qos(),
                it.noLocal(),
                it.retainAsPublished(),
                it.retainHandling(),
                it.subscriptionId());
    }

    private void messages() {
        on(MqttChange.MessageKept.class, it -> with(it.body(), it.id()), put("message", MqttRows.MESSAGE));
        on(MqttChange.MessageGone.class, it -> row(it.id()), "DELETE FROM message WHERE id = ?");
        on(MqttChange.Retained.class, it -> with(it.body()), put("retained", MqttRows.BODY));
        on(MqttChange.RetainedGone.class, it -> row(it.topic()), "DELETE FROM retained WHERE topic = ?");
    }

    private void queue() {
        on(MqttChange.Queued.class, MqttStatements::queued, putOwn("queue", MqttRows.QUEUE));
        on(
                MqttChange.Moved.class,
                it -> row(it.packetId(), MqttRows.code(it.stage()), it.clientId(), it.number()),
                "UPDATE queue SET packet = ?, stage = ? WHERE client = ? AND number = ?");
        on(
                MqttChange.Delivered.class,
                it -> row(it.clientId(), it.number()),
                "DELETE FROM queue WHERE client = ? AND number = ?");
    }

    private static Object[] queued(MqttChange.Queued it) {
        return row(
                it.clientId(),
                it.number(),
                it.messageId(),
                it.qos(),
                it.retain(),
                MqttRows.text(it.subscriptionIds()),
                it.packetId(),
                MqttRows.code(it.stage()));
    }

    private void inboundAndWills() {
        on(MqttChange.Received.class, it -> row(it.clientId(), it.packetId()), putOwn("received", MqttRows.RECEIVED));
        on(
                MqttChange.Freed.class,
                it -> row(it.clientId(), it.packetId()),
                "DELETE FROM received WHERE client = ? AND packet = ?");
        on(
                MqttChange.WillKept.class,
                it -> with(it.body(), it.clientId(), it.dueMsc(), it.delaySeconds()),
                putOwn("will", MqttRows.WILL));
        on(MqttChange.WillGone.class, it -> row(it.clientId()), "DELETE FROM will WHERE client = ?");
    }

    private static String put(String table, String columns) {
        return "INSERT OR REPLACE INTO " + table + " (" + columns + ") SELECT "
                + String.join(", ", Collections.nCopies(columns.split(",").length, "?"));
    }

    /** The first column names the session. */
    private static String putOwn(String table, String columns) {
        return put(table, columns) + " WHERE EXISTS (SELECT 1 FROM session WHERE client = ?1)";
    }

    private static Object[] row(Object... values) {
        return values;
    }

    /** What comes before a body, and its columns. */
    private static Object[] with(Body body, Object... before) {
        Object[] all = new Object[before.length + 8];
        System.arraycopy(before, 0, all, 0, before.length);
        int at = before.length;
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
