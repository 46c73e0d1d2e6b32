package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.Bar;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.RawTick;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.SymbolSpec;
import io.tickwire.domain.Timeframe;
import io.tickwire.domain.message.BarHistory;
import io.tickwire.domain.message.BarQuery;
import io.tickwire.domain.message.StoredBarsQuery;
import io.tickwire.domain.message.StoredTicks;
import io.tickwire.domain.message.StoredTicksQuery;
import io.tickwire.edge.HttpReply;
import io.tickwire.edge.MarketDirectory;
import io.tickwire.history.HistoryReader;
import io.tickwire.protocol.bridge.EventEncoder;
import io.tickwire.protocol.bridge.SignalPolicy;
import io.tickwire.protocol.rest.RestEncoder;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Symbols, ticks and bars. The newest bars come from memory where that reaches, everything else from the history.
 * Owner: the edge's context.
 */
final class MarketPages implements Operations {
    static final int MAX_ROWS = 10_000;
    private static final int DEFAULT_ROWS = 500;
    private static final int MAX_SYMBOLS = 1000;

    private final TypedBus bus;
    private final MarketDirectory market;
    private final SignalPolicy policy;

    MarketPages(TypedBus bus, MarketDirectory market, SignalPolicy policy) {
        this.bus = bus;
        this.market = market;
        this.policy = policy;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("listSymbols", this::symbols);
        api.on("getSymbol", this::symbol);
        api.on("listTicks", this::ticks);
        api.on("listBars", this::bars);
    }

    private void symbols(RoutingContext ctx) {
        Query query = new Query(ctx);
        int limit = query.limit("limit", MAX_SYMBOLS, MAX_SYMBOLS);
        String cursor = query.text("cursor");
        market.streams()
                .onSuccess(streams -> Handling.guarded(ctx, () -> {
                    List<Map.Entry<String, SymbolSpec>> all = new ArrayList<>(streams.entrySet());
                    int from =
                            cursor.isEmpty() ? 0 : List.copyOf(streams.keySet()).indexOf(cursor);
                    if (from < 0) {
                        throw new RefusedRequest("cursor", "next_cursor of the page before", cursor);
                    }
                    int to = Math.min(all.size(), from + limit);
                    HttpReply.tagged(
                            ctx,
                            out -> RestEncoder.list(
                                    out,
                                    "symbols",
                                    all.subList(from, to),
                                    to < all.size() ? all.get(to).getKey() : "",
                                    (row, each) -> RestEncoder.symbol(row, each.getKey(), each.getValue(), policy)));
                }))
                .onFailure(gone -> noMarket(ctx));
    }

    private void symbol(RoutingContext ctx) {
        String name = ctx.pathParam("symbol");
        market.streams()
                .onSuccess(streams -> {
                    SymbolSpec spec = streams.get(name);
                    if (spec == null) {
                        unknown(ctx, name);
                    } else {
                        HttpReply.tagged(ctx, out -> RestEncoder.symbol(out, name, spec, policy));
                    }
                })
                .onFailure(gone -> noMarket(ctx));
    }

    /** A stretch of time: the newest of it when {@code count} is given, else page by page from its beginning. */
    private record Span(long fromMsc, long toMsc, int rows, boolean newest) {

        static Span of(Query query) {
            boolean count = query.has("count") || !query.has("from") && !query.has("cursor");
            if (count && (query.has("cursor") || query.has("limit"))) {
                throw new RefusedRequest(
                        query.has("cursor") ? "cursor" : "limit",
                        "absent beside count: pages begin with 'from'",
                        query.text("count"));
            }
            long from = query.time("from", 0);
            long to = query.time("to", Long.MAX_VALUE);
            if (from >= to) {
                throw new RefusedRequest("from", "a time before 'to'", query.text("from"));
            }
            int rows = query.limit(count ? "count" : "limit", DEFAULT_ROWS, MAX_ROWS);
            return new Span(from, to, rows, count);
        }
    }

