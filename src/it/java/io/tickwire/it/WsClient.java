package io.tickwire.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A client of the JDK's own making, so that our server never meets only its own library. */
public final class WsClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LinkedBlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Consumer<String> tap;
    private final WebSocket socket;
    private volatile String closeReason = "";

    private WsClient(String url, Consumer<String> tap) {
        this(url, tap, HttpClient.newHttpClient(), plain -> {});
    }

    private WsClient(String url, Consumer<String> tap, HttpClient http, Consumer<WebSocket.Builder> with) {
        this.tap = tap;
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
        with.accept(builder);
        this.socket = builder.buildAsync(URI.create(url), new Listener()).join();
    }

    public static WsClient connect(String url) {
        return new WsClient(url, null);
    }

    /** Connects with what the builder is given: headers, subprotocols. */
    public static WsClient connect(String url, HttpClient http, Consumer<WebSocket.Builder> with) {
        return new WsClient(url, null, http, with);
    }

    /** Hands each text to {@code tap} instead of keeping it. */
    public static WsClient tapping(String url, Consumer<String> tap) {
        return new WsClient(url, tap);
    }

    /** Connects to the bridge profile and takes the welcome. */
    public static WsClient bridge(TickwireProcess tickwire) {
        WsClient client = connect(tickwire.bridgeUrl());
        client.await("connection_established");
        return client;
    }

    public WsClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends a bridge message with the envelope around its data. */
    public WsClient say(String type, String data) {
        return send("{\"type\":\"" + type + "\",\"timestamp\":\"" + Instant.now() + "\",\"data\":" + data + "}");
    }

    /** Sends and waits for the next message of the answer's type. */
    public JsonNode ask(String type, String data, String answerType) {
        say(type, data);
        return await(answerType);
    }

    /** The next message of this type; others before it are dropped. */
    public JsonNode await(String type) {
        return await(message -> type.equals(message.path("type").asText()), type);
    }

    public JsonNode await(Predicate<JsonNode> wanted, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                JsonNode message = received.poll(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (message == null) {
                    throw new AssertionError("no " + what + " within " + PATIENCE);
                }
                if (wanted.test(message)) {
                    return message;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Messages not yet taken. */
    public int waiting() {
        return received.size();
    }

    /** The close code once the server closed. */
    public int awaitClose() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    public String closeReason() {
        return closeReason;
    }

    public WebSocket raw() {
        return socket;
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null);
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                if (tap != null) {
                    tap.accept(text);
                } else {
                    keep(text);
                }
            }
            from.request(1);
            return null;
        }

        private void keep(String text) {
            try {
                received.add(JSON.readTree(text));
            } catch (JsonProcessingException notJson) {
                throw new AssertionError(text, notJson);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closeReason = reason;
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
