package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.config.CompressionConfig;
import io.tickwire.config.Listener;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.OpenSession.Profile;
import io.tickwire.edge.frames.Deflation;
import io.tickwire.edge.frames.Upgrade;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The ports of an edge and what is behind each path. Owner: the edge's context. */
public final class Listeners {
    private static final int MAX_FRAME_BYTES = 64 * 1024;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final long RENEW_MS = 2_000;
    private static final int NOT_FOUND = 404;
    private static final int UPGRADE_REQUIRED = 426;
    static final Map<String, Profile> HTTP_PATHS = Map.of(
            "/websocket/ws", Profile.BRIDGE,
            "/ticks", Profile.TICKS,
            "/dashboard/ws", Profile.DASHBOARD,
            "/echo", Profile.ECHO);

    /** Stands for every path of a listener that has one profile. */
    private static final String ANY = "*";

    private static final String SUBPROTOCOL = "tickwire";

    /** The terminal link; only the listener that has paths serves it. */
    static final String TERMINAL_PATH = "/terminal/ws";

    private final Vertx vertx;
    private final TickwireConfig config;
    private final Edge edge;
    private final Map<String, ? extends Handler<HttpServerRequest>> pages;
    private final Origins origins;
    private final Map<String, ListenerTls> tls;
    private final Consumer<HealthReport> health;
    private final Deflation deflation;
    private final List<HttpServer> servers = new ArrayList<>();
    private final List<CertificateWatch> watches = new ArrayList<>();

    /** @param pages by the name of the listener that has them */
    public Listeners(Vertx vertx, EdgeParts parts, Edge edge, Map<String, ? extends Handler<HttpServerRequest>> pages) {
        this.pages = pages;

        this.vertx = vertx;
        this.config = parts.config();
        this.edge = edge;
        this.origins = Origins.of(config);
        this.tls = parts.tls();
        this.health = report -> parts.bus().publish(Addresses.HEALTH, report);
        CompressionConfig compression = config.http().compression();
        this.deflation = compression.enabled() ? new Deflation(compression.level(), compression.minBytes()) : null;
    }

    /** Opens every listener that is switched on; fails with {@link PortTakenException}. */
    public Future<Void> open() {
        List<Future<?>> opened = new ArrayList<>();
        for (Listener listener : config.listeners()) {
            if (listener.enabled()) {
                switch (listener.name()) {
                    case "http" -> opened.add(listen(listener, pages.get("http"), HTTP_PATHS));
                    case "ticks" ->
                        opened.add(listen(listener, signpost("the tick stream"), Map.of(ANY, Profile.TICKS)));
                    case "echo" -> opened.add(listen(listener, signpost("an echo"), Map.of(ANY, Profile.ECHO)));
                    case "restCompat", "execHttp" -> opened.add(listen(listener, pages.get(listener.name()), Map.of()));
                    default -> {
                        // Somebody else opens it.
                    }
                }
            }
        }
        return Future.all(opened).mapEmpty();
    }

    private static Handler<HttpServerRequest> signpost(String what) {
        return request -> request.response()
                .setStatusCode(UPGRADE_REQUIRED)
                .putHeader("Upgrade", "websocket")
                .end("This port speaks WebSocket: " + what + "\n");
    }

    private HttpServer server(ListenerTls certificate) {
        return vertx.createHttpServer(certificate.apply(new HttpServerOptions()
                // Ours; theirs are bounded where they are read.
                .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
                // Netty's bounds what it inflates only by the sender's patience: ours is in the frame reader.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                // Netty would keep its chunked writer in every WebSocket's pipeline for it: 8 % of the cost of fan-out.
                .setCompressionSupported(false)
                // WebSockets are HTTP/1.1 here; an answer with Upgrade is not allowed over HTTP/2 (RFC 9113 §8.2.2).
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                // Of what a client offers only this is answered: the token beside it is nobody's to repeat.
                .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
                .setTcpNoDelay(true)
                // Else the kernel takes megabytes for a client that does not read, and tells nobody.
                .setSendBufferSize(config.limits().sendBufferBytes())
                .setReuseAddress(true)
                .setMaxHeaderSize(16 * 1024)));
    }

