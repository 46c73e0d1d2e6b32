package io.tickwire.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.ops.Awaiting;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that does what a test says and nothing by itself, so that a client meets what a good server never does. */
final class FakeBridge implements AutoCloseable {
    private static final String WELCOME =
            "{\"type\":\"connection_established\",\"timestamp\":\"2026-01-27T10:00:00.000Z\"}";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final HttpServer server;

    FakeBridge() {
        server = Awaiting.await(vertx.createHttpServer(new HttpServerOptions().addWebSocketSubProtocol("tickwire"))
                .webSocketHandler(socket -> peers.add(new Peer(socket)))
                .listen(0, "127.0.0.1"));
    }

    String url() {
        return "ws://127.0.0.1:" + server.actualPort() + "/websocket/ws";
    }

    /** The next connection. */
    Peer next() {
        return next(20_000);
    }

    Peer next(long atMostMs) {
        Peer peer = poll(peers, atMostMs);
        if (peer == null) {
            throw new AssertionError("no connection within " + atMostMs + " ms");
        }
        return peer;
    }

    /** Whether nobody has connected since the last one taken. */
    boolean isQuiet() {
        return peers.isEmpty();
    }

    private static <T> T poll(BlockingQueue<T> queue, long atMostMs) {
        try {
            return queue.poll(atMostMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** One connection of a client. */
    static final class Peer {
        private final ServerWebSocket socket;
        private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();

        private Peer(ServerWebSocket socket) {
            this.socket = socket;
            socket.textMessageHandler(text -> received.add(Kit.read(text)));
        }

        MultiMap headers() {
            return socket.headers();
        }

        Peer welcome() {
            return say(WELCOME);
        }

        Peer say(String json) {
            Awaiting.await(socket.writeTextMessage(json));
            return this;
        }

        void close(int code, String reason) {
            Awaiting.await(socket.close((short) code, reason));
        }

        /** The next message of a type; others before it are dropped. */
        JsonNode await(String type) {
            for (JsonNode message = poll(received, 20_000); message != null; message = poll(received, 20_000)) {
                if (message.path("type").asText().equals(type)) {
                    return message;
                }
            }
            throw new AssertionError("no " + type);
        }
    }

    @Override
    public void close() {
        Awaiting.await(vertx.close());
    }
}
