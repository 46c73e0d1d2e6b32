package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What a client tells beside its answers. Called on the client's context: be quick. */
public interface ClientListener {
    /** State of the connection. */
    enum State {
        IDLE,
        CONNECTING,
        CONNECTED,
        /** For the next attempt. */
        WAITING,
        CLOSED
    }

    /** Why and when it connects again. */
    record Reconnecting(int code, String reason, double delayMs, int attempt) {}

    default void state(State state) {}

    /** @param welcome null on the tick stream, which has none */
    default void ready(JsonNode welcome) {}

    default void reconnecting(Reconnecting next) {}

    default void tick(StreamTick tick) {}

    default void event(ChannelEvent event) {}

    /** Something was missed. */
    default void gap(Gap gap) {}

    /** The late truth of a signal whose outcome was unknown. */
    default void settled(TradeOutcome outcome) {}

    /** An error of the server's. */
    default void refused(TickwireException error) {}

    /** @param failure null when it was closed by its own side */
    default void closed(TickwireException failure) {}
}
