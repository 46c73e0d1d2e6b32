package io.tickwire.edge.rest;

import static io.tickwire.ops.Awaiting.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.domain.Scope;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageScopesTest {
    private static Vertx vertx;
    private static ApiContract contract;

    @BeforeAll
    static void load() {
        vertx = Vertx.vertx();
        contract = await(ApiContract.load(vertx, "test"));
    }

    @AfterAll
    static void close() {
        await(vertx.close());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET, /, public",
        "HEAD, /, public",
        "GET, /js/app.js, public",
        "GET, /vendor/x.mjs, public",
        "GET, /health, public",
        "GET, /health/live/, public",
        "GET, /ticks, public",
        "POST, /, ADMIN",
        "GET, /js, READ",
        "GET, /metrics, READ",
        "GET, /api/v1/symbols, READ",
        "GET, /api/v1/risk, READ",
        "GET, /api/v1/doctor, ADMIN",
        "GET, /api/v1/doctor/, ADMIN",
        "HEAD, /api/v1/verticles, ADMIN",
        "POST, /api/v1/risk/halt, ADMIN",
        "PUT, /api/v1/router, ADMIN",
        "DELETE, /api/v1/symbols, ADMIN",
        "POST, /auth/ticket, anybody",
        "POST, /api/v1/signals, TRADE",
        "GET, /api/v1/signals/8c9e6679-7425-40de-944b-e07fc1f90ae7, READ",
        "POST, /api/v1/positions/7/close/, TRADE",
        "DELETE, /api/v1/orders/7, TRADE",
        "POST, /trade, TRADE",
        "GET, /status, READ",
        "POST, /hooks/tradingview, public",
        "POST, /api/v1/predict, READ",
        "GET, /docs/viewer/swagger-ui.css, public",
        "GET, /strategies, public",
        "GET, /api/v1/strategies/a/log, READ",
        "PUT, /api/v1/strategies/a/settings, ADMIN",
        "POST, /api/v1/strategies/a/stop, ADMIN",
        "GET, /a/page/that/somebody/adds, READ",
        "POST, /a/page/that/somebody/adds, ADMIN",
    })
    void aPageAsksFor(String method, String path, String needed) {
        PageScopes scopes = new PageScopes(Set.of("/ticks"), false, contract::access);
        HttpMethod verb = HttpMethod.valueOf(method);
        String asked = scopes.isPublic(verb, path)
                ? "public"
                : scopes.needed(verb, path).map(Scope::name).orElse("anybody");
        assertEquals(needed, asked);
        assertTrue(new PageScopes(Set.of(), true, contract::access).isPublic(HttpMethod.GET, "/metrics"));
    }
}
