package io.tickwire.it.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.it.TickwireProcess;
import io.tickwire.protocol.mqtt.MessageProperties;
import io.tickwire.protocol.mqtt.MqttVersion;
import io.tickwire.protocol.mqtt.Packet;
import io.tickwire.protocol.mqtt.Packet.Ack;
import io.tickwire.protocol.mqtt.Packet.Filter;
import io.tickwire.protocol.mqtt.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trade sharing over MQTT: prices and account state out, signals in, their outcome back. */
final class MqttStoryIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNALS = "tickwire/signals/sim";

    private static TickwireProcess node;
    private static int port;

    @BeforeAll
    static void start() {
        node = TickwireProcess.start(
                "{\"http\":{\"port\":0},\"ticks\":{\"enabled\":false},\"inference\":{\"enabled\":false},\"mqtt\":{\"port\":0},"
                        + "\"limits\":{\"ordersPerMinute\":1000},\"verticles\":{\"inference\":{\"enabled\":false}}}");
        port = node.mqttPort();
    }

    @AfterAll
    static void stop() {
        assertFalse(node.log().contains("ERROR"), node.log());
        try (Tool last = Tool.subscribed(port, "5", "-t", "tickwire/status", "-C", "2")) {
            node.terminate();
            last.awaitExit();
            assertEquals(List.of("online", "offline"), last.messages());
        }
        node.close();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String one(String topic) {
        try (Tool sub = Tool.start("mosquitto_sub", "-p", "" + port, "-V", "5", "-t", topic, "-C", "1", "-W", "10")) {
            assertEquals(0, sub.awaitExit(), sub::output);
            return sub.output().strip();
        }
    }

    @Test
    void tellsTicksAsJsonAndCompact() {
        JsonNode tick = json(one("tickwire/ticks/EURUSD"));
        assertEquals("tick", tick.path("type").asText());
        assertTrue(tick.path("data").path("ask").asDouble()
                >= tick.path("data").path("bid").asDouble());
        String[] compact = one("tickwire/ticks/EURUSD/compact").split("-");
        assertEquals(8, compact.length);
        assertEquals(compact[0], compact[5].substring(0, compact[5].length() - 3));
        assertTrue(Double.parseDouble(compact[2]) >= Double.parseDouble(compact[1]));
    }

    @Test
    void executesASignalAndAnswersTheResponseTopicWithItsCorrelationData() {
        String id = UUID.randomUUID().toString();
        try (Tool replies = Tool.subscribed(port, "5", "-t", "desk/7/replies", "-q", "1", "-C", "2", "-F", "%D %p");
                Tool executions =
                        Tool.subscribed(port, "5", "-t", "tickwire/accounts/sim/executions", "-q", "1", "-C", "1")) {
            for (int i = 0; i < 2; i++) {
                Tool.publish(
                        port,
                        "5",
                        "-t",
                        SIGNALS,
                        "-q",
                        "1",
                        "-D",
                        "publish",
                        "response-topic",
                        "desk/7/replies",
                        "-D",
                        "publish",
                        "correlation-data",
                        "order-" + i,
                        "-m",
                        "{\"signal_id\":\"" + id + "\",\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.1}");
            }
            assertEquals(0, replies.awaitExit());
            assertEquals(0, executions.awaitExit());
            String first = replies.messages().get(0);
            String second = replies.messages().get(1);
            assertTrue(first.startsWith("order-0 ") && second.startsWith("order-1 "), replies::output);
            JsonNode outcome = json(first.substring(8));
            assertEquals("success", outcome.path("status").asText());
            assertEquals(id, outcome.path("signal_id").asText());
            JsonNode again = json(second.substring(8));
            assertTrue(again.path("result").path("duplicate").asBoolean());
            String order = outcome.path("result").path("order_id").asText();
            assertEquals(order, again.path("result").path("order_id").asText());
            JsonNode execution = json(executions.messages().get(0)).path("data");
            assertEquals(id, execution.path("signal_id").asText());
            JsonNode positions =
                    json(one("tickwire/accounts/sim/positions")).path("data").path("positions");
            assertTrue(positions.toString().contains("\"symbol\":\"EURUSD\""), positions::toString);
        }
        assertEquals(
                "sim",
                json(one("tickwire/accounts/sim/info"))
                        .path("data")
                        .path("account")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"symbol\":\"EURUSD\",\"action\":\"HOLD\",\"volume\":1} | VALIDATION_ERROR | PAYLOAD_FORMAT_INVALID",
                "not json | VALIDATION_ERROR | PAYLOAD_FORMAT_INVALID",
                "{\"symbol\":\"NOPE\",\"action\":\"BUY\",\"volume\":1} | INVALID_SYMBOL | TOPIC_NAME_INVALID",
                "{\"symbol\":\"EURUSD\",\"action\":\"CLOSE\",\"ticket\":1} | POSITION_NOT_FOUND | TOPIC_NAME_INVALID",
                "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":1,\"expiration\":\"2020-01-01T00:00:00Z\"} | SIGNAL_EXPIRED | IMPLEMENTATION_SPECIFIC_ERROR",
                "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":1,\"account\":\"other\"} | VALIDATION_ERROR | PAYLOAD_FORMAT_INVALID"
            })
    void refusesWithTheCatalogueInAnswerAndAcknowledgement(String signal, String code, ReasonCode reason) {
        try (RawMqtt client = RawMqtt.connected(port, MqttVersion.V5, "refused")) {
            client.send(new Packet.Subscribe(1, List.of(Filter.of(SIGNALS + "/outcome", 0)), 0, List.of()));
            client.expect(Packet.SubAck.class);
            for (int qos = 1; qos <= 2; qos++) {
                client.send(publish(qos, signal, false));
                String answer = new String(client.expect(Packet.Publish.class).payload(), StandardCharsets.UTF_8);
                assertTrue(answer.contains(code), answer);
                Ack ack = client.expect(Ack.class);
                assertEquals(reason, ack.reason());
                assertTrue(ack.reasonString().contains(code), ack.reasonString());
            }
        }
    }

    private static Packet.Publish publish(int qos, String signal, boolean dup) {
        byte[] payload = signal.getBytes(StandardCharsets.UTF_8);
        return new Packet.Publish(dup, qos, false, SIGNALS, 9, payload, 0, List.of(), MessageProperties.NONE);
    }

    @Test
    void doesNotGuessWhatBecameOfASignalThatIsSentAgainWithoutAnId() {
        try (RawMqtt client = RawMqtt.connected(port, MqttVersion.V5, "again")) {
            client.send(publish(1, "{\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.5}", true));
            Ack ack = client.expect(Ack.class);
            assertEquals(ReasonCode.UNSPECIFIED_ERROR, ack.reason());
            assertTrue(ack.reasonString().contains("signal_id"), ack.reasonString());
        }
    }

    @Test
    void letsNobodyWriteWhatOnlyThePlatformTells() {
        try (RawMqtt client = RawMqtt.connected(port, MqttVersion.V5, "liar")) {
            client.send(new Packet.Publish(
                    false, 1, true, "tickwire/ticks/EURUSD", 9, new byte[1], 0, List.of(), MessageProperties.NONE));
            assertEquals(ReasonCode.NOT_AUTHORIZED, client.expect(Ack.class).reason());
        }
    }

    @Test
    void ordersByTheOldProtocolGetTheirAnswerOnTheOutcomeTopic() {
        try (Tool outcomes = Tool.subscribed(port, "311", "-t", SIGNALS + "/outcome", "-C", "1")) {
            Tool.publish(
                    port,
                    "311",
                    "-t",
                    SIGNALS,
                    "-q",
                    "2",
                    "-m",
                    "{\"symbol\":\"USDJPY\",\"action\":\"SELL\",\"volume\":0.2}");
            assertEquals(0, outcomes.awaitExit());
            assertEquals(
                    "success", json(outcomes.messages().get(0)).path("status").asText());
        }
    }
}
