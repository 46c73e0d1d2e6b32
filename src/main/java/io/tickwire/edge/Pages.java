package io.tickwire.edge;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Bar;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.BarQuery;
import io.tickwire.domain.message.HealthReport;
import io.tickwire.domain.message.VerticleList;
import io.tickwire.domain.message.VerticlesQuery;
import io.tickwire.ops.Clock;
import io.tickwire.protocol.bridge.DoctorCodec;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.json.IsoTime;
import io.tickwire.protocol.models.OpenInference;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The HTTP side of an edge: dashboard files, what the dashboard reads, health and metrics. */
final class Pages {
    private static final String CSP = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
    private static final int MAX_BARS = 2000;
    private static final int DEFAULT_BARS = 500;

    private final Vertx vertx;
    private final TypedBus bus;
    private final MarketDirectory market;
    private final ServerView server;
    private final SignalPolicy policy;
    private final Supplier<String> metrics;
    private final boolean secure;

    /**
     * @param metrics text of the metrics page, empty when it is switched off; called on a worker
     * @param secure whether they are served over TLS
     */
    Pages(
            Vertx vertx,
            TypedBus bus,
            MarketDirectory market,
            ServerView server,
            SignalPolicy policy,
            Supplier<String> metrics,
            boolean secure) {
        this.vertx = vertx;
        this.bus = bus;
        this.market = market;
        this.server = server;
        this.policy = policy;
        this.metrics = metrics;
        this.secure = secure;
    }

    /**
     * Every page.
     *
     * @param socketPaths paths that are only for WebSockets
     * @param groups pages that others make
     */
    Router router(Set<String> socketPaths, Gate gate, List<PageGroup> groups, DoctorService doctor, Clock clock) {
        Router router = Router.router(vertx);
        router.route().handler(this::securityHeaders);
        gate.routes(router);
        readable(router, "/health/live")
                .handler(ctx -> HttpReply.json(ctx, 200, out -> out.writeStringField("status", "alive")));
        readable(router, "/health/ready").handler(this::ready);
        readable(router, "/health")
                .handler(ctx -> HttpReply.json(ctx, 200, out -> {
                    out.writeStringField("status", "healthy");
                    out.writeStringField("service", "tickwire");
                }));
        readable(router, "/metrics").handler(this::scrape);
        readable(router, "/api/v1/symbols").handler(this::symbols);
        readable(router, "/api/v1/bars/:symbol").handler(this::bars);
        readable(router, "/api/v1/verticles").handler(this::verticles);
        readable(router, "/api/v1/doctor").handler(ctx -> doctor.look()
                .onSuccess(checks -> HttpReply.json(ctx, 200, out -> DoctorCodec.members(out, checks, clock.millis())))
                .onFailure(ctx::fail));
        groups.forEach(group -> group.routes(router));
        socketPaths.forEach(path -> readable(router, path).handler(Pages::upgradeRequired));
        readable(router, "/*")
                .handler(StaticHandler.create("web").setCachingEnabled(false).setIncludeHidden(false));
        router.route().handler(ctx -> ctx.fail(isRead(ctx.request().method()) ? 404 : 405));
        router.errorHandler(405, ctx -> {
            ctx.response().putHeader("Allow", "GET, HEAD");
            HttpReply.problem(
                    ctx, 405, "", "Only GET and HEAD here: " + ctx.request().path());
        });
        router.errorHandler(413, Pages::tooLarge);
        for (int status : new int[] {400, 404, 406, 414, 431}) {
            router.errorHandler(
                    status,
                    ctx -> HttpReply.problem(
                            ctx, status, "", "No such page: " + ctx.request().path()));
        }
        router.errorHandler(500, ctx -> HttpReply.problem(ctx, 500, ErrorCode.INTERNAL.name(), "Internal error"));
        return router;
    }

    private static void tooLarge(RoutingContext ctx) {
        String message = "The body is larger than this page takes";
        if (ctx.normalizedPath().startsWith(OpenInferencePages.ROOT + "/")) {
            HttpReply.json(ctx, ErrorCode.MESSAGE_TOO_LARGE.http(), OpenInference.error(message));
        } else {
            HttpReply.problem(ctx, Refusal.of(ErrorCode.MESSAGE_TOO_LARGE, message));
        }
    }

    private static boolean isRead(HttpMethod method) {
        return method == HttpMethod.GET || method == HttpMethod.HEAD;
    }

    private static Route readable(Router router, String path) {
        return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
    }

    private static void upgradeRequired(RoutingContext ctx) {
        ctx.response().putHeader("Upgrade", "websocket");
        HttpReply.problem(
                ctx, 426, "", "This address speaks WebSocket: " + ctx.request().path());
    }

