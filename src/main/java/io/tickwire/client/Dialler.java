package io.tickwire.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

/** Opens sockets, each with who we are and a token of its own. Owner: the client's context. */
final class Dialler {
    private static final int MAX_MESSAGE = 1 << 24;

    private final ClientOptions options;
    private final WebSocketClient client;
    private String lastToken;

    Dialler(Vertx vertx, ClientOptions options) {
        this.options = options;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(MAX_MESSAGE)
                .setMaxMessageSize(MAX_MESSAGE)
                .setConnectTimeout((int) options.connectTimeout().toMillis()));
    }

    /** A socket whose handlers can be set before it is connected. */
    ClientWebSocket socket() {
        return client.webSocket();
    }

    Future<?> connect(ClientWebSocket socket) {
        return options.token().get().compose(token -> {
            lastToken = token;
            WebSocketConnectOptions to = new WebSocketConnectOptions()
                    .setAbsoluteURI(options.url())
                    .addHeader("Client-ID", options.clientName())
                    .addHeader("X-Client-Version", TickwireClient.VERSION);
            if (token != null) {
                to.addHeader("Authorization", "Bearer " + token);
            }
            if (options.apiKey() != null) {
                to.addHeader("X-API-Key", options.apiKey());
            }
            return socket.connect(to);
        });
    }

    /** Whether there is a token that differs from the one that was refused. */
    Future<Boolean> hasNewToken() {
        return options.token()
                .get()
                .map(token -> token != null && !token.equals(lastToken))
                .otherwise(false);
    }

    void close() {
        client.close();
    }
}
