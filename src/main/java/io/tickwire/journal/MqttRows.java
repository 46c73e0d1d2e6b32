package io.tickwire.journal;

import io.tickwire.journal.MqttChange.Body;
import io.tickwire.journal.MqttChange.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of an MQTT store as the changes that made them. Pure. */
final class MqttRows {
    /** The columns of a {@link Body}, in its order. */
    static final String BODY = "topic, payload, qos, retain, properties, published_msc, expires_msc, publisher";

    private static final List<String> ORPHANS = List.of(
            "DELETE FROM subscription WHERE client NOT IN (SELECT client FROM session)",
            "DELETE FROM queue WHERE client NOT IN (SELECT client FROM session)"
                    + " OR message NOT IN (SELECT id FROM message)",
            "DELETE FROM received WHERE client NOT IN (SELECT client FROM session)",
            "DELETE FROM will WHERE client NOT IN (SELECT client FROM session)",
            "DELETE FROM message WHERE id NOT IN (SELECT message FROM queue)");

    private MqttRows() {}

    /** One row as a change. */
    @FunctionalInterface
    private interface Row {
        MqttChange change(ResultSet row) throws SQLException;
    }

    /** Deletes what nothing names, and what names what is not there. */
    static void tidy(Statements sql) throws SQLException {
        for (String orphans : ORPHANS) {
            sql.of(orphans).executeUpdate();
        }
    }

    /** All there is, in the order of {@link MqttStored}. */
    static List<MqttChange> all(Statements sql) throws SQLException {
        List<MqttChange> all = new ArrayList<>();
        add(
                all,
                sql,
                "SELECT client, level, expiry_seconds, left_msc, subject FROM session ORDER BY client",
                row -> new MqttChange.SessionKept(
                        row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getString(5)));
        add(
                all,
                sql,
                "SELECT client, filter, qos, no_local, retain_as_published, retain_handling, subscription_id"
                        + " FROM subscription ORDER BY client, filter",
                MqttRows::subscribed);
        add(
                all,
                sql,
                "SELECT " + BODY + ", id FROM message ORDER BY id",
                row -> new MqttChange.MessageKept(row.getLong(9), body(row)));
        add(
                all,
                sql,
                "SELECT client, number, message, qos, retain, subscription_ids, packet, stage FROM queue"
                        + " ORDER BY client, number",
                MqttRows::queued);
        add(
                all,
                sql,
                "SELECT client, packet FROM received ORDER BY client, packet",
                row -> new MqttChange.Received(row.getString(1), row.getInt(2)));
        add(
                all,
                sql,
                "SELECT " + BODY + ", client, due_msc, delay_seconds FROM will ORDER BY client",
                row -> new MqttChange.WillKept(row.getString(9), row.getLong(10), row.getLong(11), body(row)));
        add(all, sql, "SELECT " + BODY + " FROM retained ORDER BY topic", row -> new MqttChange.Retained(body(row)));
        return all;
    }

    private static void add(List<MqttChange> all, Statements sql, String query, Row row) throws SQLException {
        try (ResultSet rows = sql.of(query).executeQuery()) {
            while (rows.next()) {
                all.add(row.change(rows));
            }
        }
    }

    private static MqttChange subscribed(ResultSet row) throws SQLException {
        return new MqttChange.Subscribed(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getBoolean(4),
                row.getBoolean(5),
                row.getInt(6),
                row.getInt(7));
    }

    private static MqttChange queued(ResultSet row) throws SQLException {
        return new MqttChange.Queued(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                row.getBoolean(5),
                ids(row.getString(6)),
                row.getInt(7),
                stage(row.getInt(8)));
    }

    private static Body body(ResultSet row) throws SQLException {
        return new Body(
                row.getString(1),
                row.getBytes(2),
                row.getInt(3),
                row.getBoolean(4),
                row.getBytes(5),
                row.getLong(6),
                row.getLong(7),
                row.getString(8));
    }

    /** Subscription ids with commas; nearly always there are none. */
    static String text(List<Integer> ids) {
        return ids.isEmpty() ? "" : ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static List<Integer> ids(String text) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(",")).map(Integer::valueOf).toList();
    }

    /** As the file has it; it outlives the enum. */
    static int code(Stage stage) {
        return switch (stage) {
            case WAITING -> 0;
            case SENT -> 1;
            case RELEASED -> 2;
        };
    }

    private static Stage stage(int code) {
        return switch (code) {
            case 0 -> Stage.WAITING;
            case 1 -> Stage.SENT;
            case 2 -> Stage.RELEASED;
            default -> throw new JournalUnavailableException("the MQTT store has a message at stage " + code);
        };
    }
}
