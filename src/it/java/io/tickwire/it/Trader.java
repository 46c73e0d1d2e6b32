package io.tickwire.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** A bridge client that trades EURUSD and takes each answer to its own signal. */
final class Trader implements AutoCloseable {
    private final WsClient client;

    Trader(TickwireProcess tickwire) {
        client = WsClient.bridge(tickwire);
    }

    /** Waits for a price; it comes over the same connection, so ticks flow. */
    Trader awaitTick() {
        client.send("{\"type\":\"subscribe\",\"symbols\":[\"EURUSD\"]}");
        client.await("tick");
        client.send("{\"type\":\"unsubscribe\",\"symbols\":[\"EURUSD\"]}");
        client.await("unsubscribed");
        return this;
    }

    JsonNode buy(UUID id) {
        return signal(id, "\"action\":\"BUY\",\"volume\":0.01");
    }

    JsonNode buy() {
        return buy(UUID.randomUUID());
    }

    /** Closes all of EURUSD. */
    JsonNode close(UUID id) {
        return signal(id, "\"action\":\"CLOSE\"");
    }

    JsonNode signal(UUID id, String members) {
        client.say("trading_signal", "{\"signal_id\":\"" + id + "\",\"symbol\":\"EURUSD\"," + members + "}");
        return client.await(
                message -> id.toString().equals(message.path("signal_id").asText()), "answer to " + id);
    }

    /** An admin command and the report that answers it, or the error. */
    JsonNode admin(String members) {
        client.say("admin_command", "{" + members + "}");
        return client.await(
                message -> "admin_command_result".equals(message.path("type").asText())
                        || "error".equals(message.path("type").asText()),
                "answer to the admin command");
    }

    static String status(JsonNode answer) {
        return answer.path("status").asText();
    }

    static String code(JsonNode answer) {
        return answer.path("details").path("error_code").asText();
    }

    @Override
    public void close() {
        client.close();
    }
}
