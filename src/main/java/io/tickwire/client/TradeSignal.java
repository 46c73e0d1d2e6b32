package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.domain.SignalAction;
import java.time.Instant;
import java.util.UUID;

/**
 * A wish to trade. The same id is one order, however often it is sent.
 *
 * @param members everything beside the id, as the bridge profile names it
 */
public record TradeSignal(UUID id, ObjectNode members) {

    public TradeSignal {
        members = members.deepCopy();
    }

    public static TradeSignal buy(String symbol, double lots) {
        return of(SignalAction.BUY, symbol).with("volume", lots);
    }

    public static TradeSignal sell(String symbol, double lots) {
        return of(SignalAction.SELL, symbol).with("volume", lots);
    }

    /** Closes all of a symbol. */
    public static TradeSignal close(String symbol) {
        return of(SignalAction.CLOSE, symbol);
    }

    private static TradeSignal of(SignalAction action, String symbol) {
        return new TradeSignal(
                UUID.randomUUID(),
                JsonNodeFactory.instance.objectNode().put("symbol", symbol).put("action", action.name()));
    }

    public TradeSignal withId(UUID other) {
        return new TradeSignal(other, members);
    }

    /** With a price, {@code stop_loss} and the like. */
    public TradeSignal with(String field, double value) {
        return new TradeSignal(id, members.deepCopy().put(field, value));
    }

    /** With a number that has no fraction: {@code magic}, {@code ticket}, {@code deviation}. */
    public TradeSignal with(String field, long value) {
        return new TradeSignal(id, members.deepCopy().put(field, value));
    }

    public TradeSignal with(String field, String value) {
        return new TradeSignal(id, members.deepCopy().put(field, value));
    }

    /** The signal dies at this time; a pending order ends then. */
    public TradeSignal expiring(Instant at) {
        return with("expiration", at.toString());
    }

    /** Time until its expiration; infinite without one. */
    double expiresInMs(long nowMsc) {
        String text = members.path("expiration").asText("");
        return text.isEmpty()
                ? Double.POSITIVE_INFINITY
                : Math.max(0, Instant.parse(text).toEpochMilli() - nowMsc);
    }

    JsonNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("signal_id", id.toString());
        data.setAll(members);
        return data;
    }
}
