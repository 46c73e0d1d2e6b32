package io.tickwire.bench;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A client that comes, behaves in one of many ways, good ones and bad ones, and goes without a word. Owner: the load's
 * context.
 */
final class SoakClient {
    private static final int MAX_LIFE_MS = 3000;

    private final Vertx vertx;
    private final Random random;
    private final Handler<Void> gone;
    private NetSocket socket;

    /** What a client does once it is connected. */
    enum Kind {
        WATCHER("/ticks"),
        BATCHER("/ticks"),
        LIMITED("/ticks"),
        SLOW("/ticks"),
        BRIDGE("/websocket/ws"),
        TRADER("/websocket/ws"),
        MALFORMED("/websocket/ws"),
        GARBAGE("/websocket/ws"),
        ECHO("/echo"),
        HALF("/ticks");

        private final String path;

        Kind(String path) {
            this.path = path;
        }
    }

    SoakClient(Vertx vertx, Random random, Handler<Void> gone) {
        this.vertx = vertx;
        this.random = random;
        this.gone = gone;
    }

    void live(NetClient client, int port, Kind kind) {
        client.connect(port, "127.0.0.1")
                .onFailure(refused -> gone.handle(null))
                .onSuccess(connected -> {
                    socket = connected;
                    socket.exceptionHandler(failure -> {});
                    socket.closeHandler(gone);
                    socket.handler(read -> {});
                    handshake(kind, port);
                    vertx.setTimer(1 + random.nextInt(MAX_LIFE_MS), enough -> leave());
                });
    }

    private void handshake(Kind kind, int port) {
        String head = "GET " + kind.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + (random.nextBoolean() ? "Sec-WebSocket-Extensions: permessage-deflate\r\n" : "")
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        if (kind == Kind.HALF) {
            socket.write(head.substring(0, random.nextInt(head.length())));
            return;
        }
        socket.write(head);
        behave(kind);
    }

    /** Everything may go out before the answer to the handshake is there: a server has to cope with that too. */
    private void behave(Kind kind) {
        switch (kind) {
            case WATCHER -> text("{\"type\":\"subscribe\",\"symbols\":[\"*\"]}");
            case BATCHER -> text("{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"batch\":true}");
            case LIMITED -> text("{\"type\":\"subscribe\",\"symbols\":[\"*\"],\"max_rate\":20}");
            case SLOW -> {
                text("{\"type\":\"subscribe\",\"symbols\":[\"*\"]}");
                socket.pause();
            }
            case BRIDGE -> {
                text("{\"type\":\"subscribe\",\"channels\":[\"executions\",\"account\",\"bars:M1\"]}");
                for (int i = random.nextInt(20); i > 0; i--) {
                    text(
                            "{\"type\":\"heartbeat\",\"timestamp\":\"2026-01-27T10:00:00Z\",\"data\":{\"client\":\"soak\"}}");
                }
            }
            case TRADER -> {
                String action = random.nextBoolean() ? "BUY" : "SELL";
                signal("\"action\":\"" + action + "\",\"volume\":0.01");
                signal("\"action\":\"CLOSE\"");
            }
            case MALFORMED -> {
                text("{\"type\":\"trading_signal\"");
                text("[1,2,3]");
                text("{\"type\":\"subscribe\",\"symbols\":[1e400]}");
                frame(0x81, new byte[] {(byte) 0xC3, 'x'});
            }
            case GARBAGE -> {
                byte[] noise = new byte[1 + random.nextInt(4000)];
                random.nextBytes(noise);
                socket.write(Buffer.buffer(noise));
            }
            case ECHO -> {
                frame(0x02, new byte[60_000]);
                frame(0x89, "ping".getBytes(StandardCharsets.US_ASCII));
                frame(0x80, new byte[60_000]);
            }
            case HALF -> throw new IllegalStateException("does not behave");
        }
    }

    private void signal(String fields) {
        text("{\"type\":\"trading_signal\",\"timestamp\":\"2026-01-27T10:00:00Z\",\"data\":{\"symbol\":\"EURUSD\","
                + fields + "}}");
    }

    private void text(String text) {
        frame(0x81, text.getBytes(StandardCharsets.UTF_8));
    }

    private void frame(int first, byte[] payload) {
        Buffer frame = Buffer.buffer(payload.length + 8).appendByte((byte) first);
        if (payload.length < 126) {
            frame.appendByte((byte) (0x80 | payload.length));
        } else {
            frame.appendByte((byte) (0x80 | 126)).appendUnsignedShort(payload.length);
        }
        socket.write(frame.appendInt(0).appendBytes(payload));
    }

    /** Some say goodbye, most do not. */
    private void leave() {
        if (random.nextInt(4) == 0) {
            frame(0x88, new byte[] {3, (byte) 0xE8});
        }
        socket.close();
    }
}
