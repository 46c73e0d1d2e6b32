package io.tickwire.edge.inference;

import io.tickwire.bus.Addresses;
import io.tickwire.config.InferenceConfig;
import io.tickwire.edge.CertificateWatch;
import io.tickwire.edge.PortTakenException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.ArrayList;
import java.util.List;

/** The ports of an inference socket, each with its model. Owner: the verticle's context. */
public final class InferencePorts {
    private static final long RENEW_MS = 2_000;

    private final Vertx vertx;
    private final InferenceParts parts;
    private final InferenceDoor door;
    private final List<NetServer> servers = new ArrayList<>();
    private CertificateWatch watch;

    public InferencePorts(Vertx vertx, InferenceParts parts, InferenceDoor door) {
        this.vertx = vertx;
        this.parts = parts;
        this.door = door;
    }

    /** Opens all; fails with {@link PortTakenException}. */
    public Future<Void> open() {
        InferenceConfig config = parts.inference();
        List<Future<?>> opened = new ArrayList<>();
        opened.add(listen(config.port(), config.defaultModel(), "inference.port"));
        config.ports()
                .forEach((port, model) -> opened.add(listen(Integer.parseInt(port), model, "inference.ports." + port)));
        if (parts.tls().isOn()) {
            // One for all of them: only the first who asks for a renewed certificate is told of it.
            watch = new CertificateWatch(
                    vertx,
                    parts.tls(),
                    renewed -> Future.all(servers.stream()
                                    .map(server -> server.updateSSLOptions(renewed))
                                    .toList())
                            .map(true),
                    report -> parts.bus().publish(Addresses.HEALTH, report),
                    RENEW_MS);
        }
        return Future.all(opened).mapEmpty();
    }

    private Future<NetServer> listen(int port, String model, String key) {
        String host = parts.inference().host();
        NetServer server = vertx.createNetServer(parts.tls()
                .apply(new NetServerOptions()
                        .setTcpNoDelay(true)
                        .setTcpKeepAlive(true)
                        // Else the kernel takes megabytes for a client that does not read, and tells nobody.
                        .setSendBufferSize(parts.config().limits().sendBufferBytes())
                        .setReuseAddress(true)));
        servers.add(server);
        return server.connectHandler(socket -> door.accept(socket, model))
                .listen(port, host)
                .recover(failure -> Future.failedFuture(PortTakenException.explain(failure, host, port, key)));
    }

    public Future<Void> close() {
        if (watch != null) {
            watch.stop();
        }
        return Future.join(servers.stream().map(NetServer::close).toList()).mapEmpty();
    }
}