    /** @param paths path to profile */
    private Future<HttpServer> listen(Listener listener, Handler<HttpServerRequest> pages, Map<String, Profile> paths) {
        ListenerTls certificate = tls.get(listener.name());
        HttpServer server = server(certificate);
        servers.add(server);
        if (certificate.isOn()) {
            watches.add(new CertificateWatch(vertx, certificate, server::updateSSLOptions, health, RENEW_MS));
        }
        return server.requestHandler(request -> {
                    if (Upgrade.isAskedFor(request)) {
                        admit(request, paths);
                    } else {
                        pages.handle(request);
                    }
                })
                .listen(listener.port(), listener.host())
                .recover(failure -> Future.failedFuture(PortTakenException.explain(
                        failure, listener.host(), listener.port(), listener.name() + ".port")));
    }

    private void admit(HttpServerRequest request, Map<String, Profile> paths) {
        boolean terminal = isTerminal(request.path(), paths);
        Profile profile = profile(request.path(), paths);
        if (profile == null && !terminal) {
            Upgrade.refuse(request, NOT_FOUND, "No WebSocket here");
        } else if (!origins.allows(request.getHeader("Origin"), request.getHeader("Host"))) {
            Upgrade.refuse(request, FORBIDDEN, "http.allowedOrigins does not let this Origin in");
        } else if (terminal) {
            Upgrade.perform(
                    request, null, () -> leave(request, Scope.TRADE), edge::acceptTerminal, no -> refuse(request, no));
        } else {
            // An echo hands its messages on in parts, and a deflated one is whole only at its end.
            Upgrade.perform(
                    request,
                    profile == Profile.ECHO ? null : deflation,
                    () -> leave(request, scopes(profile)),
                    (socket, frames, caller) -> edge.accept(socket, frames, profile, caller),
                    no -> refuse(request, no));
        }
    }

    private Future<Caller> leave(HttpServerRequest request, Scope... oneOf) {
        return edge.access().admit(request, true).compose(caller -> Access.demand(caller, oneOf));
    }

    /** A feed may come in by the bridge without being one who may read; what it asks there is looked at again. */
    private static Scope[] scopes(Profile profile) {
        return profile == Profile.BRIDGE ? new Scope[] {Scope.READ, Scope.FEED} : new Scope[] {Scope.READ};
    }

    private static void refuse(HttpServerRequest request, Throwable failure) {
        if (failure instanceof RefusedException no) {
            Object suggestion = no.refusal().details().get("suggestion");
            Upgrade.refuse(
                    request,
                    no.refusal().code().http(),
                    no.refusal().code() + ": " + no.getMessage() + (suggestion == null ? "" : "\n" + suggestion),
                    HttpReply.headers(no.refusal()));
        } else {
            Upgrade.refuse(request, UNAVAILABLE, "The server cannot look at credentials now");
        }
    }

    public static Set<String> socketPaths() {
        Set<String> all = new TreeSet<>(HTTP_PATHS.keySet());
        all.add(TERMINAL_PATH);
        return all;
    }

    private static boolean isTerminal(String path, Map<String, Profile> paths) {
        return paths == HTTP_PATHS && (path.equals(TERMINAL_PATH) || path.equals(TERMINAL_PATH + "/"));
    }

    private static Profile profile(String path, Map<String, Profile> paths) {
        if (paths.containsKey(ANY)) {
            return paths.get(ANY);
        }
        boolean slash = path.length() > 1 && path.endsWith("/");
        return paths.get(slash ? path.substring(0, path.length() - 1) : path);
    }

    /** Takes no more connections, and closes when those that are open have ended; after so many milliseconds anyway. */
    public Future<Void> drain(long millis) {
        watches.forEach(CertificateWatch::stop);
        List<Future<?>> closed = new ArrayList<>();
        servers.forEach(server -> closed.add(server.shutdown(millis, TimeUnit.MILLISECONDS)));
        return Future.join(closed).onComplete(done -> closeDeflation()).mapEmpty();
    }

    private void closeDeflation() {
        if (deflation != null) {
            deflation.close();
        }
    }
}