    private void ticks(RoutingContext ctx) {
        String name = ctx.pathParam("symbol");
        Query query = new Query(ctx);
        Span span = Span.of(query);
        if (query.has("cursor") && !HistoryReader.isCursor(query.text("cursor"))) {
            throw new RefusedRequest("cursor", "next_cursor of the page before", query.text("cursor"));
        }
        bus.ask(
                        Addresses.STORED_TICKS,
                        new StoredTicksQuery(
                                name, span.fromMsc(), span.toMsc(), query.text("cursor"), span.rows(), span.newest()))
                .onSuccess(found -> ticks(ctx, name, found))
                .onFailure(failure -> noHistory(ctx, failure));
    }

    private static void ticks(RoutingContext ctx, String name, StoredTicks found) {
        if (!found.known()) {
            unknown(ctx, name);
            return;
        }
        HttpReply.json(ctx, 200, out -> {
            out.writeStringField("symbol", name);
            RestEncoder.<RawTick>list(out, "ticks", found.ticks(), found.next(), EventEncoder::tickMembers);
        });
    }

    private void bars(RoutingContext ctx) {
        String name = ctx.pathParam("symbol");
        Query query = new Query(ctx);
        String tf = query.text("tf");
        Timeframe timeframe = tf.isEmpty() ? Timeframe.M1 : Timeframe.valueOf(tf);
        Span span = Span.of(query);
        long from = Math.max(span.fromMsc(), query.has("cursor") ? cursor(query) : 0);
        boolean recent = span.newest() && !query.has("from") && !query.has("to");
        Future<BarHistory> found = recent
                ? recent(name, timeframe, span.rows())
                : stored(name, timeframe, new Span(from, span.toMsc(), span.rows() + 1, span.newest()));
        found.onSuccess(bars -> bars(ctx, name, timeframe, bars, span)).onFailure(failure -> noHistory(ctx, failure));
    }

    private static long cursor(Query query) {
        return query.number("cursor", 1);
    }

    /** From memory, and where that holds less, from the history. */
    private Future<BarHistory> recent(String name, Timeframe timeframe, int count) {
        return market.bars(new BarQuery(name, timeframe, count))
                .compose(live -> live.known() && live.bars().size() >= count
                        ? Future.succeededFuture(live)
                        : stored(name, timeframe, new Span(0, Long.MAX_VALUE, count, true))
                                .map(old -> old.known()
                                                && old.bars().size()
                                                        >= live.bars().size()
                                        ? old
                                        : live)
                                .otherwise(live));
    }

    private Future<BarHistory> stored(String name, Timeframe timeframe, Span span) {
        return bus.ask(
                Addresses.STORED_BARS,
                new StoredBarsQuery(name, timeframe, span.fromMsc(), span.toMsc(), span.rows(), span.newest()));
    }

    private static void bars(RoutingContext ctx, String name, Timeframe timeframe, BarHistory found, Span span) {
        if (!found.known()) {
            unknown(ctx, name);
            return;
        }
        List<Bar> all = found.bars();
        // One more was asked for: it begins the next page.
        boolean more = all.size() > span.rows();
        int end = Math.min(all.size(), span.rows());
        List<Bar> rows = span.newest() ? all.subList(all.size() - end, all.size()) : all.subList(0, end);
        String next = more && !span.newest() ? Long.toString(all.get(end).timeMsc()) : "";
        HttpReply.tagged(ctx, out -> {
            out.writeStringField("symbol", name);
            out.writeStringField("tf", timeframe.name());
            RestEncoder.list(out, "bars", rows, next, EventEncoder::barMembers);
        });
    }

    private static void unknown(RoutingContext ctx, String name) {
        HttpReply.problem(
                ctx,
                Refusal.of(ErrorCode.INVALID_SYMBOL, "Symbol not found: " + name)
                        .with("symbol", name));
    }

    private static void noHistory(RoutingContext ctx, Throwable failure) {
        if (TypedBus.isNobody(failure)) {
            HttpReply.problem(
                    ctx, Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "This node keeps no history: history.enabled"));
        } else {
            HttpReply.problem(
                    ctx,
                    Refusal.of(
                                    ErrorCode.TERMINAL_UNAVAILABLE,
                                    "The history cannot be read now: " + failure.getMessage())
                            .with("retry_after", 1));
        }
    }

    private static void noMarket(RoutingContext ctx) {
        HttpReply.problem(
                ctx,
                Refusal.of(ErrorCode.TERMINAL_UNAVAILABLE, "Market data is not available")
                        .with("retry_after", 1));
    }
}