    private void securityHeaders(RoutingContext ctx) {
        if (secure) {
            ctx.response().putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        ctx.response()
                .putHeader("Content-Security-Policy", CSP)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-cache");
        ctx.next();
    }

    private void ready(RoutingContext ctx) {
        server.now().onSuccess(now -> {
            boolean ready = now.level() == HealthReport.Level.HEALTHY;
            HttpReply.json(ctx, ready ? 200 : 503, out -> {
                out.writeStringField("status", ready ? "ready" : "degraded");
                out.writeObjectFieldStart("mt5_status");
                out.writeStringField("status", now.terminal().status().wire());
                out.writeStringField("server", now.terminal().server());
                out.writeStringField(
                        "last_update", IsoTime.format(now.terminal().lastUpdateMsc()));
                out.writeEndObject();
                out.writeArrayFieldStart("parts");
                for (HealthReport part : now.parts()) {
                    out.writeStartObject();
                    out.writeStringField("component", part.component());
                    out.writeStringField("level", part.level().name().toLowerCase(Locale.ROOT));
                    out.writeStringField("reason", part.reason());
                    out.writeEndObject();
                }
                out.writeEndArray();
            });
        });
    }

    private void scrape(RoutingContext ctx) {
        vertx.executeBlocking(metrics::get)
                .onSuccess(text -> {
                    if (text.isEmpty()) {
                        HttpReply.problem(ctx, 404, "", "Metrics are switched off: metrics.enabled");
                    } else {
                        ctx.response()
                                .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(text);
                    }
                })
                .onFailure(ctx::fail);
    }

    private void symbols(RoutingContext ctx) {
        market.streams()
                .onSuccess(streams -> HttpReply.json(ctx, 200, out -> {
                    out.writeArrayFieldStart("symbols");
                    for (Map.Entry<String, SymbolSpec> stream : streams.entrySet()) {
                        symbol(out, stream.getKey(), stream.getValue());
                    }
                    out.writeEndArray();
                }))
                .onFailure(gone -> noMarket(ctx));
    }

    /** Volumes are those that an order may really have: the symbol's, inside what this bridge accepts. */
    private void symbol(JsonGenerator out, String stream, SymbolSpec spec) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", stream);
        out.writeStringField("description", spec.description());
        out.writeNumberField("digits", spec.digits());
        out.writeNumberField("point", spec.point());
        out.writeNumberField("contract_size", spec.contractSize());
        out.writeNumberField("volume_min", Math.max(spec.volume().min(), policy.minVolume()));
        out.writeNumberField("volume_max", Math.min(spec.volume().max(), policy.maxVolume()));
        out.writeNumberField("volume_step", spec.volume().step());
        out.writeStringField("currency_base", spec.currencies().base());
        out.writeStringField("currency_profit", spec.currencies().profit());
        out.writeStringField("currency_margin", spec.currencies().margin());
        out.writeNumberField("stops_level", spec.stopsLevel());
        out.writeNumberField("freeze_level", spec.freezeLevel());
        out.writeEndObject();
    }

    private void bars(RoutingContext ctx) {
        String symbol = ctx.pathParam("symbol");
        String name = ctx.request().getParam("tf", Timeframe.M1.name());
        Timeframe timeframe = Arrays.stream(Timeframe.values())
                .filter(tf -> tf.name().equals(name))
                .findFirst()
                .orElse(null);
        int count = count(ctx.request().getParam("count", Integer.toString(DEFAULT_BARS)));
        if (timeframe == null) {
            HttpReply.problem(
                    ctx,
                    400,
                    ErrorCode.VALIDATION_ERROR.name(),
                    "tf must be one of " + Arrays.toString(Timeframe.values()));
        } else if (count < 1 || count > MAX_BARS) {
            HttpReply.problem(
                    ctx, 400, ErrorCode.VALIDATION_ERROR.name(), "count must be a whole number from 1 to " + MAX_BARS);
        } else {
            market.bars(new BarQuery(symbol, timeframe, count))
                    .onSuccess(history -> {
                        if (history.known()) {
                            HttpReply.json(ctx, 200, out -> barList(out, symbol, timeframe, history.bars()));
                        } else {
                            HttpReply.problem(ctx, 404, ErrorCode.INVALID_SYMBOL.name(), "Symbol not found: " + symbol);
                        }
                    })
                    .onFailure(gone -> noMarket(ctx));
        }
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }

    private static void barList(JsonGenerator out, String symbol, Timeframe timeframe, Iterable<Bar> bars)
            throws IOException {
        out.writeStringField("symbol", symbol);
        out.writeStringField("tf", timeframe.name());
        out.writeArrayFieldStart("bars");
        for (Bar bar : bars) {
            out.writeStartObject();
            EventEncoder.barMembers(out, bar);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void verticles(RoutingContext ctx) {
        bus.request(Addresses.VERTICLES, new VerticlesQuery())
                .onSuccess(list -> HttpReply.json(ctx, 200, out -> {
                    out.writeArrayFieldStart("verticles");
                    for (VerticleList.Entry verticle : list.verticles()) {
                        out.writeStartObject();
                        out.writeStringField("name", verticle.name());
                        out.writeStringField("state", verticle.state());
                        out.writeNumberField("instances", verticle.instances());
                        out.writeNumberField("restarts", verticle.restarts());
                        out.writeArrayFieldStart("addresses");
                        for (String address : verticle.addresses()) {
                            out.writeString(address);
                        }
                        out.writeEndArray();
                        out.writeEndObject();
                    }
                    out.writeEndArray();
                }))
                .onFailure(gone -> HttpReply.problem(ctx, 503, "", "The supervisor does not answer"));
    }

    private static void noMarket(RoutingContext ctx) {
        HttpReply.problem(ctx, 503, ErrorCode.TERMINAL_UNAVAILABLE.name(), "Market data is not available");
    }
}
