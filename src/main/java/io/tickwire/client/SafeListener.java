package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener's fault is its own, and must not stop the connection. */
final class SafeListener implements ClientListener {
    private static final Logger LOG = LoggerFactory.getLogger(SafeListener.class);

    private final ClientListener listener;

    SafeListener(ClientListener listener) {
        this.listener = listener;
    }

    private static void safely(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException fault) {
            LOG.error("a listener failed", fault);
        }
    }

    @Override
    public void state(State state) {
        safely(() -> listener.state(state));
    }

    @Override
    public void ready(JsonNode welcome) {
        safely(() -> listener.ready(welcome));
    }

    @Override
    public void reconnecting(Reconnecting next) {
        safely(() -> listener.reconnecting(next));
    }

    @Override
    public void tick(StreamTick tick) {
        safely(() -> listener.tick(tick));
    }

    @Override
    public void event(ChannelEvent event) {
        safely(() -> listener.event(event));
    }

    @Override
    public void gap(Gap gap) {
        safely(() -> listener.gap(gap));
    }

    @Override
    public void settled(TradeOutcome outcome) {
        safely(() -> listener.settled(outcome));
    }

    @Override
    public void refused(TickwireException error) {
        safely(() -> listener.refused(error));
    }

    @Override
    public void closed(TickwireException failure) {
        safely(() -> listener.closed(failure));
    }
}
