package io.tickwire.bench.kill;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A careful client: sends at a steady rate, whatever comes back, and after a loss sends what was not answered again. */
final class KillClient implements AutoCloseable {
    private static final long STEP_MS = 5;
    private static final int MAX_FRAME = 1 << 20;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client =
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxFrameSize(MAX_FRAME));
    private final Told told;
    private final Supplier<UUID> newIds;
    private final Clock clock;
    private final int port;

    KillClient(int port, Told told, Supplier<UUID> newIds, Clock clock) {
        this.port = port;
        this.told = told;
        this.newIds = newIds;
        this.clock = clock;
    }

    /** One connection; ends with the bridge or when it is closed. */
    final class Session {
        private final WebSocket socket;
        private final long startedNanos = clock.nanos();
        private long sent;
        private long timer;

        private Session(WebSocket socket) {
            this.socket = socket;
            socket.textMessageHandler(KillClient.this::answer);
            socket.exceptionHandler(gone -> {});
            socket.closeHandler(closed -> vertx.cancelTimer(timer));
            told.open().forEach(this::send);
        }

        private void load(int rate) {
            timer = vertx.setPeriodic(STEP_MS, tick -> {
                long due = (clock.nanos() - startedNanos) * rate / TimeUnit.SECONDS.toNanos(1);
                while (sent < due && !socket.isClosed()) {
                    sent++;
                    send(newIds.get());
                }
            });
        }

        /** Sends again what has no last word. */
        void resend() {
            told.open().forEach(this::send);
        }

        private void send(UUID id) {
            told.sent(id);
            // Which side follows from the id: the same id always asks the same.
            String action = (id.getLeastSignificantBits() & 1) == 0 ? "BUY" : "SELL";
            socket.writeTextMessage("{\"type\":\"trading_signal\",\"timestamp\":\"2026-01-27T10:00:00.000Z\",\"data\":"
                            + "{\"signal_id\":\"" + id + "\",\"symbol\":\"EURUSD\",\"action\":\"" + action
                            + "\",\"volume\":0.01}}")
                    .onFailure(gone -> {});
        }

        void close() {
            vertx.cancelTimer(timer);
            socket.close();
        }
    }

    /** Connects, sends what is open again, then loads. */
    Session connect(int rate) {
        Future<Session> session = client.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/websocket/ws"))
                .map(Session::new)
                .onSuccess(opened -> opened.load(rate));
        return session.toCompletionStage().toCompletableFuture().join();
    }

    private void answer(String text) {
        JsonNode message = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        if (!message.path("type").asText().equals("trading_signal_executed")) {
            return;
        }
        String status = message.path("status").asText();
        String detail = status.equals("success")
                ? message.path("result").path("order_id").asText()
                : message.path("details").path("error_code").asText();
        told.answered(UUID.fromString(message.path("signal_id").asText()), new Told.Answer(status, detail));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
