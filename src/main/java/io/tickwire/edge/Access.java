package io.tickwire.edge;

import io.netty.util.NetUtil;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Identity;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Scope;
import io.tickwire.domain.message.AuthDecision;
import io.tickwire.domain.message.Authenticate;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/**
 * Who a request comes from: asked of the session guard, or, while authentication is off, told by where it comes from.
 * Owner: the edge's context.
 */
public final class Access {
    /** What proxies add: a request with one of these may come from anywhere, although its peer is on this machine. */
    private static final List<String> TRACES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private static final int MAX_CLIENT = 64;

    private final TypedBus bus;
    private final boolean enabled;
    private final boolean behindProxy;

    public Access(TypedBus bus, TickwireConfig config) {
        this.bus = bus;
        this.enabled = config.auth().enabled();
        this.behindProxy = config.http().plainBehindProxy();
    }

    /** Whether credentials are asked for. */
    public boolean isEnabled() {
        return enabled;
    }

    /**
     * Who it is; fails with {@link RefusedException}.
     *
     * @param upgrade whether a WebSocket is asked for
     */
    public Future<Caller> admit(HttpServerRequest request, boolean upgrade) {
        return admit(
                request.remoteAddress().hostAddress(), request.headers(), parameters(request), path(request), upgrade);
    }

    /**
     * Who it is, of a request that is not Vert.x's; fails with {@link RefusedException}.
     *
     * @param peer the address at the other end of the connection
     * @param parameters of the query
     * @param path without its query
     */
    public Future<Caller> admit(String peer, MultiMap headers, MultiMap parameters, String path, boolean upgrade) {
        String named = headers.get("Client-ID");
        String client = named == null || named.length() > MAX_CLIENT ? "" : named;
        if (!enabled) {
            return Future.succeededFuture(new Caller(Identity.anonymous(peer, isHere(peer, headers)), peer, client));
        }
        String ip = behindProxy ? forwarded(headers, peer) : peer;
        Credentials shown = Credentials.of(headers, parameters, upgrade);
        return ask(new Authenticate(shown.kind(), shown.secret(), ip, client, path, upgrade));
    }

    /**
     * Somebody who has shown no credential and needs none. Where credentials are asked for it may only read, wherever
     * it comes from: bytes without headers do not show whether a tunnel on this machine brings them from elsewhere.
     */
    public Caller anonymous(String peer) {
        Identity identity = enabled
                ? new Identity(peer, Set.of(Scope.READ), Set.of(), Long.MAX_VALUE, "")
                : Identity.anonymous(peer, isHere(peer, MultiMap.caseInsensitiveMultiMap()));
        return new Caller(identity, peer, "");
    }

    /**
     * Who it is that shows a token or key in a line of text; fails with {@link RefusedException}.
     *
     * @param door for the audit log, where requests have their path
     */
    public Future<Caller> admit(String peer, String secret, String door) {
        return enabled
                ? ask(new Authenticate(Authenticate.Kind.BEARER, secret, peer, "", door, true))
                : Future.succeededFuture(anonymous(peer));
    }

    private Future<Caller> ask(Authenticate question) {
        return bus.request(Addresses.AUTHENTICATE, question)
                .otherwise(gone -> new AuthDecision(
                        null,
                        Refusal.of(ErrorCode.MAX_CONNECTIONS, "The server is starting, try again in a moment")
                                .with("retry_after", 1)))
                .compose(decision -> decision.identity() == null
                        ? Future.failedFuture(new RefusedException(decision.refusal()))
                        : Future.succeededFuture(new Caller(decision.identity(), question.ip(), question.client())));
    }

    /** The same caller, or a failure when it has none of the scopes; none asked for is none lacked. */
    public static Future<Caller> demand(Caller caller, Scope... oneOf) {
        if (oneOf.length == 0) {
            return Future.succeededFuture(caller);
        }
        for (Scope scope : oneOf) {
            if (caller.identity().may(scope)) {
                return Future.succeededFuture(caller);
            }
        }
        return Future.failedFuture(new RefusedException(caller.lacks(oneOf[0])));
    }

    /** Without the query; {@code OPTIONS *} has none. */
    private static String path(HttpServerRequest request) {
        return request.path() == null ? "" : request.path();
    }

    private static MultiMap parameters(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException notUrlEncoded) {
            return MultiMap.caseInsensitiveMultiMap();
        }
    }

    /** Where a request comes from, as far as a proxy that we trust tells it. */
    public String address(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return behindProxy ? forwarded(request.headers(), peer) : peer;
    }

    /** Whether a client is a program on this machine. */
    static boolean isHere(String peer, MultiMap headers) {
        try {
            // A literal: no name service is asked.
            return InetAddress.getByName(peer).isLoopbackAddress()
                    && TRACES.stream().noneMatch(headers::contains);
        } catch (UnknownHostException notAnAddress) {
            return false;
        }
    }

    /** The address that our proxy saw: the last one, for what stands before it anybody can have written. */
    static String forwarded(MultiMap headers, String peer) {
        List<String> lines = headers.getAll("X-Forwarded-For");
        if (lines.isEmpty()) {
            return peer;
        }
        String line = lines.get(lines.size() - 1);
        String last = line.substring(line.lastIndexOf(',') + 1).strip();
        return NetUtil.createByteArrayFromIpAddressString(last) == null ? peer : last;
    }
}
