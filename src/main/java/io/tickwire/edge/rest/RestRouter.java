package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.SharedRouter;
import io.tickwire.config.SimulatedConfig;
import io.tickwire.config.TerminalConfig;
import io.tickwire.config.TickwireConfig;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.QuoteQuery;
import io.tickwire.edge.Access;
import io.tickwire.edge.EdgeParts;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.Listeners;
import io.tickwire.edge.Origins;
import io.tickwire.edge.exec.ExecDoor;
import io.tickwire.edge.exec.ExecLatency;
import io.tickwire.execution.Symbols;
import io.tickwire.ops.Version;
import io.tickwire.protocol.bridge.SignalCodec;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.bridge.SignalReader;
import io.tickwire.protocol.models.OpenInference;
import io.tickwire.protocol.rest.CloseReader;
import io.tickwire.protocol.rest.CompatEncoder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** The HTTP side of an edge, assembled: the API as its document says, and the dashboard's files. */
public final class RestRouter {
    private static final String CSP = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private final Vertx vertx;
    private final EdgeParts parts;
    private final RestParts rest;
    private final Access access;
    private final Gate gate;
    private final Trades trades;
    private final SignalPolicy policy;
    private final ExecPages exec;

    public RestRouter(Vertx vertx, EdgeParts parts, RestParts rest, Access access) {
        this.vertx = vertx;
        this.parts = parts;
        this.rest = rest;
        this.policy = parts.policy();
        this.access = access;
        PageScopes scopes =
                new PageScopes(Listeners.socketPaths(), parts.config().metrics().open(), rest.contract()::access);
        this.gate = new Gate(parts.bus(), access, scopes, rest.rates(), parts.clock());
        this.trades = new Trades(parts.bus(), parts.stats(), parts.clock());
        int maxBytes = parts.config().limits().maxMessageBytes();
        this.exec = new ExecPages(
                new ExecDoor(parts.bus(), parts.config().execAccount(), maxBytes, parts.clock(), parts.metrics()),
                new ExecLatency(parts.clock(), parts.metrics()),
                new JsonPosts(Origins.of(parts.config())),
                gate,
                maxBytes,
                parts.clock());
    }

    /** Every page of the {@code http} listener. */
    public Router all() {
        Router router = guarded("http");
        ApiRoutes api = new ApiRoutes(router, rest.contract(), new JsonPosts(Origins.of(parts.config())));
        operations().forEach(group -> group.addTo(api));
        api.complete();
        pages().forEach(group -> group.routes(router));
        Set<String> sockets = Listeners.socketPaths();
        sockets.forEach(path -> DocPages.readable(router, path).handler(RestRouter::upgradeRequired));
        DocPages.readable(router, "/strategies").handler(ctx -> ctx.reroute("/strategies.html"));
        DocPages.readable(router, "/*")
                .handler(StaticHandler.create("web").setCachingEnabled(false).setIncludeHidden(false));
        return closed(router);
    }

    /** The pages of the {@code restCompat} listener. */
    public Router compat() {
        Router router = guarded("restCompat");
        ApiRoutes api = new ApiRoutes(router, rest.contract(), new JsonPosts(Origins.of(parts.config())));
        compatPages().addTo(api);
        api.plain("getHealth", HealthPages::healthy);
        return closed(router);
    }

    /** The pages of the {@code execHttp} listener. */
    public Router exec() {
        return exec.alone(vertx);
    }

    private Router guarded(String listener) {
        boolean secure = parts.tls().get(listener).isOn();
        Router router = Router.router(vertx);
        router.route().handler(ctx -> securityHeaders(ctx, secure));
        gate.guard(router);
        return router;
    }

    private List<Operations> operations() {
        TickwireConfig config = parts.config();
        Accounts accounts = new Accounts(parts.bus(), parts.terminals(), policy.defaultAccount());
        Duration modelTimeout = config.inference().timeout();
        return List.of(
                gate,
                new HealthPages(vertx, parts.server(), parts.metricsPage()),
                new MarketPages(parts.bus(), parts.market(), policy),
                new AccountPages(parts.bus(), accounts, trades, new CloseReader(), parts.newIds(), parts.clock()),
                new SignalPages(
                        parts.bus(),
                        accounts,
                        trades,
                        new SignalCodec(new SignalReader(policy, parts.newIds())),
                        ZoneId.of(config.risk().dayZone())),
                new RiskPages(parts.admins(), new SharedRouter(vertx, parts.bus()), parts.terminals(), parts.clock()),
                new LimitsPage(parts.bus(), config.limits()),
                new PredictPages(parts.bus(), config.inference().defaultModel(), modelTimeout),
                new OpsPages(parts.bus(), parts.admins(), parts.doctor(vertx), parts.clock()),
                new StrategyPages(parts.bus(), parts.admins()),
                new BacktestPages(parts.bus(), parts.admins(), parts.clock()),
                compatPages(),
                exec,
                new HookPages(config.webhooks(), policy, parts.newIds(), trades, rest.rates(), access, parts.clock()));
    }

    private List<PageGroup> pages() {
        JsonPosts posts = new JsonPosts(Origins.of(parts.config()));
        return List.of(
                new DocPages(rest.contract()),
                new OpenInferencePages(
                        parts.bus(),
                        posts,
                        parts.admins(),
                        parts.config().inference().timeout(),
                        Version.text()));
    }

    private CompatPages compatPages() {
        TerminalConfig terminal = parts.config().terminals().stream()
                .filter(one -> one.id().equals(policy.defaultAccount()))
                .findFirst()
                .orElseThrow();
        Symbols symbols = new Symbols(parts.config().execution().symbols(), symbol -> parts.bus()
                .request(Addresses.quote(terminal.id()), new QuoteQuery(symbol)));
        CompatTrading trading = new CompatTrading(parts.bus(), trades, symbols, policy, parts.newIds());
        return new CompatPages(parts.bus(), trading, policy, known(terminal), Version.text());
    }

    /** A terminal that dials in does not say at which levels its broker calls and stops out. */
    private static CompatEncoder.Terminal known(TerminalConfig terminal) {
        SimulatedConfig simulated = terminal.simulated();
        return terminal.type() == TerminalConfig.Type.SIMULATED
                ? new CompatEncoder.Terminal(
                        simulated.login(),
                        simulated.server(),
                        simulated.marginCall(),
                        simulated.stopOut(),
                        simulated.maxOrders())
                : new CompatEncoder.Terminal(terminal.link().login(), "", 0, 0, 0);
    }

    private static Router closed(Router router) {
        router.route().handler(ctx -> ctx.fail(isRead(ctx.request().method()) ? 404 : 405));
        router.errorHandler(405, ctx -> {
            ctx.response().putHeader("Allow", "GET, HEAD");
            HttpReply.problem(
                    ctx, 405, "", "Only GET and HEAD here: " + ctx.request().path());
        });
        router.errorHandler(413, RestRouter::tooLarge);
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

    private static void upgradeRequired(RoutingContext ctx) {
        ctx.response().putHeader("Upgrade", "websocket");
        HttpReply.problem(
                ctx, 426, "", "This address speaks WebSocket: " + ctx.request().path());
    }

    private static void securityHeaders(RoutingContext ctx, boolean secure) {
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
}
