package io.tickwire.it.hot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.it.TickwireProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** Sends one order after the other, each under its id until it is done; what is unclear is asked again, never sent anew. */
final class TradeLoop implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_NANOS = 60_000_000L;
    private static final long AGAIN_NANOS = 30_000_000L;
    private static final int MAX_TRIES = 300;

    private final TickwireProcess node;
    private final Set<String> orders = Collections.synchronizedSet(new HashSet<>());
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> refusals = Collections.synchronizedSet(new HashSet<>());
    private final Thread thread;
    private volatile boolean done;
    private volatile int sent;
    private volatile int refused;

    TradeLoop(TickwireProcess node) {
        this.node = node;
        thread = new Thread(this::run, "trader");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!done) {
            trade(UUID.randomUUID());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void trade(UUID id) {
        String body = "{\"signal_id\":\"" + id + "\",\"symbol\":\"EURUSD\",\"action\":\"BUY\",\"volume\":0.01}";
        sent++;
        for (int i = 0; i < MAX_TRIES; i++) {
            try {
                HttpResponse<String> answer = node.send("POST", "/api/v1/signals", body);
                JsonNode json = JSON.readTree(answer.body());
                if (answer.statusCode() == 200) {
                    if (!orders.add(json.at("/result/order_id").asText())) {
                        wrong.add("one order for two signals: " + answer.body());
                    }
                    return;
                }
                refusals.add(answer.statusCode() + " " + json.path("code").asText() + ": "
                        + json.path("message").asText());
                if (json.path("duplicate").asBoolean()
                        && !json.path("outcome").asText().equals("unknown")) {
                    // Told twice the same: it was refused for good, and nothing was sent.
                    refused++;
                    return;
                }
            } catch (UncheckedIOException | IOException broken) {
                refusals.add("broken: " + broken.getMessage());
            }
            LockSupport.parkNanos(AGAIN_NANOS);
        }
        wrong.add("never done: " + id);
    }

    /** Orders that were told to be done. */
    Set<String> orders() {
        return orders;
    }

    /** Signals that were refused for good: the journal was away when they were about to be sent. */
    int refused() {
        return refused;
    }

    int sent() {
        return sent;
    }

    List<String> wrong() {
        return wrong;
    }

    /** What it was told on the way. */
    Set<String> refusals() {
        return refusals;
    }

    /** Ends with the order that is under way. */
    @Override
    public void close() {
        done = true;
        try {
            thread.join(20_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
