package io.tickwire.edge.rest;

import io.tickwire.domain.Scope;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What an HTTP page asks of its reader: the OpenAPI document says it of the pages that it has, and the others are named
 * here. What is not named is not public: a page that somebody adds and forgets to think of can be read by those who may
 * read, and changes nothing for others than administrators. Pure.
 */
final class PageScopes {
    static final String TICKET = "/auth/ticket";
    private static final String EVERYBODY = "public";
    private static final String KNOWN = "known";

    /** The dashboard's own files, the documentation, and what load balancers ask. */
    private static final Set<String> PUBLIC = Set.of(
            "/",
            "/index.html",
            "/favicon.svg",
            "/style.css",
            "/strategies",
            "/strategies.html",
            "/strategies.css",
            "/docs",
            "/asyncapi.yaml",
            "/v2/health/live",
            "/v2/health/ready");

    private static final List<String> PUBLIC_FOLDERS = List.of("/js/", "/vendor/", "/clients/", "/docs/");
    private static final String METRICS = "/metrics";

    private final Set<String> socketPaths;
    private final boolean openMetrics;
    private final BiFunction<HttpMethod, String, Optional<String>> document;

    /**
     * @param socketPaths answer 426 to anybody: what is behind them is guarded at the upgrade
     * @param document what the OpenAPI document says of a page: {@code public}, {@code known} or a scope
     */
    PageScopes(
            Set<String> socketPaths, boolean openMetrics, BiFunction<HttpMethod, String, Optional<String>> document) {
        this.socketPaths = Set.copyOf(socketPaths);
        this.openMetrics = openMetrics;
        this.document = document;
    }

    /** Whether anybody may have it. */
    boolean isPublic(HttpMethod method, String path) {
        String page = page(path);
        return document.apply(method, page).filter(EVERYBODY::equals).isPresent()
                || isRead(method)
                        && (PUBLIC.contains(page)
                                || socketPaths.contains(page)
                                || openMetrics && page.equals(METRICS)
                                || PUBLIC_FOLDERS.stream().anyMatch(path::startsWith));
    }

    /** What whoever is known needs; empty = nothing more. */
    Optional<Scope> needed(HttpMethod method, String path) {
        String page = page(path);
        Optional<String> said = document.apply(method, page);
        if (said.isPresent()) {
            return said.filter(word -> !word.equals(KNOWN)).map(word -> Scope.valueOf(word.toUpperCase(Locale.ROOT)));
        }
        return Optional.of(isRead(method) || asks(page) ? Scope.READ : Scope.ADMIN);
    }

    /** A question in a body changes nothing. */
    private static boolean asks(String page) {
        return page.startsWith("/v2/models/") && page.endsWith("/infer");
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    /** The router takes a slash at the end for nothing. */
    private static String page(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
