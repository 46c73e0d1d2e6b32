package io.tickwire.edge;

import io.tickwire.bus.Addresses;
import io.tickwire.bus.TypedBus;
import io.tickwire.domain.ErrorCode;
import io.tickwire.domain.Refusal;
import io.tickwire.domain.message.SignalRecord;
import io.tickwire.domain.message.SignalsPage;
import io.tickwire.domain.message.SignalsQuery;
import io.tickwire.protocol.bridge.SignalRecordEncoder;
import io.tickwire.protocol.json.IsoTime;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The journal's signals over HTTP: one by its id, or a list with filters and a cursor. */
final class SignalPages implements PageGroup {
    private static final int MAX_PAGE = 1000;
    private static final int DEFAULT_PAGE = 100;
    private static final String WHOLE = "whole number from 1";
    private static final Set<String> STATUSES = Set.of("", "success", "error", "failed", "unknown", "pending");

    private final TypedBus bus;
    private final List<String> accounts;
    private final String defaultAccount;
    private final ZoneId dayZone;

    /** @param dayZone whose midnight begins the broker's day */
    SignalPages(TypedBus bus, List<String> accounts, String defaultAccount, ZoneId dayZone) {
        this.bus = bus;
        this.accounts = accounts;
        this.defaultAccount = defaultAccount;
        this.dayZone = dayZone;
    }

    @Override
    public void routes(Router router) {
        router.get("/api/v1/signals").handler(this::list);
        router.get("/api/v1/signals/:id").handler(this::one);
    }

    private void list(RoutingContext ctx) {
        try {
            SignalsQuery query = query(ctx);
            ask(
                    ctx,
                    query,
                    page -> HttpReply.json(ctx, 200, out -> {
                        out.writeArrayFieldStart("signals");
                        for (SignalRecord record : page.signals()) {
                            out.writeStartObject();
                            SignalRecordEncoder.members(out, record);
                            out.writeEndObject();
                        }
                        out.writeEndArray();
                        if (page.next() > 0) {
                            out.writeStringField("next_cursor", Long.toString(page.next()));
                        }
                    }));
        } catch (WrongParameter wrong) {
            HttpReply.problem(ctx, wrong.refusal);
        }
    }

    private SignalsQuery query(RoutingContext ctx) {
        String status = text(ctx, "status");
        if (!STATUSES.contains(status)) {
            throw new WrongParameter("status", "success, error, failed, unknown or pending", status);
        }
        long limit = number(ctx, "limit", DEFAULT_PAGE);
        if (limit > MAX_PAGE) {
            throw new WrongParameter("limit", WHOLE + " to " + MAX_PAGE, text(ctx, "limit"));
        }
        LocalDate day = day(text(ctx, "day"));
        long from = day == null ? time(ctx, "from", 0) : start(day);
        long to = day == null ? time(ctx, "to", Long.MAX_VALUE) : start(day.plusDays(1));
        return new SignalsQuery(
                null, text(ctx, "symbol"), status, from, to, number(ctx, "cursor", Long.MAX_VALUE), (int) limit);
    }

    private static String text(RoutingContext ctx, String name) {
        return ctx.request().getParam(name, "");
    }

    private static long number(RoutingContext ctx, String name, long absent) {
        String text = text(ctx, name);
        try {
            long number = text.isEmpty() ? absent : Long.parseLong(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw new WrongParameter(name, WHOLE, text);
        }
        throw new WrongParameter(name, WHOLE, text);
    }

    private static long time(RoutingContext ctx, String name, long absent) {
        String text = text(ctx, name);
        // A plus sign of an offset that was not escaped arrives as a space.
        return text.isEmpty()
                ? absent
                : IsoTime.parse(text.replace(' ', '+'))
                        .orElseThrow(() -> new WrongParameter(name, "ISO-8601 time", text));
    }

    private static LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException notADay) {
            throw new WrongParameter("day", "date such as 2026-01-27", text);
        }
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(dayZone).toInstant().toEpochMilli();
    }

    private void one(RoutingContext ctx) {
        UUID id;
        try {
            id = UUID.fromString(ctx.pathParam("id"));
        } catch (IllegalArgumentException notAnId) {
            HttpReply.problem(ctx, Refusal.validation("id", "UUID", ctx.pathParam("id")));
            return;
        }
        ask(ctx, new SignalsQuery(id, "", "", 0, Long.MAX_VALUE, Long.MAX_VALUE, 1), page -> {
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
        String account = ctx.request().getParam("account", defaultAccount);
        if (!accounts.contains(account)) {
            HttpReply.problem(ctx, Refusal.validation("account", "one of " + String.join(", ", accounts), account));
            return;
        }
        Refusal closed = Caller.of(ctx).lacks(account);
        if (closed != null) {
            HttpReply.problem(ctx, closed);
            return;
        }
        bus.request(Addresses.journaledSignals(account), query)
                .onSuccess(answer::accept)
                .onFailure(gone -> HttpReply.problem(
                        ctx,
                        Refusal.of(
                                ErrorCode.TERMINAL_UNAVAILABLE,
                                "The journal of account " + account + " does not answer")));
    }

    /** A parameter that is not what it should be. */
    private static final class WrongParameter extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        WrongParameter(String name, String expected, String received) {
            super(name, null, false, false);
            this.refusal = Refusal.validation(name, expected, received);
        }
    }
}
