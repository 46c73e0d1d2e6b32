package io.tickwire.bench;

import io.vertx.core.Future;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One WebSocket of a load. Owner: the load's context. */
final class Line {
    private final ClientWebSocket socket;
    private final Consumer<String> broken;
    private boolean closing;

    private Line(ClientWebSocket socket, Consumer<String> broken) {
        this.socket = socket;
        this.broken = broken;
    }

    /**
     * Connects.
     *
     * @param texts takes each message
     * @param broken is told why the server or the network ended it
     */
    static Future<Line> connect(WebSocketClient client, String url, Consumer<String> texts, Consumer<String> broken) {
        ClientWebSocket socket = client.webSocket();
        Line line = new Line(socket, broken);
        // All messages of the benches are single frames.
        socket.handler(frame -> texts.accept(frame.toString(StandardCharsets.UTF_8)));
        socket.closeHandler(v -> line.closed());
        socket.exceptionHandler(failure -> {});
        return socket.connect(new WebSocketConnectOptions().setAbsoluteURI(url)).map(line);
    }

    private void closed() {
        if (!closing) {
            broken.accept("closed by the server with " + socket.closeStatusCode() + " " + socket.closeReason());
        }
    }

    void send(String text) {
        if (socket.isClosed()) {
            broken.accept("not sent: connection closed");
        } else {
            socket.writeTextMessage(text);
        }
    }

    Future<Void> close() {
        closing = true;
        return socket.isClosed() ? Future.succeededFuture() : socket.close();
    }
}
