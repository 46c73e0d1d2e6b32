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
    static final String SESSION = "client, level, expiry_seconds, left_msc, subject";
    static final String SUBSCRIPTION =
            "client, filter, qos, no_local, retain_as_published, retain_handling, subscription_id";
    static final String BODY = "topic, payload, qos, retain, properties, published_msc, expires_msc, publisher";
    static final String MESSAGE = "id, " + BODY;
    static final String QUEUE = "client, number, message, qos, retain, subscription_ids, packet, stage";
    static final String RECEIVED = "client, packet";
    static final String WILL = "client, due_msc, delay_seconds, " + BODY;

    private static final List<String> ORPHANS = List.of(
            "DELETE FROM subscription WHERE client NOT IN (SELECT client FROM session)",
            "DELETE FROM queue WHERE client NOT IN (SELECT client FROM session)"
                    + " OR message NOT IN (SELECT id FROM message)",
            "DELETE FROM received WHERE client NOT IN (SELECT client FROM session)",
            "DELETE FROM will WHERE client NOT IN (SELECT client FROM session)",
            "DELETE FROM message WHERE id NOT IN (SELECT message FROM queue)");

    private static final List<Table> TABLES = List.of(
            new Table("SELECT " + SESSION + " FROM session ORDER BY client", MqttRows::session),
            new Table("SELECT " + SUBSCRIPTION + " FROM subscription ORDER BY client, filter", MqttRows::subscribed),
            new Table(
                    "SELECT " + MESSAGE + " FROM message ORDER BY id",
                    row -> new MqttChange.MessageKept(row.getLong(1), body(row, 2))),
            new Table("SELECT " + QUEUE + " FROM queue ORDER BY client, number", MqttRows::queued),
            new Table(
                    "SELECT " + RECEIVED + " FROM received ORDER BY client, packet",
                    row -> new MqttChange.Received(row.getString(1), row.getInt(2))),
            new Table(
                    "SELECT " + WILL + " FROM will ORDER BY client",
                    row -> new MqttChange.WillKept(row.getString(1), row.getLong(2), row.getLong(3), body(row, 4))),
            new Table(
                    "SELECT " + BODY + " FROM retained ORDER BY topic", row -> new MqttChange.Retained(body(row, 1))));

    private MqttRows() {}

    /** One row as a change. */
    @FunctionalInterface
    private interface Row {
        MqttChange change(ResultSet row) throws SQLException;
    }

    private record Table(String query, Row row) {}

    /** Deletes what nothing names, and what names what is not there. */
    static void tidy(Statements sql) throws SQLException {
        for (String orphans : ORPHANS) {
            sql.of(orphans).executeUpdate();
        }
    }

    /** All there is, in the order of {@link MqttStored}. */
    static List<MqttChange> all(Statements sql) throws SQLException {
        List<MqttChange> all = new ArrayList<>();
        for (Table table : TABLES) {
            try (ResultSet rows = sql.of(table.query()).executeQuery()) {
                while (rows.next()) {
                    all.add(table.row().change(rows));
                }
            }
        }
        return all;
    }

    private static MqttChange session(ResultSet row) throws SQLException {
        return new MqttChange.SessionKept(
                row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4), row.getString(5));
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

    /** @param at column of the topic */
    private static Body body(ResultSet row, int at) throws SQLException {
        return new Body(
                row.getString(at),
                row.getBytes(at + 1),
                row.getInt(at + 2),
                row.getBoolean(at + 3),
                row.getBytes(at + 4),
                row.getLong(at + 5),
                row.getLong(at + 6),
                row.getString(at + 7));
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
