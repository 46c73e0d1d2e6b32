package io.tickwire.edge.rest;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.Signal;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import io.tickwire.edge.Caller;
import io.tickwire.edge.HttpReply;
import io.tickwire.protocol.bridge.SignalCodec;
import io.tickwire.protocol.bridge.SignalRecordEncoder;
import io.tickwire.protocol.json.Decoded;
import io.tickwire.protocol.rest.RestEncoder;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Consumer;

/** Signals over HTTP: one sent, one by its id, or a list of the journal's with filters and a cursor. */
final class SignalPages implements Operations {
    private static final int MAX_PAGE = 1000;
    private static final int DEFAULT_PAGE = 100;

    private final TypedBus bus;
    private final Accounts accounts;
    private final Trades trades;
    private final SignalCodec codec;
    private final ZoneId dayZone;

    /** @param dayZone whose midnight begins the broker's day */
    SignalPages(TypedBus bus, Accounts accounts, Trades trades, SignalCodec codec, ZoneId dayZone) {
        this.bus = bus;
        this.accounts = accounts;
        this.trades = trades;
        this.codec = codec;
        this.dayZone = dayZone;
    }

    @Override
    public void addTo(ApiRoutes api) {
        api.on("submitSignal", this::submit);
        api.on("listSignals", this::list);
        api.on("getSignal", this::one);
    }

    private void submit(RoutingContext ctx) {
        byte[] body = JsonPosts.bytes(ctx);
        UUID key = Trades.key(ctx);
        Decoded<Signal> read = codec.decode(body);
        if (read instanceof Decoded.Malformed<Signal> malformed) {
            throw new RefusedRequest(malformed.refusal());
        }
        Signal signal = ((Decoded.Message<Signal>) read).value();
        if (key != null && SignalCodec.hasId(body) && !signal.id().equals(key)) {
            throw new RefusedRequest(Trades.KEY, "the same as signal_id, or none: they are one thing", key.toString());
        }
        trades.submit(Caller.of(ctx), key == null ? signal : signal.as(key), "rest", 0)
                .onSuccess(answer -> trades.answer(ctx, answer));
    }

    private void list(RoutingContext ctx) {
        ask(
                ctx,
                query(new Query(ctx)),
                page -> HttpReply.json(
                        ctx,
                        200,
                        out -> RestEncoder.list(
                                out,
                                "signals",
                                page.signals(),
                                page.next() == 0 ? "" : Long.toString(page.next()),
                                SignalRecordEncoder::members)));
    }

    private SignalsQuery query(Query query) {
        int limit = query.limit("limit", DEFAULT_PAGE, MAX_PAGE);
        LocalDate day = day(query.text("day"));
        long from = day == null ? query.time("from", 0) : start(day);
        long to = day == null ? query.time("to", Long.MAX_VALUE) : start(day.plusDays(1));
        return new SignalsQuery(
                null,
                query.text("symbol"),
                query.text("status"),
                from,
                to,
                query.number("cursor", Long.MAX_VALUE),
                limit);
    }

    private static LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException notADay) {
            throw new RefusedRequest("day", "date such as 2026-01-27", text);
        }
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(dayZone).toInstant().toEpochMilli();
    }

    private void one(RoutingContext ctx) {
        UUID id = UUID.fromString(ctx.pathParam("id"));
        ask(ctx, SignalsQuery.one(id), page -> {
            if (page.signals().isEmpty()) {
                HttpReply.problem(ctx, 404, "", "No signal " + id + " was sent");
            } else {
                HttpReply.json(
                        ctx,
                        200,
                        out -> SignalRecordEncoder.members(out, page.signals().get(0)));
            }
        });
    }

    private void ask(RoutingContext ctx, SignalsQuery query, Consumer<SignalsPage> answer) {
        String account = accounts.of(ctx);
        bus.request(Addresses.journaledSignals(account), query)
                .onSuccess(answer::accept)
                .onFailure(gone -> HttpReply.problem(
                        ctx,
                        Refusal.of(
                                ErrorCode.TERMINAL_UNAVAILABLE,
                                "The journal of account " + account + " does not answer")));
    }
}
