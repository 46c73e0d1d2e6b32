package io.tickwire.edge;

import io.tickwire.domain.Scope;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an HTTP page asks of its reader. What is not named here is not public: a page that somebody adds and forgets to
 * think of can be read by those who may read, and changes nothing for others than administrators. Pure.
 */
final class PageScopes {
    static final String TICKET = "/auth/ticket";

    /** The dashboard's own files, and what load balancers ask. */
    private static final Set<String> PUBLIC = Set.of(
            "/",
            "/index.html",
            "/favicon.svg",
            "/style.css",
            "/health",
            "/health/live",
            "/health/ready",
            "/v2/health/live",
            "/v2/health/ready");

    private static final List<String> PUBLIC_FOLDERS = List.of("/js/", "/vendor/", "/clients/");
    private static final Set<String> ADMIN = Set.of("/api/v1/doctor", "/api/v1/verticles");

    private final Set<String> socketPaths;
    private final boolean openMetrics;

    /** @param socketPaths answer 426 to anybody: what is behind them is guarded at the upgrade */
    PageScopes(Set<String> socketPaths, boolean openMetrics) {
        this.socketPaths = Set.copyOf(socketPaths);
        this.openMetrics = openMetrics;
    }

    /** Whether anybody may have it. */
    boolean isPublic(HttpMethod method, String path) {
        String page = page(path);
        return isRead(method)
                && (PUBLIC.contains(page)
                        || socketPaths.contains(page)
                        || openMetrics && page.equals("/metrics")
                        || PUBLIC_FOLDERS.stream().anyMatch(path::startsWith));
    }

    /** What whoever is known needs; empty = nothing more. */
    Optional<Scope> needed(HttpMethod method, String path) {
        String page = page(path);
        if (page.equals(TICKET)) {
            return Optional.empty();
        }
        if (page.equals(ExecPages.EXEC)) {
            return Optional.of(Scope.TRADE);
        }
        boolean reads = isRead(method) && !ADMIN.contains(page) || asks(page);
        return Optional.of(reads ? Scope.READ : Scope.ADMIN);
    }

    /** A question in a body changes nothing. */
    private static boolean asks(String page) {
        return page.equals(PredictPages.PREDICT) || page.startsWith("/v2/models/") && page.endsWith("/infer");
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    /** The router takes a slash at the end for nothing. */
    private static String page(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
