package io.tickwire.journal;

import java.util.List;

/** The database of an MQTT server. Rows with a payload have a row id, so that trees of keys stay small. */
final class MqttSchema {
    private static final String BODY = """
                topic TEXT NOT NULL,
                payload BLOB NOT NULL,
                qos INTEGER NOT NULL,
                retain INTEGER NOT NULL,
                properties BLOB NOT NULL,
                published_msc INTEGER NOT NULL,
                expires_msc INTEGER NOT NULL,
                publisher TEXT NOT NULL
            )""";

    static final Schema SCHEMA = new Schema(
            "mqtt",
            "the MQTT store",
            "what MQTT clients must not lose is refused until it can",
            "restore a backup or move mqtt.db, mqtt.db-wal and mqtt.db-shm away: sessions and retained messages begin"
                    + " empty then, orders are not touched",
            "INSERT OR REPLACE INTO probe (id) VALUES (0)",
            true,
            List.of(List.of(
                    """
                    CREATE TABLE session (
                        client TEXT PRIMARY KEY,
                        level INTEGER NOT NULL,
                        expiry_seconds INTEGER NOT NULL,
                        left_msc INTEGER NOT NULL,
                        subject TEXT NOT NULL
                    ) WITHOUT ROWID""",
                    """
                    CREATE TABLE subscription (
                        client TEXT NOT NULL,
                        filter TEXT NOT NULL,
                        qos INTEGER NOT NULL,
                        no_local INTEGER NOT NULL,
                        retain_as_published INTEGER NOT NULL,
                        retain_handling INTEGER NOT NULL,
                        subscription_id INTEGER NOT NULL,
                        PRIMARY KEY (client, filter)
                    ) WITHOUT ROWID""",
                    "CREATE TABLE message (id INTEGER PRIMARY KEY,\n" + BODY,
                    """
                    CREATE TABLE queue (
                        client TEXT NOT NULL,
                        number INTEGER NOT NULL,
                        message INTEGER NOT NULL,
                        qos INTEGER NOT NULL,
                        retain INTEGER NOT NULL,
                        subscription_ids TEXT NOT NULL,
                        packet INTEGER NOT NULL,
                        stage INTEGER NOT NULL,
                        PRIMARY KEY (client, number)
                    ) WITHOUT ROWID""",
                    """
                    CREATE TABLE received (
                        client TEXT NOT NULL,
                        packet INTEGER NOT NULL,
                        PRIMARY KEY (client, packet)
                    ) WITHOUT ROWID""",
                    "CREATE TABLE will (client TEXT PRIMARY KEY, due_msc INTEGER NOT NULL,"
                            + " delay_seconds INTEGER NOT NULL,\n" + BODY,
                    "CREATE TABLE retained (" + BODY.replace("topic TEXT NOT NULL", "topic TEXT PRIMARY KEY NOT NULL"),
                    "CREATE TABLE probe (id INTEGER PRIMARY KEY)")));

    private MqttSchema() {}
}
