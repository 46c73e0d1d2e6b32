package io.tickwire.bench;

import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * What a node is compared with: Vert.x's WebSocket server as its manual shows it, one instance per processor, without
 * sessions, limits, checks or metrics. Ends when its standard input does.
 */
public final class BareServer {
    static final String READY = "listening";
    static final String ECHO = "/echo";
    static final String REQUEST = "/request";
    static final String BRIDGE = "/bridge";
    static final String FEED = "/feed";
    static final String TICKS = "/ticks";

    private final Vertx vertx;
    private final int port;
    private final BareFanout fanout = new BareFanout();

    private BareServer(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    public static void main(String[] args) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions());
        BareServer server = new BareServer(vertx, freePort());
        int instances = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(server::instance, new DeploymentOptions().setInstances(instances))
                .await();
        System.out.println(READY + " ws://127.0.0.1:" + server.port);
        while (System.in.read() >= 0) {
            // Only its end says something.
        }
        vertx.close().await();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private Deployable instance() {
        return context -> listen();
    }

    private Future<HttpServer> listen() {
        BareFanout.Audience audience = fanout.audience(vertx.getOrCreateContext());
        return vertx.createHttpServer()
                .webSocketHandler(socket -> accept(socket, audience))
                .listen(port, "127.0.0.1");
    }

    private void accept(ServerWebSocket socket, BareFanout.Audience audience) {
        switch (socket.path()) {
            case BRIDGE -> {
                BareBridge bridge = new BareBridge();
                socket.textMessageHandler(text -> socket.writeTextMessage(bridge.answer(text)));
                socket.writeTextMessage(BareBridge.WELCOME);
            }
            case REQUEST -> {
                socket.textMessageHandler(socket::writeTextMessage);
                socket.writeTextMessage(BareBridge.WELCOME);
            }
            case FEED -> {
                socket.textMessageHandler(text -> {
                    fanout.publish(BareBridge.tick(text));
                    socket.writeTextMessage(BareBridge.TICK_TAKEN);
                });
                socket.writeTextMessage(BareBridge.WELCOME);
            }
            case TICKS -> {
                socket.textMessageHandler(text -> {
                    audience.join(socket);
                    socket.writeTextMessage(BareBridge.SUBSCRIBED);
                });
                socket.closeHandler(v -> audience.leave(socket));
            }
            default -> socket.textMessageHandler(socket::writeTextMessage);
        }
    }
}
