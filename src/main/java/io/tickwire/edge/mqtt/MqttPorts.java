package io.tickwire.edge.mqtt;

import io.netty.channel.ChannelHandlerContext;
import io.tickwire.bus.Addresses;
import io.tickwire.config.Listener;
import io.tickwire.edge.CertificateWatch;
import io.tickwire.edge.ListenerTls;
import io.tickwire.edge.Origins;
import io.tickwire.edge.PortTakenException;
import io.tickwire.edge.frames.FrameHandler;
import io.tickwire.edge.frames.FrameLimits;
import io.tickwire.edge.frames.Upgrade;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ServerSSLOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The ports of the MQTT server: plain, TLS, WebSocket. Owner: the verticle's context. */
public final class MqttPorts {
    private static final long RENEW_MS = 2_000;
    private static final int SCRATCH = 64 * 1024;
    private static final int PART = 64 * 1024;
    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final int UPGRADE_REQUIRED = 426;
    private static final String SUBPROTOCOL = "mqtt";

    private final Vertx vertx;
    private final MqttParts parts;
    private final MqttDoor door;
    private final Origins origins;
    private final byte[] scratch = new byte[SCRATCH];
    private final List<NetServer> servers = new ArrayList<>();
    private final List<HttpServer> webServers = new ArrayList<>();
    private final List<CertificateWatch> watches = new ArrayList<>();

    public MqttPorts(Vertx vertx, MqttParts parts, MqttDoor door) {
        this.vertx = vertx;
        this.parts = parts;
        this.door = door;
        this.origins = Origins.of(parts.config());
    }

    /** Opens those that are switched on; fails with {@link PortTakenException}. */
    public Future<Void> open() {
        List<Future<?>> opened = new ArrayList<>();
        for (Listener listener : parts.config().listeners()) {
            if (listener.enabled()) {
                switch (listener.name()) {
                    case "mqtt", "mqtt.secure" -> opened.add(plain(listener));
                    case "mqtt.webSocket" -> opened.add(web(listener));
                    default -> {
                        // Somebody else opens it.
                    }
                }
            }
        }
        return Future.all(opened).mapEmpty();
    }

    private Future<NetServer> plain(Listener listener) {
        ListenerTls tls = parts.tls().get(listener.name());
        NetServer server = vertx.createNetServer(tls.apply(options(new NetServerOptions())));
        servers.add(server);
        watch(tls, server::updateSSLOptions);
        return server.connectHandler(this::accept)
                .listen(listener.port(), listener.host())
                .recover(failure -> taken(failure, listener));
    }

    private <T extends NetServerOptions> T options(T options) {
        options.setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                // Else the kernel takes megabytes for a client that does not read, and tells nobody.
                .setSendBufferSize(parts.config().limits().sendBufferBytes())
                .setReuseAddress(true);
        return options;
    }

    private void watch(ListenerTls tls, Function<ServerSSLOptions, Future<Boolean>> renew) {
        if (tls.isOn()) {
            watches.add(new CertificateWatch(
                    vertx, tls, renew, report -> parts.bus().publish(Addresses.HEALTH, report), RENEW_MS));
        }
    }

    private static <T> Future<T> taken(Throwable failure, Listener listener) {
        return Future.failedFuture(
                PortTakenException.explain(failure, listener.host(), listener.port(), listener.name() + ".port"));
    }

    private void accept(NetSocket socket) {
        ChannelHandlerContext ctx = ((NetSocketInternal) socket).channelHandlerContext();
        TcpTransport transport = new TcpTransport(socket.remoteAddress().hostAddress(), scratch);
        ctx.pipeline().addBefore(ctx.name(), "mqtt", transport);
        MqttConnection connection = door.accept(transport);
        if (connection == null) {
            socket.close();
        } else {
            transport.serves(connection);
        }
    }

    private Future<HttpServer> web(Listener listener) {
        ListenerTls tls = parts.tls().get(listener.name());
        HttpServer server = vertx.createHttpServer(tls.apply(options(new HttpServerOptions()
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setWebSocketSubProtocols(List.of(SUBPROTOCOL)))));
        webServers.add(server);
        watch(tls, server::updateSSLOptions);
        return server.requestHandler(this::upgrade)
                .listen(listener.port(), listener.host())
                .recover(failure -> taken(failure, listener));
    }

    private void upgrade(HttpServerRequest request) {
        if (!Upgrade.isAskedFor(request)) {
            request.response()
                    .setStatusCode(UPGRADE_REQUIRED)
                    .putHeader("Upgrade", "websocket")
                    .end("This port speaks MQTT over WebSocket\n");
        } else if (!origins.allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            Upgrade.refuse(request, FORBIDDEN, "http.allowedOrigins does not let this Origin in");
        } else if (!offersMqtt(request)) {
            // [MQTT-6.0.0-3]
            Upgrade.refuse(request, BAD_REQUEST, "Sec-WebSocket-Protocol does not say mqtt");
        } else {
            Upgrade.perform(
                    request,
                    null,
                    () -> Future.succeededFuture(request.remoteAddress().hostAddress()),
                    this::accept,
                    failure -> request.connection().close());
        }
    }

    private static boolean offersMqtt(HttpServerRequest request) {
        for (String line : request.headers().getAll("Sec-WebSocket-Protocol")) {
            for (String each : line.split(",")) {
                if (each.strip().toLowerCase(Locale.ROOT).equals(SUBPROTOCOL)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void accept(ServerWebSocket socket, FrameHandler frames, String ip) {
        var channel = ((WebSocketInternal) socket).channelHandlerContext().channel();
        WebSocketTransport transport = new WebSocketTransport(socket, frames, channel, ip);
        MqttConnection connection = door.accept(transport);
        if (connection != null) {
            transport.serves(connection);
            int most = Math.max(PART, parts.config().mqtt().limits().maxPacketBytes());
            frames.open(FrameLimits.inParts(most, PART), transport);
            frames.resume();
        }
    }

    public Future<Void> close() {
        watches.forEach(CertificateWatch::stop);
        List<Future<?>> closed = new ArrayList<>();
        servers.forEach(server -> closed.add(server.close()));
        webServers.forEach(server -> closed.add(server.close()));
        return Future.join(closed).mapEmpty();
    }
}
